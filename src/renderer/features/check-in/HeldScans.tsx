import type { SessionLine } from '../../../contract/check-in.ts';
import { classifyCode } from '../../../core/identifiers/classify-code.ts';
import { useApp, useAppState } from '../../app/AppContext.tsx';
import { useSay, type Say } from '../../app/language.tsx';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { shortened } from '../scan/shown-text.ts';

/** Codes are told apart by the last few. */
const SHOWN = 8;

/** Scans that belong to no delivery yet: nothing is lost, and nothing is counted where nobody said so. */
export function HeldScans({ sessions }: { readonly sessions: readonly SessionLine[] }) {
  const say = useSay();
  const held = useAppState((state) => state.held);
  if (held.length === 0) return null;
  const newest = sessions.find(({ handOff }) => !handOff);
  return (
    <div className="held">
      <Notice
        tone="alert"
        title={say('ui.checkIn.held.count', { count: held.length })}
        action={<HeldActs newest={newest} />}
      >
        {newest
          ? say('ui.checkIn.held.which', { count: held.length })
          : say('ui.checkIn.held.noneOpen')}
      </Notice>
      <ul className="held-codes">
        {held.slice(-SHOWN).map((text, index) => (
          <li key={index}>
            <bdi className="code-text">{shownCode(text, say)}</bdi>
          </li>
        ))}
      </ul>
    </div>
  );
}

function HeldActs({ newest }: { readonly newest: SessionLine | undefined }) {
  const { desk, store } = useApp();
  const say = useSay();
  return (
    <span className="manifest-buttons">
      {newest && (
        <Button keyCap="↵" onClick={() => void desk.checkIn.open(newest.sessionId)}>
          {say('ui.checkIn.held.countIn', { name: newest.name })}
        </Button>
      )}
      <Button look="plain" keyCap="Esc" onClick={() => store.setState({ held: [] })}>
        {say('ui.checkIn.held.drop')}
      </Button>
    </span>
  );
}

/** A bypass code unlocks a device: not a character of it stays on screen. */
function shownCode(text: string, say: Say): string {
  const { kind } = classifyCode(text);
  return kind === 'bypassCode' ? say('code.bypassCode.name') : shortened(text, 24);
}
