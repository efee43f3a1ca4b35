import { useState } from 'react';
import type { SessionView } from '../../../contract/check-in.ts';
import type { MadeFile } from '../../../contract/documents.ts';
import type { Failure } from '../../../contract/protocol.ts';
import type { Result } from '../../../core/result.ts';
import { useApp } from '../../app/AppContext.tsx';
import { useLanguage, useSay } from '../../app/language.tsx';
import { Button } from '../../ui/Button.tsx';
import { FailureNotice } from '../../ui/FailureNotice.tsx';
import { FileChoices, USUAL_FILE } from '../documents/FileChoices.tsx';
import { showRecords } from '../documents/show-records.ts';
import { saveFile } from './save-file.ts';

interface ExportProps {
  readonly session: SessionView;
}

/** The list of the session as a file, with as much of each serial as may leave the bench. */
export function ExportPanel({ session }: ExportProps) {
  const { sessionId } = session;
  const { engine, shell } = useApp();
  const say = useSay();
  const language = useLanguage();
  const [wish, setWish] = useState(USUAL_FILE);
  const [told, setTold] = useState('');
  const [trouble, setTrouble] = useState<Failure>();
  const save = async (made: Result<MadeFile, Failure>) => {
    const saved = made.ok ? await saveFile(shell, made.value) : made;
    setTrouble(saved.ok ? undefined : saved.error);
    const name = saved.ok ? saved.value.fileName : null;
    setTold(name === null ? '' : say('ui.document.saved', { name }));
  };
  const saveList = async () =>
    save(await engine.ask('documents.session', { sessionId, ...wish, language }));
  const saveEvidence = async () => save(await engine.ask('documents.evidence', { sessionId }));
  return (
    <section className="export" aria-label={say('ui.document.export')}>
      <h2>{say('ui.document.export')}</h2>
      <div className="export-choices">
        <FileChoices wish={wish} onChange={setWish} />
        <Button onClick={() => void saveList()}>{say('ui.document.save')}</Button>
        <RecordsButton session={session} />
        <Button onClick={() => void saveEvidence()}>{say('ui.document.evidence')}</Button>
        <output className="muted">{told}</output>
      </div>
      {trouble && <FailureNotice trouble={trouble} />}
    </section>
  );
}

function RecordsButton({ session: { name, received, sessionId } }: ExportProps) {
  const { store } = useApp();
  const say = useSay();
  return (
    <Button disabled={received === 0} onClick={() => showRecords(store, { sessionId }, name)}>
      {say('ui.document.recordsOfSession')}
    </Button>
  );
}
