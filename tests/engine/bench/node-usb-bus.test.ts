import { describe, expect, it } from 'vitest';
import type { UsbChange } from '../../../src/core/ports.ts';
import { createNodeUsbBus, type NodeUsb } from '../../../src/engine/bench/node-usb-bus.ts';
import { createFakeNodeUsb, nodeUsbDevice } from '../../ports/fake-node-usb.ts';
import { inNormalMode, PHONE } from './fake-bench.ts';

describe('the bus of this machine', () => {
  it('is unavailable on a Linux without USB, and the native package is not asked for anything', async () => {
    const usb = { ...createFakeNodeUsb(), getDevices: () => Promise.reject(new Error('asked')) };
    const load = () => Promise.resolve(usb);
    const bus = await createNodeUsbBus({ platform: 'linux', busFolder: '/no/such/folder', load });
    expect(bus.unavailable).toBe('noBus');
    expect(await bus.list()).toEqual([]);
    expect(() => bus.watch(() => undefined)()).not.toThrow();
  });

  it('is unavailable when it cannot be listed', async () => {
    const usb = { ...createFakeNodeUsb(), getDevices: () => Promise.reject(new Error('EACCES')) };
    expect((await open(usb)).unavailable).toBe('notPermitted');
  });

  it('tells the log that the native package is missing, also where there is no bus', async () => {
    const logged: string[] = [];
    const load = () => Promise.reject(new Error('Cannot find module'));
    const log = (line: string) => logged.push(line);
    const options = { platform: 'linux', busFolder: '/no/such/folder', load, log } as const;
    expect((await createNodeUsbBus(options)).unavailable).toBe('notPermitted');
    expect(logged).toEqual(['usb: package not loaded: Cannot find module']);
  });

  it('opens for real, with or without a bus', async () => {
    const bus = await createNodeUsbBus();
    expect([undefined, 'noBus', 'notPermitted']).toContain(bus.unavailable);
    expect(await bus.list()).toEqual(expect.any(Array));
  });

  it('survives its native package where that finds no bus', async () => {
    const bus = await createNodeUsbBus({ platform: 'darwin' });
    expect([undefined, 'notPermitted']).toContain(bus.unavailable);
  });

  it('shows Apple devices only', async () => {
    const usb = createFakeNodeUsb();
    const bus = await open(usb);
    const changes: UsbChange[] = [];
    bus.watch((change) => changes.push(change));
    usb.connect({ ...nodeUsbDevice(inNormalMode(PHONE)), vendorId: 0x046d });
    usb.unplug('1-1.4');
    expect(changes).toEqual([]);
  });

  it('lives on when the serial string cannot be read', async () => {
    const usb = createFakeNodeUsb();
    const device = nodeUsbDevice(inNormalMode(PHONE));
    Object.defineProperty(device, 'serialNumber', {
      get: () => {
        throw new Error('could not open the device');
      },
    });
    usb.connect(device);
    expect((await (await open(usb)).list())[0]?.serialString).toBeNull();
  });

  it('keeps devices apart on a controller that gives no ports', async () => {
    const usb = createFakeNodeUsb();
    const device = nodeUsbDevice(inNormalMode(PHONE));
    usb.connect({ ...device, ports: [], bus: 'PCIROOT(0)' });
    expect((await (await open(usb)).list())[0]?.port).toBe('PCIROOT(0)@7');
  });
});

function open(usb: NodeUsb) {
  return createNodeUsbBus({ platform: 'darwin', load: () => Promise.resolve(usb) });
}
