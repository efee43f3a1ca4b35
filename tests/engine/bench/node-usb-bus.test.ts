import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { UsbChange } from '../../../src/core/ports.ts';
import { createNodeUsbBus } from '../../../src/engine/bench/bus/node-usb-bus.ts';
import type { NodeUsb } from '../../../src/engine/bench/bus/node-usb.ts';
import { createManualClock } from '../../../src/sandbox/manual-clock.ts';
import { createFakeNodeUsb, nodeUsbDevice } from '../../ports/fake-node-usb.ts';
import { inNormalMode, PHONE, START } from './fake-bench.ts';

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
    const bus = await createNodeUsbBus(options);
    expect([bus.unavailable, bus.lacks]).toEqual(['notPermitted', ['package']]);
    expect(logged).toEqual(['usb: package not loaded: Cannot find module']);
  });

  it('lacks events on a Linux without udevd, and finds what is plugged in nevertheless', async () => {
    const usb = createFakeNodeUsb();
    const clock = createManualClock(START);
    const load = () => Promise.resolve(usb);
    const busFolder = aFolder();
    const folders = { busFolder, udevControl: '/no/such/socket' };
    const bus = await createNodeUsbBus({ platform: 'linux', ...folders, load, clock });
    const changes: UsbChange[] = [];
    bus.watch((change) => changes.push(change));
    await clock.advance(500);
    usb.appear({ ...nodeUsbDevice(inNormalMode(PHONE)), bus: '001' });
    mkdirSync(path.join(busFolder, '1-1.4'));
    await clock.advance(500);
    expect([bus.unavailable, bus.lacks]).toEqual([undefined, ['events']]);
    expect(changes).toMatchObject([{ device: { port: '001-1.4', locationId: 0x0001_0007 } }]);
  });

  it('lacks nothing where udevd listens', async () => {
    const load = () => Promise.resolve(createFakeNodeUsb());
    const bus = await createNodeUsbBus({
      platform: 'linux',
      busFolder: '/',
      udevControl: '/',
      load,
    });
    expect([bus.unavailable, bus.lacks]).toEqual([undefined, []]);
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

function aFolder(): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'resetbench-usb-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

function open(usb: NodeUsb) {
  return createNodeUsbBus({ platform: 'darwin', load: () => Promise.resolve(usb) });
}
