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
 * it only notes the time; a look once a minute decides.
 */
export function createIdleSignOut(store: AppStore, engine: EngineClient): IdleSignOut {
  let touchedAt = performance.now();
  const look = () => {
    const { shell, status } = store.getState();
    const minutes = shell.settings.signOutAfter ?? USUAL_SIGN_OUT;
    const isThere = performance.now() - touchedAt < minutes * MINUTE;
    if (minutes === 0 || isThere || status?.value.operator == null) return;
    void engine.ask('desk.signOut', {});
  };
  return {
    touch() {
      touchedAt = performance.now();
    },
    watch() {
      const timer = setInterval(look, MINUTE);
      return () => clearInterval(timer);
    },
  };
}
