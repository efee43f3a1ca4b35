import type { Instant } from '../../core/time.ts';
import type { SimulatedDevice } from './device.ts';
import type { WorldState } from './world-state.ts';

/** What the seed cannot give back: everything that changed, and the time it is. */
export interface SavedWorld {
  readonly version: 1;
  readonly seed: number;
  readonly startAt: Instant;
  readonly now: Instant;
  readonly speed: number;
  readonly devices: readonly (Omit<SimulatedDevice, 'hardware'> & { readonly serial: string })[];
  readonly rest: Omit<WorldState, 'devices'>;
}

/** Reads what `createSandbox` saved; null for anything else, so that a damaged file begins a new world. */
export function readSaved(text: string | undefined): SavedWorld | null {
  if (text === undefined) return null;
  try {
    const saved: unknown = JSON.parse(text);
    return isSavedWorld(saved) ? saved : null;
  } catch {
    return null;
  }
}

/** The devices in `changed` and all the rest of the state, as plain data. */
export function packState(
  state: WorldState,
  changed: ReadonlySet<string>,
): Pick<SavedWorld, 'devices' | 'rest'> {
  const { devices, ...rest } = state;
  const packed = [...changed].flatMap((serial) => {
    const device = devices.get(serial);
    if (!device) return [];
    const { hardware: _, ...variable } = device;
    return [{ serial, ...variable }];
  });
  return { devices: packed, rest };
}

/** Puts what was saved over a world that has just begun from the same seed; gives back what had changed. */
export function unpackState(state: WorldState, saved: SavedWorld): string[] {
  for (const { serial, ...variable } of saved.devices) {
    const device = state.devices.get(serial);
    if (device) Object.assign(device, variable);
  }
  Object.assign(state, saved.rest);
  return saved.devices.map(({ serial }) => serial);
}

function isSavedWorld(value: unknown): value is SavedWorld {
  if (typeof value !== 'object' || value === null) return false;
  const saved = value as Partial<SavedWorld>;
  const hasTimes = Number.isInteger(saved.now) && Number.isInteger(saved.startAt);
  return saved.version === 1 && hasTimes && Array.isArray(saved.devices) && !!saved.rest;
}
