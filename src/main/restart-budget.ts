/** Allows `limit` restarts within any `window` of milliseconds; `mayRestart(now)` counts the one it allows. */
export function createRestartBudget(limit: number, window: number) {
  let allowed: readonly number[] = [];
  return {
    mayRestart(now: number): boolean {
      const recent = allowed.filter((at) => now - at < window);
      if (recent.length >= limit) return false;
      allowed = [...recent, now];
      return true;
    },
    reset(): void {
      allowed = [];
    },
  };
}
