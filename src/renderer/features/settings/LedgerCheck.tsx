import { useState } from 'react';
import { useApp } from '../../app/AppContext.tsx';
import type { Answer } from '../../app/engine-client.ts';
import { useSay } from '../../app/language.tsx';
import { Button } from '../../ui/Button.tsx';
import { FailureNotice } from '../../ui/FailureNotice.tsx';
import { Notice } from '../../ui/Notice.tsx';

/** Walks the whole chain of records and says whether it holds. */
export function LedgerCheck() {
  const { engine } = useApp();
  const say = useSay();
  const [answer, setAnswer] = useState<Answer<'ledger.verify'>>();
  const verify = async () => setAnswer(await engine.ask('ledger.verify', {}));
  return (
    <div className="ledger-check">
      <Button onClick={() => void verify()}>{say('ui.ledger.verify')}</Button>
      {answer && !answer.ok && <FailureNotice trouble={answer.error} />}
      {answer?.ok && <Outcome value={answer.value} />}
    </div>
  );
}

function Outcome({
  value,
}: {
  readonly value: Extract<Answer<'ledger.verify'>, { ok: true }>['value'];
}) {
  const say = useSay();
  const { events, checkpoints, firstBreak } = value;
  if (firstBreak === undefined) {
    return (
      <Notice title={say('ui.ledger.holds')}>
        {say('ui.ledger.holdsText', { events, checkpoints })}
      </Notice>
    );
  }
  return (
    <Notice tone="alert" title={say('ui.ledger.broken', { sequence: firstBreak })}>
      {say('ui.ledger.brokenText')}
    </Notice>
  );
}
