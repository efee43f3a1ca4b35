import { useEffect, useState } from 'react';
import type { Instant } from '../../core/time.ts';
import { useAppState } from './AppContext.tsx';
import type { AppState } from './store.ts';

/** The engine's clock now: the wall, or the sandbox's own time at its own speed. */
export function benchNow(status: AppState['status'], wall: number): Instant {
  if (!status) return wall;
  return status.value.now + (wall - status.receivedAt) * (status.value.speed ?? 1);
}

/** The engine's clock, read again every `every` milliseconds of wall time. */
export function useBenchNow(every: number): Instant {
  const status = useAppState((state) => state.status);
  const [wall, setWall] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setWall(Date.now()), every);
    return () => clearInterval(timer);
  }, [every]);
  return benchNow(status, Math.max(wall, status?.receivedAt ?? 0));
}
