import { USUAL_SIGN_OUT } from '../../contract/shell.ts';
import type { EngineClient } from './engine-client.ts';
import type { AppStore } from './store.ts';

const MINUTE = 60_000;

export interface IdleSignOut {
  /** Somebody is there. */
  touch(): void;
  /** Begins to watch; the returned function ends that. */
  watch(): () => void;
}

/**
 * Signs the operator out who has gone: every later event would carry the wrong name. `touch` is called for every key, so
 * it does little; a look once a minute decides.
 */
export function createIdleSignOut(store: AppStore, engine: EngineClient): IdleSignOut {
  let touchedAt = now();
  const look = () => {
    const { shell, status } = store.getState();
    const minutes = shell.settings.signOutAfter ?? USUAL_SIGN_OUT;
    const { page, wall } = now();
    const idle = Math.max(page - touchedAt.page, wall - touchedAt.wall);
    const isThere = idle < minutes * MINUTE;
    if (minutes === 0 || isThere || status?.value.operator == null) return;
    void engine.ask('desk.signOut', {});
  };
  return {
    touch() {
      // The first key after a sleep of the computer comes before the next look, and may be anybody's.
      look();
      touchedAt = now();
    },
    watch() {
      const timer = setInterval(look, MINUTE);
      return () => clearInterval(timer);
    },
  };
}

/** The page's clock stands while the computer sleeps; the one on the wall may be set back. */
function now() {
  return { page: performance.now(), wall: Date.now() };
}
