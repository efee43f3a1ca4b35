/** Which devices have changed since somebody looked; nobody's changes are kept before the first look. */
export interface ChangedSerials {
  note(serial: string): void;
  /** The devices that have changed since the last look; undefined: too many, or nobody has looked before. */
  take(): ReadonlySet<string> | undefined;
}

/** More than this are cheaper to read anew altogether. */
const MOST = 20_000;

export function createChangedSerials(): ChangedSerials {
  let changed: Set<string> | undefined;
  return {
    note(serial) {
      changed?.add(serial);
      if (changed && changed.size > MOST) changed = undefined;
    },
    take() {
      const taken = changed;
      changed = new Set();
      return taken;
    },
  };
}
