import { useEffect, useRef } from 'react';
import { useApp } from '../../app/AppContext.tsx';

const nothing = (): void => undefined;

/** Lends these letters and digits, each to be held, for as long as `isLent`. */
export function useLentKeys(isLent: boolean, acts: Readonly<Record<string, () => void>>): void {
  const { keys } = useApp();
  const latest = useRef(acts);
  useEffect(() => {
    latest.current = acts;
  }, [acts]);
  const names = Object.keys(acts).join(' ');
  useEffect(() => {
    if (!isLent) return undefined;
    const stops = names.split(' ').map((name) =>
      keys.lend(name, {
        press: () => latest.current[name]?.(),
        release: nothing,
        tap: nothing,
      }),
    );
    return () => {
      for (const stop of stops) stop();
    };
  }, [isLent, keys, names]);
}
