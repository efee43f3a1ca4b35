import { describe, expect, it } from 'vitest';
import type { UsbChange } from '../../../src/core/ports.ts';
import { withMuxDevices } from '../../../src/engine/bench/usbmux/mux-bus.ts';
import type { MuxChange, MuxWatch } from '../../../src/engine/bench/usbmux/mux-watch.ts';
import { isMuxElsewhere } from '../../../src/engine/live-world.ts';
import type { MuxDevice } from '../../../src/lockdown-client/index.ts';
import { createFakeBus, inNormalMode, OLD_PHONE, PHONE } from './fake-bench.ts';

describe('a bus beside usbmuxd', () => {
  it('shows what usbmuxd has on ports of their own', async () => {
    const { bus, mux } = aPair();
    mux.attach(muxDevice(OLD_PHONE.udid));
    expect(await bus.list()).toMatchObject([
      { port: 'usbmux-1', productId: 0x12a8, serialString: OLD_PHONE.udid },
    ]);
  });

  it('shows a device that is on both only where the bus has it', async () => {
    const { bus, mux, usb, changes } = aPair();
    usb.plug(inNormalMode(PHONE));
    mux.attach(muxDevice('00008110-001A2B3C4D5E801E'));
    expect((await bus.list()).map(({ port }) => port)).toEqual(['1-1.4']);
    expect(changes).toEqual(['attached 1-1.4']);
  });

  it.each([
    ['before', ['attached usbmux-1', 'detached usbmux-1']],
    ['after', []],
  ])(
    'shows one that was on both from the start only where the bus has it, when usbmuxd tells of it %s the list',
    async (when, told) => {
      const usb = createFakeBus();
      usb.plug(inNormalMode(PHONE));
      const { bus, mux, changes } = aPair(usb);
      const phone = muxDevice('00008110-001A2B3C4D5E801E');
      if (when === 'before') mux.attach(phone);
      expect((await bus.list()).map(({ port }) => port)).toEqual(['1-1.4']);
      if (when === 'after') mux.attach(phone);
      expect(changes).toEqual(told);
    },
  );

  it('shows it on a port of usbmuxd again once the bus has lost it', async () => {
    const usb = createFakeBus();
    usb.plug(inNormalMode(PHONE));
    const { bus, mux, changes } = aPair(usb);
    await bus.list();
    usb.unplug('1-1.4');
    mux.attach(muxDevice('00008110-001A2B3C4D5E801E'));
    expect(changes).toEqual(['detached 1-1.4', 'attached usbmux-1']);
  });

  it('moves it to the bus when that shows it later', () => {
    const { mux, usb, changes } = aPair();
    mux.attach(muxDevice('00008110-001A2B3C4D5E801E'));
    usb.plug(inNormalMode(PHONE));
    expect(changes).toEqual(['attached usbmux-1', 'detached usbmux-1', 'attached 1-1.4']);
  });

  it('is lacking only while there is no usbmuxd either', () => {
    let trouble: ReturnType<MuxWatch['trouble']> = 'noDaemon';
    const mux = { ...aMuxWatch(), trouble: () => trouble };
    const bus = withMuxDevices({ ...createFakeBus(), unavailable: 'noBus' }, mux);
    expect(bus.unavailable).toBe('noBus');
    trouble = undefined;
    expect(bus.unavailable).toBeUndefined();
  });

  it('gives a device its port again when it comes back', () => {
    const { mux, changes } = aPair();
    const [phone, other] = [muxDevice(PHONE.udid), muxDevice(OLD_PHONE.udid, 2)];
    mux.attach(phone);
    mux.detach(phone);
    mux.attach(other);
    mux.attach(phone);
    expect(changes).toEqual([
      'attached usbmux-1',
      'detached usbmux-1',
      'attached usbmux-2',
      'attached usbmux-1',
    ]);
  });

  it('has no more ports than devices were ever there at once, once 64 have been used', () => {
    const { mux, changes } = aPair();
    for (let number = 0; number < 200; number += 1) {
      const device = muxDevice(number.toString(16).padStart(40, '0'), number);
      mux.attach(device);
      mux.detach(device);
    }
    expect(new Set(changes.map((change) => change.split(' ')[1])).size).toBe(64);
  });
});

describe('usbmuxd', () => {
  it.each([
    ['', false],
    [' ', false],
    ['UNIX:/var/run/usbmuxd', false],
    [undefined, false],
    ['UNIX:/run/elsewhere', true],
    ['10.0.0.2:27015', true],
  ])('at the address %o is somewhere else: %s', (address, isElsewhere) => {
    expect(isMuxElsewhere({ USBMUXD_SOCKET_ADDRESS: address }, 'linux')).toBe(isElsewhere);
  });
});

function aPair(usb = createFakeBus()) {
  const mux = aMuxWatch();
  const bus = withMuxDevices(usb, mux);
  const changes: string[] = [];
  bus.watch((change: UsbChange) => {
    const port = change.kind === 'attached' ? change.device.port : change.port;
    changes.push(`${change.kind} ${port}`);
  });
  return { usb, mux, bus, changes };
}

function muxDevice(udid: string, deviceId = 1): MuxDevice {
  return { deviceId, udid, connection: 'usb', productId: 0x12a8, locationId: 0x10004 };
}

interface FakeMuxWatch extends MuxWatch {
  attach(device: MuxDevice): void;
  detach(device: MuxDevice): void;
}

/** A usbmuxd that has what it is told. */
function aMuxWatch(): FakeMuxWatch {
  const devices = new Set<MuxDevice>();
  const listeners = new Set<(change: MuxChange) => void>();
  const tell = (change: MuxChange) => {
    for (const listener of listeners) listener(change);
  };
  return {
    list: () => Promise.resolve([...devices]),
    devices: () => [...devices],
    trouble: () => undefined,
    waitFor: () => Promise.resolve(undefined),
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    stop: () => undefined,
    attach(device) {
      devices.add(device);
      tell({ kind: 'attached', device });
    },
    detach(device) {
      devices.delete(device);
      tell({ kind: 'detached', device });
    },
  };
}
