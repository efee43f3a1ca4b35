import { describe, expect, it } from 'vitest';
import type { Clock, DeviceProbe, UsbBus, UsbChange } from '../../src/core/ports.ts';
import { createBenchWatch } from '../../src/engine/bench/bench-watch.ts';
import { identityOfUsb } from '../../src/engine/bench/identity/identity.ts';
import { classifyProductId } from '../../src/engine/bench/identity/product-id.ts';
import { emptyLayout } from '../../src/engine/bench/slots/layout-memory.ts';

/** A bus, and hands at its ports. There is one phone, set up and in nobody's hands. */
export interface UsbStage {
  readonly bus: UsbBus;
  readonly probe: DeviceProbe;
  readonly clock: Clock & { advance(milliseconds: number): Promise<void> };
  /** Plugs the phone in and says where. */
  plug(): string;
  unplug(port: string): void;
  /** The phone on that port goes dark, and is in recovery within ten seconds. */
  enterRecovery(port: string): void;
}

/** What every USB bus promises, whatever stands behind it. */
export function usbBusSuite(name: string, setUp: () => UsbStage): void {
  describe(`the USB bus of ${name}`, () => {
    it('lists nothing while nothing is plugged in', async () => {
      expect(await setUp().bus.list()).toEqual([]);
    });

    it('tells of a plug what it lists afterwards', async () => {
      const stage = setUp();
      const changes = heard(stage.bus);
      const port = stage.plug();
      expect(changes).toEqual([{ kind: 'attached', device: (await stage.bus.list())[0] }]);
      expect(changes[0]).toMatchObject({ device: { port } });
    });

    it('shows a phone in normal mode by its UDID', async () => {
      const stage = setUp();
      stage.plug();
      const [device] = await stage.bus.list();
      expect(device && classifyProductId(device.productId)).toBe('normal');
      expect(device && identityOfUsb(device).udid).toMatch(/^[0-9a-f-]+$/i);
    });

    it('tells of an unplug by the port', async () => {
      const stage = setUp();
      const port = stage.plug();
      const changes = heard(stage.bus);
      stage.unplug(port);
      expect(changes).toEqual([{ kind: 'detached', port }]);
      expect(await stage.bus.list()).toEqual([]);
    });

    it('tells every watcher, and nothing more to one that stopped', () => {
      const { bus, plug, unplug } = setUp();
      const [first, second]: UsbChange[][] = [[], []];
      const stopFirst = bus.watch((change) => first?.push(change));
      bus.watch((change) => second?.push(change));
      const port = plug();
      stopFirst();
      unplug(port);
      expect([first?.length, second?.length]).toEqual([1, 2]);
    });

    it('shows a phone in recovery on the same port, with its serial and ECID', async () => {
      const stage = setUp();
      const port = stage.plug();
      const changes = heard(stage.bus);
      stage.enterRecovery(port);
      await stage.clock.advance(10_000);
      expect(changes.map(({ kind }) => kind)).toEqual(['detached', 'attached']);
      const [device] = await stage.bus.list();
      expect(device).toMatchObject({ port });
      expect(device && classifyProductId(device.productId)).toBe('recovery');
      expect(Object.keys(device ? identityOfUsb(device) : {})).toEqual(['ecid', 'serialRead']);
    });

    it('lets the bench follow one phone through unplug and recovery', async () => {
      const { clock, plug, unplug, enterRecovery, ...stage } = setUp();
      const layout = { read: () => emptyLayout, write: () => undefined };
      const watch = createBenchWatch({ ...stage, clock, layout });
      const port = plug();
      await clock.advance(5_000);
      unplug(port);
      await clock.advance(5_000);
      enterRecovery(plug());
      await clock.advance(10_000);
      const [slot, ...others] = watch.slots().filter(({ device }) => device);
      expect(others).toEqual([]);
      expect(slot?.device).toMatchObject({ mode: 'recovery', key: `ecid:${slot?.device?.ecid}` });
      expect(slot?.device?.udid).toBeDefined();
      watch.stop();
    });
  });
}

/** What a bus promises that can tell a device to leave recovery. */
export function exitRecoverySuite(name: string, setUp: () => UsbStage): void {
  describe(`leaving recovery on the USB bus of ${name}`, () => {
    it('brings the phone back on the same port in normal mode', async () => {
      const stage = setUp();
      const port = stage.plug();
      stage.enterRecovery(port);
      await stage.clock.advance(10_000);
      const changes = heard(stage.bus);
      expect(await stage.bus.exitRecovery?.(port)).toEqual({ ok: true, value: undefined });
      await stage.clock.advance(10_000);
      expect(changes.map(({ kind }) => kind)).toEqual(['detached', 'attached']);
      const [device] = await stage.bus.list();
      expect(device).toMatchObject({ port });
      expect(device && classifyProductId(device.productId)).toBe('normal');
    });

    it('finds nobody to tell on an empty port', async () => {
      const stage = setUp();
      const port = stage.plug();
      stage.unplug(port);
      expect(await stage.bus.exitRecovery?.(port)).toEqual({ ok: false, error: 'gone' });
    });

    it('tells nothing to another phone than the one that is meant', async () => {
      const stage = setUp();
      const port = stage.plug();
      stage.enterRecovery(port);
      await stage.clock.advance(10_000);
      const changes = heard(stage.bus);
      const told = await stage.bus.exitRecovery?.(port, 'BEEF');
      await stage.clock.advance(10_000);
      expect([told, changes]).toEqual([{ ok: false, error: 'gone' }, []]);
      const [device] = await stage.bus.list();
      const ecid = device && identityOfUsb(device).ecid;
      expect(await stage.bus.exitRecovery?.(port, ecid)).toEqual({ ok: true, value: undefined });
    });

    it('leaves a phone in normal mode alone', async () => {
      const stage = setUp();
      const port = stage.plug();
      const changes = heard(stage.bus);
      const told = await stage.bus.exitRecovery?.(port);
      await stage.clock.advance(10_000);
      expect([told, changes]).toEqual([{ ok: false, error: 'notInRecovery' }, []]);
    });
  });
}

function heard(bus: UsbBus): UsbChange[] {
  const changes: UsbChange[] = [];
  bus.watch((change) => changes.push(change));
  return changes;
}
