import type { SimulatedDevice } from '../world/device.ts';
import type { World } from '../world/world.ts';
import type { GraphRequest } from './graph-request.ts';

const ONE = /\bserialNumber eq '(\w+)'/;
const PART = /\bcontains\(\s*serialNumber\s*,\s*'(\w+)'\s*\)/;

/**
 * The devices in whose rows the `$filter` can find anything. It only spares the others the making of their rows:
 * the filter itself still decides.
 */
export function candidates(world: World, { query }: GraphRequest): readonly SimulatedDevice[] {
  const filter = query.get('$filter') ?? '';
  const all = world.state.devices;
  if (/\bor\b/.test(filter)) return [...all.values()];
  const serial = ONE.exec(filter)?.[1];
  if (serial !== undefined) return [all.get(serial) ?? []].flat();
  const part = PART.exec(filter)?.[1];
  const devices = [...all.values()];
  return part === undefined
    ? devices
    : devices.filter(({ hardware }) => hardware.serial.includes(part));
}
