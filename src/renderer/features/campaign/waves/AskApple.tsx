import { useState, type FormEvent } from 'react';
import { MOST_ASKED, type Asking } from '../../../../contract/waves.ts';
import { useSay } from '../../../app/language.tsx';
import { Button } from '../../../ui/Button.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { useAct } from '../feed/use-act.ts';
import { AskingState } from './AskingState.tsx';
import { NumberField } from './NumberField.tsx';
import { lengthText } from './wave-words.ts';

interface AskAppleProps {
  /** Of so many Apple was never asked. */
  readonly left: number;
  /** Milliseconds of quota that all of them take. */
  readonly takes: number;
  readonly asking: Asking | undefined;
  readonly onChanged: () => void;
}

/** Asks about the next devices while nobody else needs Apple, and says how far that is. */
export function AskApple({ left, takes, asking, onChanged }: AskAppleProps) {
  const say = useSay();
  const { isBusy, failure, run } = useAct('waves.ask');
  const ask = async (count: number) => {
    await run({ count });
    onChanged();
  };
  return (
    <div className="ask-apple">
      {asking && <AskingState asking={asking} />}
      {asking?.isRunning ? (
        <Button disabled={isBusy} onClick={() => void ask(0)}>
          {say('ui.waves.ask.stop')}
        </Button>
      ) : (
        left > 0 && (
          <>
            <p className="muted small">
              {say('ui.waves.ask.takes', { time: lengthText(say, takes) })}
            </p>
            <AskForm
              most={Math.min(MOST_ASKED, left)}
              isBusy={isBusy}
              onAsk={(count) => void ask(count)}
            />
          </>
        )
      )}
      {failure && <FailureNotice trouble={failure} />}
    </div>
  );
}

interface AskFormProps {
  readonly most: number;
  readonly isBusy: boolean;
  readonly onAsk: (count: number) => void;
}

const USUAL = 200;

function AskForm({ most, isBusy, onAsk }: AskFormProps) {
  const say = useSay();
  const [wanted, setWanted] = useState(USUAL);
  const count = Math.min(wanted, most);
  const isWhole = Number.isInteger(count) && count >= 1;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isWhole) onAsk(count);
  };
  return (
    <form className="ask-form" onSubmit={submit}>
      <NumberField
        label={say('ui.waves.ask.count')}
        value={count}
        most={most}
        onChange={setWanted}
      />
      <Button type="submit" disabled={isBusy || !isWhole}>
        {isWhole ? say('ui.waves.ask.start', { count }) : say('ui.waves.ask.startNone')}
      </Button>
    </form>
  );
}
