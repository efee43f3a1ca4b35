import type { Asking } from '../../../../contract/waves.ts';
import { useLanguage, useSay, type Say } from '../../../app/language.tsx';

/** How far the asking is, or how it ended; nothing before the first. */
export function AskingState({ asking }: { readonly asking: Asking }) {
  const say = useSay();
  const language = useLanguage();
  const { wanted, asked, capable, isRunning } = asking;
  if (wanted === 0) return null;
  const counts = {
    asked: asked.toLocaleString(language),
    wanted: wanted.toLocaleString(language),
    capable: capable.toLocaleString(language),
  };
  return (
    <>
      {isRunning && <progress className="progress" max={wanted} value={asked} aria-hidden="true" />}
      <p className="small" role="status">
        {stateText(say, asking, counts)}
      </p>
    </>
  );
}

function stateText(
  say: Say,
  { isRunning, isStopped }: Asking,
  counts: Readonly<Record<string, string>>,
): string {
  if (isRunning) return say('ui.waves.ask.running', counts);
  const done = say('ui.waves.ask.done', counts);
  return isStopped ? `${done} ${say('ui.waves.ask.stopped')}` : done;
}
