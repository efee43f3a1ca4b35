import { join } from 'node:path';
import { nativeTheme } from 'electron';
import type Store from 'electron-store';
import type { z } from 'zod';
import { settingsSchema, type Settings, type shellCalls } from '../contract/shell.ts';
import type { Folders } from './folders.ts';
import { log } from './log.ts';
import { readStored, setAsideIfBroken, type Stored } from './settings-file.ts';
import type { Bounds } from './window-bounds.ts';

type SettingsChange = z.infer<(typeof shellCalls)['shell.changeSettings']['input']>;
export type Notice = 'settingsSetAside' | 'folderReadOnly';

/** Settings and window state; never records, never secrets. */
export interface AppSettings {
  readonly notice: Notice | undefined;
  read(): Settings;
  change(part: SettingsChange): Settings;
  readBounds(): Bounds | undefined;
  writeBounds(bounds: Bounds): void;
  /** Loads what writing needs, before the first write has to wait for it. */
  prepareToWrite(): void;
}

/** Opens this mode's settings file and applies its theme. On a read-only folder they last for this run. */
export function openSettings(folders: Folders): AppSettings {
  const file = join(folders.data, 'settings.json');
  const wasBroken = setAsideIfBroken(file);
  if (wasBroken)
    log('the settings file could not be read; it was set aside, the defaults are used');
  const writer = folders.isWritable ? createWriter(folders.data) : null;
  const notice = wasBroken ? 'settingsSetAside' : writer ? undefined : 'folderReadOnly';
  const settings = keepIn(readStored(file), writer, notice);
  nativeTheme.themeSource = settings.read().theme;
  return settings;
}

function keepIn(found: Stored, writer: Writer | null, notice: Notice | undefined): AppSettings {
  let stored = found;
  const write = (part: Partial<Stored>): void => {
    stored = { ...stored, ...part };
    writer?.write(stored);
  };
  return {
    notice,
    read: () => stored.settings,
    change: (part) => {
      write({ settings: settingsSchema.parse({ ...stored.settings, ...part }) });
      nativeTheme.themeSource = stored.settings.theme;
      return stored.settings;
    },
    readBounds: () => stored.bounds,
    writeBounds: (bounds) => write({ bounds }),
    prepareToWrite: () => writer?.prepare(),
  };
}

interface Writer {
  write(stored: Stored): void;
  prepare(): void;
}

/** electron-store is a fifth of the way to the first window, and reading needs none of it. */
function createWriter(cwd: string): Writer {
  let store: Store<Stored> | undefined;
  let unwritten: Stored | undefined;
  let opening: Promise<void> | undefined;
  const flush = (): void => {
    if (store && unwritten) saveQuietly(store, unwritten);
    if (store) unwritten = undefined;
  };
  const prepare = (): void => {
    opening ??= openStore(cwd).then((opened) => {
      store = opened;
      flush();
    });
  };
  return {
    prepare,
    write(stored) {
      unwritten = stored;
      prepare();
      flush();
    },
  };
}

async function openStore(cwd: string): Promise<Store<Stored> | undefined> {
  try {
    const { default: Store } = await import('electron-store');
    return new Store<Stored>({ name: 'settings', cwd, clearInvalidConfig: false });
  } catch (error) {
    log(`the settings cannot be opened: ${String(error)}`);
    return undefined;
  }
}

// A full or vanished disk must not stop the bench for the sake of a window size.
function saveQuietly(store: Store<Stored>, stored: Stored): void {
  try {
    store.store = stored;
  } catch (error) {
    log(`the settings could not be saved: ${String(error)}`);
  }
}
