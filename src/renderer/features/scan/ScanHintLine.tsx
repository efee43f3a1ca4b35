import { useAppState } from '../../app/AppContext.tsx';
import { useSay } from '../../app/language.tsx';
import type { ScanHint } from '../../app/store.ts';
import type { Say } from '../../app/language.tsx';
import { Serial } from '../../ui/Serial.tsx';

/** What the last scan did besides changing the card, in words: the silent twin of its sound. */
export function ScanHintLine() {
  const hint = useAppState((state) => state.hint);
  const say = useSay();
  return hint ? <HintText hint={hint} say={say} /> : null;
}

function HintText({ hint, say }: { hint: ScanHint; say: Say }) {
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
