import type { InputOf } from '../../contract/calls.ts';
import type { DeviceRow, DeviceWindow } from '../../contract/devices.ts';
import type { DeviceFacts } from '../../core/facts/device-facts.ts';
import type { SerialNumber } from '../../core/identifiers/serial-number.ts';
import type { Desk } from '../desk/desk.ts';
import { inTurns } from '../in-turns.ts';
import { serialAt, type Names } from '../mirror/fleet-index.ts';
import type { Fleet } from './fleet.ts';
import type { JudgedDevice } from './judge-device.ts';

type Input = InputOf<'devices.window'>;

/** A window of the fleet; its rows are judged as they are now, whatever they were found by. */
export async function deviceWindow(desk: Desk, fleet: Fleet, input: Input): Promise<DeviceWindow> {
  const { offset } = input;
  const { serials, ...counts } = isPlain(input)
    ? { ...(await desk.mirror.window(input)), judged: fleet.judged() }
    : await found(fleet, input);
  return { ...counts, offset, rows: await rowsOf(desk, fleet, serials) };
}

/** Nothing but a text and the usual order: the mirror has that without anybody's verdict. */
function isPlain({ filter = {}, sort }: Input): boolean {
  const isBySerial = sort === undefined || (sort.by === 'serial' && !sort.isDescending);
  return isBySerial && Object.values(filter).every((value) => value === undefined);
}

async function found(fleet: Fleet, { search, filter = {}, sort, offset, limit }: Input) {
  const order = sort ?? ({ by: 'serial', isDescending: false } as const);
  const { held, lines } = await fleet.find({ search, filter, sort: order });
  const page = lines.subarray(offset, offset + limit);
  return {
    total: held.index.size,
    matched: lines.length,
    judged: held.judged.done,
    serials: Array.from(page, (line) => serialAt(held.index, line)),
  };
}

/** What a table says of each of these devices, in their order; in turns, since each is judged anew. */
export async function rowsOf(
  desk: Desk,
  fleet: Fleet,
  serials: readonly SerialNumber[],
): Promise<DeviceRow[]> {
  const names = desk.mirror.names();
  const rows: DeviceRow[] = [];
  await inTurns(serials, (slice) => {
    rows.push(...fleet.judge(slice).map((judged) => rowOf(names, judged)));
  });
  return rows;
}

function rowOf(names: Names, { device, ...judged }: JudgedDevice): DeviceRow {
  return {
    serial: device.serial,
    family: device.hardware?.value.family ?? 'unknown',
    model: device.hardware?.value.model ?? '',
    service: serviceName(names, device),
    profile: profileName(names, device),
    lane: judged.lane,
    reason: judged.reason,
    step: judged.step,
    isSetAside: judged.isSetAside,
    enrolledAt: judged.enrolledAt,
    hereSince: judged.hereSince,
  };
}

function serviceName(names: Names, { assignment }: DeviceFacts): string | null {
  const id = assignment?.value.serviceId ?? null;
  return id === null ? null : (names.service.get(id) ?? id);
}

function profileName(names: Names, { identities }: DeviceFacts): string | null {
  const id = identities?.value.find((each) => !each.isDeleted)?.profileId ?? null;
  return id === null ? null : (names.profile.get(id) ?? id);
}
