// `node tests/support/fake-devices/main.ts --socket PATH --devices 64`: fake devices until it is interrupted.
// Says the address for USBMUXD_SOCKET_ADDRESS in one line when it listens.
import { parseArgs } from 'node:util';
import type { DeviceOptions, Stage } from './device/options.ts';
import { startFakeDevices } from './fake-devices.ts';

const stages: readonly string[] = ['setUp', 'setupAssistant', 'restore'];

const { values } = parseArgs({
  options: {
    socket: { type: 'string' },
    port: { type: 'string' },
    devices: { type: 'string', default: '1' },
    stage: { type: 'string', default: 'setUp' },
    class: { type: 'string', default: 'iPhone' },
    denies: { type: 'boolean', default: false },
    locked: { type: 'boolean', default: false },
    preflight: { type: 'boolean', default: false },
    binary: { type: 'boolean', default: false },
  },
});

if (!isStage(values.stage)) throw new Error(`--stage is one of ${stages.join(', ')}`);
const device: DeviceOptions = {
  stage: values.stage,
  className: values.class,
  trust: values.denies ? 'denies' : 'asks',
  isLocked: values.locked,
};
const fakes = await startFakeDevices({
  ...(values.socket === undefined ? {} : { socketPath: values.socket }),
  tcp: { port: Number(values.port ?? 0) },
  format: values.binary ? 'binary' : 'xml',
  preflight: values.preflight,
});
for (let count = 0; count < Number(values.devices); count += 1) fakes.plug(device);
process.stdout.write(`${fakes.address}\n`);
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void fakes.close());

function isStage(text: string): text is Stage {
  return stages.includes(text);
}
