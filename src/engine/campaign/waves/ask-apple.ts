import type { Asking } from '../../../contract/waves.ts';
import type { SerialNumber } from '../../../core/identifiers/serial-number.ts';
import type { Desk } from '../../desk/desk.ts';

/** Asks Apple about devices nobody waits for. What was answered stays, whenever it ends. */
export interface AppleAsking {
  /** In the place of what is still to be asked from before. */
  begin(serials: readonly SerialNumber[]): void;
  /** What is under way is answered yet; no further question is asked. */
  end(): void;
  state(): Asking;
}

/** As many as background work may have under way at Apple (clouds/quota/limits.ts). */
const AT_ONCE = 2;
/** So many questions in a row without an answer: Apple cannot be reached, or takes none now. */
const PATIENCE = 3;

const NOTHING: Asking = { wanted: 0, asked: 0, capable: 0, isRunning: false, isStopped: false };

export function createAppleAsking(desk: Desk): AppleAsking {
  let state = NOTHING;
  let round = 0;

  async function work(left: Iterator<SerialNumber>, mine: number): Promise<void> {
    let silent = 0;
    for (let next = left.next(); !next.done; next = left.next()) {
      const isAnswered = await askOne(desk, next.value);
      if (round !== mine) return;
      silent = isAnswered ? 0 : silent + 1;
      if (silent === PATIENCE) return stop();
      if (isAnswered) count(next.value);
      if (round !== mine) return;
    }
  }
  function count(serial: SerialNumber): void {
    const isCapable = isMigrationCapable(desk, serial);
    state = { ...state, asked: state.asked + 1, capable: state.capable + Number(isCapable) };
  }
  function stop(): void {
    round += 1;
    state = { ...state, isRunning: false, isStopped: true };
  }
  return {
    begin(serials) {
      round += 1;
      const mine = round;
      state = { ...NOTHING, wanted: serials.length, isRunning: serials.length > 0 };
      const left = serials.values();
      const workers = Array.from({ length: AT_ONCE }, () => work(left, mine));
      void Promise.all(workers).then(() => {
        if (round === mine) state = { ...state, isRunning: false };
      });
    },
    end() {
      round += 1;
      state = { ...state, isRunning: false };
    },
    state: () => state,
  };
}

/** Whether an answer came. */
async function askOne(desk: Desk, serial: SerialNumber): Promise<boolean> {
  const before = readAt(desk, serial);
  await desk.revalidation.ask(serial, ['device'], 'background');
  return readAt(desk, serial) !== before;
}

/** That it is in no organization any more is an answer as well. */
function readAt({ mirror }: Desk, serial: SerialNumber): string {
  const check = mirror.fact(serial, 'deviceCheck')?.observedAt;
  const membership = mirror.fact(serial, 'membership');
  return `${check} ${membership?.value.state} ${membership?.observedAt}`;
}

function isMigrationCapable({ mirror }: Desk, serial: SerialNumber): boolean {
  return mirror.fact(serial, 'deviceCheck')?.value.isMigrationCapable === true;
}
