import { useEffect, useState } from 'react';
import { useAppState } from '../../app/AppContext.tsx';
import { useSay, type Say } from '../../app/language.tsx';
import type { ScanHint } from '../../app/store.ts';
import { Serial } from '../../ui/Serial.tsx';

const SLOW = 200;

/** What the last scan did besides changing the card, in words: the silent twin of its sound. */
export function ScanHintLine() {
  const say = useSay();
  const hint = useAppState((state) => state.hint);
  const unsaved = useSlowlySaved();
  const isIdle = !hint && unsaved === 0;
  return (
    <p id="scan-hint" className="scan-hint" role="status" data-idle={isIdle || undefined}>
      {unsaved > 0 && say('ui.scan.saving', { count: unsaved })}
      {unsaved === 0 && hint && <HintText hint={hint} say={say} />}
      {isIdle && say('ui.scan.armed')}
    </p>
  );
}

function HintText({ hint, say }: { readonly hint: ScanHint; readonly say: Say }) {
  switch (hint.kind) {
    case 'signedIn':
      return say('ui.scan.signedIn', { operator: hint.operator });
    case 'undone':
      return hint.line?.serial ? (
        <>
          {say('ui.scan.undone')} <Serial serial={hint.line.serial} />
        </>
      ) : (
        say('ui.scan.undone')
      );
    default:
      return say(`ui.scan.${hint.kind}`);
  }
}

/** How many scans wait for their answer, once that takes longer than it should: mostly nobody needs to know. */
function useSlowlySaved(): number {
  const unsaved = useAppState((state) => state.unsaved.length);
  const isWaiting = unsaved > 0;
  const [isSlow, setSlow] = useState(false);
  useEffect(() => {
    if (!isWaiting) return undefined;
    const timer = setTimeout(setSlow, SLOW, true);
    return () => {
      clearTimeout(timer);
      setSlow(false);
    };
  }, [isWaiting]);
  return isSlow ? unsaved : 0;
}
