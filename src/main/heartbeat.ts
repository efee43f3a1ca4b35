interface Heart {
  /** Sends one question; the answer arrives by `answered`. */
  ask(id: number): void;
  /** Called once, when too many questions in a row found no answer. */
  stopped(): void;
}

export interface Heartbeat {
  beat(): void;
  answered(id: number): void;
}

const missesAllowed = 3;
// Opening a large ledger may keep a new process busy for longer.
const missesAllowedAtStart = 10;

/**
 * Notices a process that lives but does not listen (an endless loop, a full heap), which tells nobody.
 * `beat` is to be called every two seconds.
 */
export function createHeartbeat(heart: Heart): Heartbeat {
  let asked = 0;
  let answered = 0;
  let hasStopped = false;
  return {
    beat() {
      const allowed = answered === 0 ? missesAllowedAtStart : missesAllowed;
      if (hasStopped) return;
      if (asked - answered >= allowed) {
        hasStopped = true;
        heart.stopped();
        return;
      }
      asked += 1;
      heart.ask(asked);
    },
    answered(id) {
      answered = Math.max(answered, Math.min(id, asked));
    },
  };
}
