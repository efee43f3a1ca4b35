import { useState } from 'react';
import type { DeviceSelection } from '../../../contract/device-query.ts';
import type { Failure } from '../../../contract/protocol.ts';
import { useApp } from '../../app/AppContext.tsx';
import { useLanguage, useSay } from '../../app/language.tsx';
import { Button } from '../../ui/Button.tsx';
import { FailureNotice } from '../../ui/FailureNotice.tsx';
import { saveFile } from '../check-in/save-file.ts';
import { FileChoices, USUAL_FILE } from '../documents/FileChoices.tsx';

/** The chosen devices as a file, with as much of each serial as may leave the bench. */
export function FilePanel({ selection }: { readonly selection: DeviceSelection }) {
  const { engine, shell } = useApp();
  const say = useSay();
  const language = useLanguage();
  const [wish, setWish] = useState(USUAL_FILE);
  const [told, setTold] = useState<{ readonly name?: string; readonly failure?: Failure }>({});
  const save = async () => {
    setTold({});
    const made = await engine.ask('devices.file', { of: selection, ...wish, language });
    const saved = made.ok ? await saveFile(shell, made.value) : made;
    if (!saved.ok) setTold({ failure: saved.error });
    else if (saved.value.fileName !== null) setTold({ name: saved.value.fileName });
  };
  return (
    <div className="selection-panel" role="group" aria-label={say('ui.document.export')}>
      <FileChoices wish={wish} onChange={setWish} />
      <Button look="filled" onClick={() => void save()}>
        {say('ui.document.save')}
      </Button>
      <p className="muted" role="status">
        {told.name !== undefined && say('ui.document.saved', { name: told.name })}
      </p>
      {told.failure && <FailureNotice trouble={told.failure} />}
    </div>
  );
}
