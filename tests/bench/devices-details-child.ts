import {
  createMux,
  integerOf,
  isDict,
  muxAddressOf,
  openLockdown,
  withoutNetworkTwins,
} from '../../src/lockdown-client/index.ts';
import { obey } from './devices-orders.ts';

/*
 * Unpaired details of all devices, side by side, by our client: on every order, which is answered by how many told of
 * themselves; with `--once` at once, and then one ECID in a line.
 */
const [, , where = '', how] = process.argv;
const address = muxAddressOf({ USBMUXD_SOCKET_ADDRESS: where }, 'linux');
if (!address.ok) throw new Error(address.error.text);
const mux = createMux({ address: address.value });

if (how === '--once') {
  for (const ecid of await readAll()) process.stdout.write(`${ecid}\n`);
} else {
  process.stdout.write('null\n');
  await obey(async () => (await readAll()).size);
}

async function readAll(): Promise<ReadonlySet<bigint>> {
  const listed = await mux.listDevices();
  if (!listed.ok) throw new Error(listed.error.code);
  const devices = withoutNetworkTwins(listed.value);
  return new Set(await Promise.all(devices.map(({ deviceId }) => readEcid(deviceId))));
}

async function readEcid(deviceId: number): Promise<bigint> {
  const lockdown = await openLockdown(mux, deviceId, { label: 'bench', timeoutMs: 10_000 });
  if (!lockdown.ok) throw new Error(lockdown.error.code);
  try {
    const type = await lockdown.value.queryType();
    const values = await lockdown.value.getValue({});
    if (!type.ok || !values.ok || !isDict(values.value)) throw new Error('no details');
    return integerOf(values.value, 'UniqueChipID') ?? 0n;
  } finally {
    lockdown.value.close();
  }
}
