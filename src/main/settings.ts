import { join } from 'node:path';
import { nativeTheme } from 'electron';
import Store from 'electron-store';
import type { z } from 'zod';
import { settingsSchema, type Settings, type shellCalls } from '../contract/shell.ts';
import type { Folders } from './folders.ts';
import { log } from './log.ts';
import { setAsideIfBroken, storedSchema, type Stored } from './settings-file.ts';
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
}

/** Opens this mode's settings file and applies its theme. On a read-only folder they last for this run. */
export function openSettings(folders: Folders): AppSettings {
  const wasBroken = setAsideIfBroken(join(folders.data, 'settings.json'));
  if (wasBroken)
    log('the settings file could not be read; it was set aside, the defaults are used');
  const file = folders.isWritable ? openFile(folders.data) : null;
  const notice = wasBroken ? 'settingsSetAside' : file ? undefined : 'folderReadOnly';
  const settings = keepIn(file, notice);
  nativeTheme.themeSource = settings.read().theme;
  return settings;
}

function openFile(cwd: string): Store<Stored> | null {
  try {
    return new Store<Stored>({ name: 'settings', cwd, clearInvalidConfig: false });
  } catch (error) {
    log(`the settings cannot be opened: ${String(error)}`);
    return null;
  }
}

function keepIn(file: Store<Stored> | null, notice: Notice | undefined): AppSettings {
  let stored = storedSchema.parse(file?.store ?? {});
  const write = (part: Partial<Stored>): void => {
    stored = { ...stored, ...part };
    saveQuietly(file, stored);
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
  };
}

// A full or vanished disk must not stop the bench for the sake of a window size.
function saveQuietly(file: Store<Stored> | null, stored: Stored): void {
  try {
    if (file) file.store = stored;
  } catch (error) {
    log(`the settings could not be saved: ${String(error)}`);
  }
}
