import { useEffect, type KeyboardEvent, type ReactNode } from 'react';
import { useApp } from '../app/AppContext.tsx';
import { useSay } from '../app/language.tsx';
import { KeyCap } from './KeyCap.tsx';
import { useHold } from './use-hold.ts';
import './hold-key.css';

interface HoldKeyProps {
  /** The letter that is held on the keyboard; the button itself can be held as well. */
  readonly letter: string;
  readonly children: ReactNode;
  readonly look?: 'filled' | 'outline';
  /** Why it cannot be held yet; said when somebody tries. */
  readonly blockedBy?: string | undefined;
  readonly onHeld: () => void;
}

/**
 * A deliberate act: it happens only after the key, or the button itself, was held for a while. Assistive
 * technology that can only click clicks twice.
 */
export function HoldKey({ letter, children, look = 'filled', blockedBy, onHeld }: HoldKeyProps) {
  const { keys } = useApp();
  const say = useSay();
  const { mode, grip } = useHold(onHeld, blockedBy !== undefined);
  useEffect(
    () => keys.lend(letter, { press: grip.press, release: grip.lift, tap: grip.tap }),
    [keys, letter, grip],
  );
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    if (!event.repeat) grip.press();
  };
  return (
    <span className="hold">
      <button
        type="button"
        className="button hold-key"
        data-look={look}
        data-held={mode === 'held' || undefined}
        aria-disabled={blockedBy !== undefined || undefined}
        aria-keyshortcuts={letter}
        onPointerDown={grip.press}
        onPointerUp={grip.lift}
        onPointerLeave={grip.cancel}
        onKeyDown={onKeyDown}
        onKeyUp={grip.lift}
        onBlur={grip.cancel}
        onClick={(event) => event.detail === 0 && grip.click()}
      >
        <span className="hold-fill" aria-hidden="true" />
        <KeyCap>{letter}</KeyCap>
        <span className="hold-label">{children}</span>
      </button>
      <span className="hold-hint" role="status">
        {mode === 'short' && (blockedBy ?? say('ui.hold.keepHolding', { key: letter }))}
        {mode === 'armed' && say('ui.hold.again')}
      </span>
    </span>
  );
}
