import { memo } from 'react';
import { serialNumberSchema } from '../../../core/identifiers/serial-number.ts';
import { useApp } from '../../app/AppContext.tsx';
import { useSay } from '../../app/language.tsx';
import type { CodeStage } from '../../app/store.ts';
import { Button } from '../../ui/Button.tsx';
import { shortened } from '../scan/shown-text.ts';
import { CandidateButtons } from './CandidateButtons.tsx';

/** What to do with a code that names no device; what it may mean is offered, never guessed. */
export const CodeCard = memo(function CodeCard({ stage }: { readonly stage: CodeStage }) {
  const { desk } = useApp();
  const say = useSay();
  const { record } = stage;
  const { code } = stage.line;
  const serials = code.candidates
    .filter(({ kind }) => kind === 'serial')
    .flatMap(({ value }) => serialNumberSchema.safeParse(value).data ?? []);
  const words = record ? `recordCheck.${record.answer}` : `code.${code.kind}`;
  return (
    <div className="card">
      <div className="reason">
        <p className="reason-text">{say(`${words}.text`, textOf(record))}</p>
        <p className="reason-next">{say(`${words}.next`)}</p>
      </div>
      <CandidateButtons serials={record ? [record.serial] : serials} />
      <div className="next-step">
        <Button look="filled" keyCap="Esc" onClick={desk.cards.giveWay}>
          {say('ui.next.scanNext')}
        </Button>
      </div>
      {code.input !== '' && (
        <p className="muted">
          {say('ui.code.read')} <bdi className="code-text">{shortened(code.input, 64)}</bdi>
        </p>
      )}
    </div>
  );
});

function textOf(record: CodeStage['record']) {
  return record && { serial: record.serial, sequence: String(record.sequence) };
}
