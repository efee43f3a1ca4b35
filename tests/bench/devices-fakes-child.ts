import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import { join } from 'node:path';
import { makePairRecord } from '../support/fake-devices/certificates.ts';
import { startFakeDevices } from '../support/fake-devices/fake-devices.ts';
import { obey, sharedNow } from './devices-orders.ts';

/** Devices of the measurements of the bench, plugged and unplugged on order. Says its address first. */
export type FakesOrder =
  | { readonly do: 'plug'; readonly count: number; readonly isTrusted: boolean }
  | { readonly do: 'replug' | 'unplug'; readonly udids: readonly string[] }
  | { readonly do: 'sockets' };

export interface Plugged {
  /** Just before the first of them. */
  readonly at: number;
  readonly udids: readonly string[];
}

const folder = mkdtempSync(join(os.tmpdir(), 'resetbench-fakes-'));
const fakes = await startFakeDevices({ socketPath: join(folder, 'mux') });
const record = await makePairRecord(fakes.buid);
process.stdout.write(`${JSON.stringify(fakes.address)}\n`);
await obey((order) => carryOut(order as FakesOrder)); // Our own parent says nothing else.
await fakes.close();
rmSync(folder, { recursive: true });

function carryOut(order: FakesOrder): unknown {
  if (order.do === 'plug') return plug(order.count, order.isTrusted);
  if (order.do === 'sockets') return fakes.sockets();
  for (const udid of order.udids) fakes[order.do](udid);
  return undefined;
}

/** One after the other without a pause, as a hub does that gets its power. */
function plug(count: number, isTrusted: boolean): Plugged {
  const at = sharedNow();
  const hosts = isTrusted ? [record] : [];
  const udids = Array.from({ length: count }, () => {
    const { udid } = fakes.plug({ hosts });
    if (isTrusted) fakes.saveRecord(udid, record);
    return udid;
  });
  return { at, udids };
}
