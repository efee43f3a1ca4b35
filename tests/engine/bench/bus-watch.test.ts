import { describe, expect, it } from 'vitest';
import type { UsbChange } from '../../../src/core/ports.ts';
import { nodeUsbDevice, type FakeNodeUsb } from '../../ports/fake-node-usb.ts';
import { inDfu, inNormalMode, inRecovery, OLD_PHONE, PHONE, PORT } from './fake-bench.ts';
import { attached, aWatch, detached } from './watched-bus.ts';

/** Both are of one port, and never there at the same time. */
const phone = nodeUsbDevice(inNormalMode(PHONE), 1);
const recovering = nodeUsbDevice(inRecovery(PHONE), 2);

describe('a watched bus', () => {
  it('finds what came and went without an event, once', async () => {
    const { usb, clock, changes } = await aWatch();
    usb.appear(phone);
    await clock.advance(20_000);
    expect(changes).toEqual([attached(phone)]);
    usb.vanish(PORT);
    await clock.advance(20_000);
    expect(changes).toEqual([attached(phone), detached()]);
  });

  it('looks often where nobody tells events, and does not listen for them', async () => {
    const { usb, clock, changes } = await aWatch({ hearsEvents: false });
    expect(usb.listening()).toBe(0);
    usb.appear(phone);
    await clock.advance(500);
    expect(changes).toEqual([attached(phone)]);
  });

  it('looks often once nobody tells events any more', async () => {
    const machine = { hearsEvents: true };
    const { usb, clock, changes } = await aWatch(machine);
    machine.hearsEvents = false;
    await clock.advance(5_000);
    usb.appear(phone);
    await clock.advance(500);
    expect(changes).toEqual([attached(phone)]);
  });

  it('finds by a later look what a glance cannot see', async () => {
    const { usb, clock, changes } = await aWatch({ before: [phone], hearsEvents: false });
    usb.appear(nodeUsbDevice(inNormalMode(PHONE), 9));
    await clock.advance(20_000);
    expect(changes.map(({ kind }) => kind)).toEqual(['detached', 'attached']);
  });

  it('takes few lists while it glances at nothing new', async () => {
    const { clock, listed } = await aWatch({ hearsEvents: false });
    await clock.advance(60_000);
    expect(listed()).toBeLessThan(20);
  });

  it('looks a second time at what was just coming when it looked', async () => {
    const { usb, clock, changes } = await aWatch({ hearsEvents: false });
    const { getDevices } = usb;
    usb.appear(phone);
    usb.getDevices = () => Promise.resolve([]);
    await clock.advance(400);
    usb.getDevices = getDevices;
    await clock.advance(400);
    expect(changes).toEqual([attached(phone)]);
  });

  it('says nothing of what was there before', async () => {
    const { clock, changes } = await aWatch({ before: [phone] });
    await clock.advance(20_000);
    expect(changes).toEqual([]);
  });

  it('tells that the first list lacks what an event told before it', async () => {
    const { clock, changes } = await aWatch({ atOnce: ({ tell }) => tell('connect', phone) });
    await clock.advance(20_000);
    expect(changes).toEqual([attached(phone), detached()]);
  });

  it('tells of a departure before the first list, though it never knew the device', async () => {
    const atOnce = ({ unplug }: FakeNodeUsb) => unplug(PORT);
    const { clock, changes } = await aWatch({ before: [phone], atOnce });
    await clock.advance(20_000);
    expect(changes).toEqual([detached()]);
  });

  it('tells that the first list has another device than an event told before it', async () => {
    const atOnce = ({ connect, appear }: FakeNodeUsb) => {
      connect(phone);
      appear(recovering);
    };
    const { clock, changes } = await aWatch({ atOnce });
    await clock.advance(20_000);
    expect(changes).toEqual([attached(phone), detached(), attached(recovering)]);
  });

  it('tells a new watcher nothing of a list that was begun for one who has left', async () => {
    const { bus, usb, clock, stop, release } = await aWatch({ isSlow: true });
    usb.appear(phone);
    await clock.advance(5_000);
    stop();
    const changes: UsbChange[] = [];
    bus.watch((change) => changes.push(change));
    await release();
    await release();
    expect(changes).toEqual([]);
  });

  it('takes a changed mode at one port as a departure and an arrival', async () => {
    const { usb, clock, changes } = await aWatch({ before: [phone] });
    usb.appear(recovering);
    await clock.advance(20_000);
    expect(changes).toEqual([detached(), attached(recovering)]);
  });

  it('takes a changed address of the same device as a departure and an arrival', async () => {
    const { usb, clock, changes } = await aWatch({ before: [phone] });
    usb.appear(nodeUsbDevice(inNormalMode(PHONE), 9));
    await clock.advance(20_000);
    expect(changes.map(({ kind }) => kind)).toEqual(['detached', 'attached']);
  });

  it('does not tell again by a list what an event told', async () => {
    const { usb, clock, changes } = await aWatch();
    usb.connect(phone);
    await clock.advance(20_000);
    usb.unplug(PORT);
    await clock.advance(20_000);
    expect(changes).toEqual([attached(phone), detached()]);
  });

  it('does not tell again by a late event what a list told', async () => {
    const { usb, clock, changes } = await aWatch();
    usb.appear(phone);
    await clock.advance(5_000);
    usb.tell('connect', phone);
    usb.vanish(PORT);
    await clock.advance(5_000);
    usb.tell('disconnect', phone);
    expect(changes).toEqual([attached(phone), detached()]);
  });

  it('does not take a late departure for that of the device that is there now', async () => {
    const { usb, clock, changes } = await aWatch({ before: [phone] });
    usb.appear(recovering);
    await clock.advance(5_000);
    usb.tell('disconnect', phone);
    expect(changes).toEqual([detached(), attached(recovering)]);
  });

  it('looks at once when a device arrives where another one is known to be', async () => {
    const { usb, clock, changes } = await aWatch({ before: [phone] });
    usb.connect(recovering);
    await clock.advance(0);
    expect(changes).toEqual([detached(), attached(recovering)]);
  });

  it('does not take away what an event announced after the list was begun', async () => {
    const { usb, clock, changes, release } = await aWatch({ isSlow: true });
    await clock.advance(5_000);
    usb.connect(phone);
    await release();
    expect(changes).toEqual([attached(phone)]);
  });

  it('does not bring back what an event took away after the list was begun', async () => {
    const { usb, clock, changes, release } = await aWatch({ before: [phone], isSlow: true });
    await clock.advance(5_000);
    usb.unplug(PORT);
    await release();
    expect(changes).toEqual([detached()]);
  });

  it('never takes two lists at the same time', async () => {
    const { bus, clock, release, listsUnderWay } = await aWatch({ isSlow: true });
    const lists = [bus.list(), bus.list()];
    await clock.advance(20_000);
    expect(listsUnderWay()).toBe(1);
    await release();
    expect(listsUnderWay()).toBe(1);
    await release();
    expect(await Promise.all(lists)).toEqual([[], []]);
  });

  it('lives through lists that fail, and says so once', async () => {
    const { usb, clock, changes, logged } = await aWatch();
    const { getDevices } = usb;
    usb.getDevices = () => Promise.reject(new Error('EIO'));
    await clock.advance(20_000);
    usb.getDevices = getDevices;
    usb.appear(phone);
    await clock.advance(5_000);
    expect(changes).toEqual([attached(phone)]);
    expect(logged).toEqual(['usb: not listed: EIO']);
  });

  it('reads the strings of a device once for a plug', async () => {
    let reads = 0;
    const device = Object.defineProperty({ ...phone }, 'serialNumber', {
      get: () => {
        reads += 1;
        throw new Error('could not open the device');
      },
    });
    const { clock } = await aWatch({ before: [device] });
    await clock.advance(60_000);
    expect(reads).toBe(1);
  });

  it('rests when the last watcher has left, and begins anew with the next', async () => {
    const { bus, usb, clock, changes, stop, listed } = await aWatch();
    stop();
    const before = listed();
    await clock.advance(60_000);
    expect([listed(), usb.listening()]).toEqual([before, 0]);
    usb.appear(phone);
    bus.watch((change) => changes.push(change));
    await clock.advance(5_000);
    usb.vanish(PORT);
    await clock.advance(5_000);
    expect(changes).toEqual([detached()]);
  });

  it('takes no further list when the last watcher leaves during one', async () => {
    const { clock, stop, listed, release } = await aWatch({ isSlow: true });
    await clock.advance(5_000);
    const before = listed();
    stop();
    await release();
    await clock.advance(60_000);
    expect(listed()).toBe(before);
  });

  it('tells each of two devices its own changes', async () => {
    const other = nodeUsbDevice(inDfu(OLD_PHONE, '1-1.2'), 3);
    const { usb, clock, changes } = await aWatch({ before: [phone] });
    usb.appear(other);
    await clock.advance(5_000);
    usb.vanish(PORT);
    await clock.advance(5_000);
    expect(changes).toEqual([attached(other), detached()]);
  });
});
