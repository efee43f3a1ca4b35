import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { connectionsSchema, type Connections } from '../../core/connections.ts';
import { success, failure } from '../../core/result.ts';
import type { Reply } from '../engine.ts';

/** What this bench is connected to, in a file without any secret. */
export interface ConnectionStore {
  /** They come from outside (a settings file): they can be read, not changed. */
  readonly isManaged: boolean;
  read(): Connections;
  /** On disk when this returns; what the disk refuses changes nothing. */
  keep(connections: Connections): Reply<Connections>;
}

interface StoreOptions {
  readonly file: string;
  /** What holds until somebody changes it. */
  readonly first: Connections;
  readonly log: (line: string) => void;
}

/**
 * A file that cannot be read is set aside as `<file>.broken-<n>`, so that nothing that a person chose is destroyed. One
 * that cannot be moved either stays, and nothing is kept in its place.
 */
export function openConnectionStore({ file, first, log }: StoreOptions): ConnectionStore {
  const found = readKept(file);
  let isInTheWay = found === 'unreadable' && !setAside(file);
  if (found === 'unreadable') {
    const fate = isInTheWay ? 'stay where they are' : 'were set aside';
    log(`the connections in ${file} cannot be read; they ${fate}`);
  }
  let current = typeof found === 'object' ? found : first;
  return {
    isManaged: false,
    read: () => current,
    keep(connections) {
      const next = connectionsSchema.parse(connections);
      isInTheWay &&= !setAside(file);
      if (isInTheWay) return failure({ code: 'settingsNotKept' });
      try {
        const text = `${JSON.stringify(next, null, 2)}\n`;
        // Flushed: after a power cut the new name must not stand before an empty file.
        writeFileSync(`${file}.new`, text, { mode: 0o600, flush: true });
        renameSync(`${file}.new`, file);
      } catch {
        return failure({ code: 'settingsNotKept' });
      }
      current = next;
      return success(next);
    },
  };
}

/** Connections that were handed in and hold as long as this run. */
export function managedConnections(connections: Connections): ConnectionStore {
  return {
    isManaged: true,
    read: () => connections,
    keep: () => failure({ code: 'settingsManaged' }),
  };
}

function readKept(file: string): Connections | 'none' | 'unreadable' {
  try {
    return connectionsSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return existsSync(file) ? 'unreadable' : 'none';
  }
}

/** Says whether it did. */
function setAside(file: string): boolean {
  let number = 1;
  while (existsSync(`${file}.broken-${number}`)) number += 1;
  try {
    renameSync(file, `${file}.broken-${number}`);
    return true;
  } catch {
    return false;
  }
}
