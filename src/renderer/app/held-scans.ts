import type { SoundPlayer } from '../sound/player.ts';
import type { CheckIn } from './check-in.ts';
import type { EngineClient } from './engine-client.ts';
import type { AppStore } from './store.ts';

/** Scans that came while the list of check-ins was shown, or one that is over: no session is theirs yet. */
export interface HeldScans {
  /** Keeps it on screen. With exactly one session open and nothing else on screen, it is counted in that one. */
  take(text: string): void;
  /** Enter without a code: the newest open session is opened, and counts what is held. */
  confirm(): void;
}

interface Parts {
  readonly store: AppStore;
  readonly engine: EngineClient;
  readonly sound: SoundPlayer;
  readonly checkIn: CheckIn;
}

/** Some scanners end a code with Enter twice; the second one confirms nothing. */
const SECOND_ENTER = 600;

export function createHeldScans({ store, engine, sound, checkIn }: Parts): HeldScans {
  let takenAt = -Infinity;
  let isRouting = false;
  const openSessions = async () => {
    const sessions = await engine.ask('checkIn.sessions', {});
    return sessions.ok ? sessions.value.filter(({ handOff }) => !handOff) : [];
  };
  const isStillHeld = () => store.getState().held.length > 0 && checkIn.isUp() === undefined;
  const route = async (mayOpen: boolean) => {
    // What comes while it is asked goes where the first one goes.
    if (isRouting) return;
    isRouting = true;
    const [only, ...others] = await openSessions();
    if (only && others.length === 0 && mayOpen && isStillHeld()) await checkIn.open(only.sessionId);
    if (isStillHeld()) sound.play('notSerial');
    isRouting = false;
  };
  return {
    take(text) {
      takenAt = performance.now();
      const { checkIn: finished, held } = store.getState();
      const isFirst = held.length === 0;
      store.setState({ held: [...held, text], checkIn: undefined, sheet: undefined });
      // Whoever looks at a delivery that is over means that one: where else the scan counts is theirs to say.
      void route(isFirst && !finished);
    },
    confirm() {
      if (performance.now() - takenAt < SECOND_ENTER) return;
      void openSessions().then(([newest]) => {
        if (newest) return checkIn.open(newest.sessionId);
        store.setState({ hint: { kind: 'empty' } });
        return undefined;
      });
    },
  };
}
