import { useEffect, useRef, useState } from 'react';
import type { Wave } from '../../../../contract/waves.ts';
import { useApp } from '../../../app/AppContext.tsx';
import { useSay } from '../../../app/language.tsx';
import { showDevices } from '../../../app/show-devices.ts';
import { Button } from '../../../ui/Button.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { useAct } from '../feed/use-act.ts';
import { RemoveQuestion } from './RemoveQuestion.tsx';
import { StartQuestion } from './StartQuestion.tsx';

interface WaveActsProps {
  readonly wave: Wave;
  readonly name: string;
  readonly onChanged: () => void;
}

/** Start, retry, look at and remove a wave. What sends or forgets something asks where it stands. */
export function WaveActs({ wave, name, onChanged }: WaveActsProps) {
  const [asked, ask] = useState<'start' | 'remove'>();
  const start = useAct('waves.start');
  const remove = useAct('waves.remove');
  const { id } = wave;
  const done = () => ask(undefined);
  const failure = start.failure ?? remove.failure;
  return (
    <div className="wave-acts">
      {asked === 'start' && (
        <StartQuestion
          wave={wave}
          name={name}
          onNo={done}
          onYes={(deadlineAt) => {
            done();
            void start.run({ id, deadlineAt }).then(onChanged);
          }}
        />
      )}
      {asked === 'remove' && (
        <RemoveQuestion
          name={name}
          onNo={done}
          onYes={() => {
            done();
            void remove.run({ id }).then(onChanged);
          }}
        />
      )}
      {asked === undefined && (
        <Buttons wave={wave} name={name} isBusy={start.isBusy || remove.isBusy} onAsk={ask} />
      )}
      {start.value && (
        <Told queued={start.value.queued.length} refused={start.value.refused.length} />
      )}
      {failure && <FailureNotice trouble={failure} />}
    </div>
  );
}

interface ButtonsProps extends Pick<WaveActsProps, 'wave' | 'name'> {
  readonly isBusy: boolean;
  readonly onAsk: (what: 'start' | 'remove') => void;
}

function Buttons({ wave, name, isBusy, onAsk }: ButtonsProps) {
  const say = useSay();
  const { startedAt, isStarting, toStart, counts } = wave;
  const act = startedAt === null ? 'start' : 'retry';
  const isUnderWay = isStarting || counts.queued + counts.migrating > 0;
  return (
    <div className="wave-buttons">
      {toStart > 0 && (
        <Button
          disabled={isBusy || isStarting}
          aria-label={say(`ui.waves.${act}Of`, { name })}
          onClick={() => onAsk('start')}
        >
          {say(`ui.waves.${act}`)}
        </Button>
      )}
      <ShowWave wave={wave} name={name} />
      {!isUnderWay && (
        <Button
          look="plain"
          disabled={isBusy}
          aria-label={say('ui.waves.removeOf', { name })}
          onClick={() => onAsk('remove')}
        >
          {say('ui.waves.remove')}
        </Button>
      )}
    </div>
  );
}

function ShowWave({ wave: { id }, name }: Pick<WaveActsProps, 'wave' | 'name'>) {
  const say = useSay();
  const { engine, store } = useApp();
  const show = async () => {
    const answer = await engine.ask('waves.serials', { id });
    if (!answer.ok) return;
    showDevices(store, { kind: 'serials', title: name, serials: answer.value.serials });
  };
  return (
    <Button
      look="plain"
      aria-label={say('ui.stuck.showOf', { title: name })}
      onClick={() => void show()}
    >
      {say('ui.stuck.show')}
    </Button>
  );
}

/** The button leaves with what it was for: the focus stays beside its place. */
function Told({ queued, refused }: { readonly queued: number; readonly refused: number }) {
  const say = useSay();
  const text = useRef<HTMLParagraphElement>(null);
  useEffect(() => text.current?.focus(), []);
  return (
    <p className="small" role="status" tabIndex={-1} ref={text}>
      {say('ui.waves.started', { queued, refused })}
    </p>
  );
}
