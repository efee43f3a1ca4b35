import { useCallback, useEffect, useMemo, useRef, useState } from 'react';

/** Together with the time after which the router tells a held key, about a second. */
const HOLD_FOR = 800;
const HINT_STANDS = 2_500;
const SECOND_CLICK_WITHIN = 5_000;

type Mode = 'idle' | 'held' | 'short' | 'armed';

interface Grip {
  press(): void;
  /** Let go on purpose: too early means that a hint is due. */
  lift(): void;
  /** Taken away, by the pointer or the focus moving on. */
  cancel(): void;
  tap(): void;
  /** A click that no pointer made: the second one does it. */
  click(): void;
}

/** Calls `onHeld` once per hold; a blocked one only gives its hint. `short` means: it was let go too early. */
export function useHold(onHeld: () => void, isBlocked: boolean): { mode: Mode; grip: Grip } {
  const [mode, become, isIn] = useMode();
  const latest = useRef({ onHeld, isBlocked });
  useEffect(() => {
    latest.current = { onHeld, isBlocked };
  }, [onHeld, isBlocked]);
  const grip = useMemo((): Grip => {
    const tap = () => become('short', HINT_STANDS);
    const unlessBlocked = (run: () => void) => (latest.current.isBlocked ? tap() : run());
    const finish = () => latest.current.onHeld();
    return {
      tap,
      press: () => unlessBlocked(() => become('held', HOLD_FOR, finish)),
      lift: () => isIn('held') && tap(),
      cancel: () => isIn('held') && become('idle'),
      click: () =>
        unlessBlocked(() => {
          const isSecond = isIn('armed');
          become(isSecond ? 'idle' : 'armed', SECOND_CLICK_WITHIN);
          if (isSecond) finish();
        }),
    };
  }, [become, isIn]);
  return { mode, grip };
}

/**
 * A mode that ends by itself. It is kept beside React's state as well, because a key can go down and up again
 * before React has drawn once.
 */
function useMode() {
  const [mode, setMode] = useState<Mode>('idle');
  const now = useRef<Mode>('idle');
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const become = useCallback((next: Mode, milliseconds = 0, onEnd?: () => void) => {
    clearTimeout(timer.current);
    now.current = next;
    setMode(next);
    if (next === 'idle') return;
    timer.current = setTimeout(() => {
      now.current = 'idle';
      setMode('idle');
      onEnd?.();
    }, milliseconds);
  }, []);
  const isIn = useCallback((wanted: Mode) => now.current === wanted, []);
  useEffect(() => () => clearTimeout(timer.current), []);
  return [mode, become, isIn] as const;
}
