import { readFileSync, renameSync, writeFileSync } from 'node:fs';
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

/** A file that cannot be read is set aside as `<file>.broken`, so that nothing that a person chose is destroyed. */
export function openConnectionStore({ file, first, log }: StoreOptions): ConnectionStore {
  let current = readKept(file, log) ?? first;
  return {
    isManaged: false,
    read: () => current,
    keep(connections) {
      const next = connectionsSchema.parse(connections);
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

function readKept(file: string, log: (line: string) => void): Connections | undefined {
  const text = readText(file);
  if (text === undefined) return undefined;
  const parsed = connectionsSchema.safeParse(parseJson(text));
  if (parsed.success) return parsed.data;
  log(`the connections in ${file} cannot be read; they were set aside`);
  setAside(file);
  return undefined;
}

function readText(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function setAside(file: string): void {
  try {
    renameSync(file, `${file}.broken`);
  } catch {
    // A folder that refuses: the file stays where it is, and is read again at the next start.
  }
}
