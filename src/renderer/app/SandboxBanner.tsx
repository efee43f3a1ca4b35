import { memo, useState } from 'react';
import { Segmented } from '../ui/Segmented.tsx';
import { dayTime } from '../ui/time-text.ts';
import { useApp, useAppState } from './AppContext.tsx';
import { useBenchNow } from './bench-time.ts';
import { useLanguage, useSay } from './language.tsx';

const SPEEDS = [1, 60, 600] as const;

/** Always there in the sandbox, so that nobody takes its devices for real ones. */
export const SandboxBanner = memo(function SandboxBanner() {
  const { engine } = useApp();
  const say = useSay();
  const isSandbox = useAppState(({ status }) => status?.value.mode === 'sandbox');
  const speed = useAppState(({ status }) => status?.value.speed ?? 1);
  if (!isSandbox) return null;
  return (
    <aside className="sandbox-banner" aria-label={say('ui.sandbox.label')}>
      <strong>{say('ui.sandbox.label')}</strong>
      <span className="sandbox-text">{say('ui.sandbox.text')}</span>
      <NetworkSwitch />
      <VirtualTime />
      <Segmented
        label={say('ui.sandbox.speed')}
        value={String(speed)}
        options={SPEEDS.map((each) => ({ value: String(each), label: `${each}×` }))}
        onChange={(value) => {
          const chosen = SPEEDS.find((each) => String(each) === value);
          if (chosen) void engine.ask('sandbox.setSpeed', { speed: chosen });
        }}
      />
    </aside>
  );
});

/** What happens to a bench without a network can be tried here. */
function NetworkSwitch() {
  const { engine } = useApp();
  const say = useSay();
  const [isCut, setCut] = useState(false);
  const turn = async () => {
    const answer = await engine.ask('sandbox.setOnline', { isOnline: isCut });
    if (answer.ok) setCut(!isCut);
  };
  return (
    <button type="button" className="sandbox-network" onClick={() => void turn()}>
      {say(isCut ? 'ui.sandbox.networkBack' : 'ui.sandbox.networkCut')}
    </button>
  );
}

function VirtualTime() {
  const language = useLanguage();
  const now = useBenchNow(1_000);
  return <time dateTime={new Date(now).toISOString()}>{dayTime(language, now)}</time>;
}
