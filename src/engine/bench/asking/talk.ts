import {
  isDict,
  openLockdown,
  type Lockdown,
  type Mux,
  type MuxDevice,
  type Outcome,
  type PlistDict,
  type ValueName,
} from '../../../lockdown-client/index.ts';

/** One device, and how to speak to it. */
export interface Talk {
  readonly mux: Mux;
  readonly device: MuxDevice;
  readonly allowPairing: boolean;
  readonly signal: AbortSignal;
  /** Called just before the device is asked to pair. */
  readonly onPairing: () => void;
  /** Keeps in sight what must come to its end even when nobody waits for the answer any more. */
  readonly mustEnd: <T>(work: Promise<T>) => Promise<T>;
}

/** How this program is called in a device's log. */
const LABEL = 'Resetbench';
const REQUEST_TAKES = 5_000;

/** A connection to the device's lockdown of its own; whoever opens it closes it. */
export function openLockdownOf({ mux, device }: Talk, signal: AbortSignal | undefined) {
  return openLockdown(mux, device.deviceId, { label: LABEL, timeoutMs: REQUEST_TAKES, signal });
}

/** A whole domain, or a value that is a dictionary. */
export async function readDict(lockdown: Lockdown, of: ValueName): Promise<Outcome<PlistDict>> {
  const value = await lockdown.getValue(of);
  if (!value.ok) return value;
  if (isDict(value.value)) return { ok: true, value: value.value };
  return { ok: false, error: { code: 'malformed', text: 'not a dictionary' } };
}
