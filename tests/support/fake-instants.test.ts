import { describe, expect, it } from 'vitest';
import { makePairRecord } from './fake-devices/certificates.ts';
import type { PairRecord } from './fake-devices/device/options.ts';
import type { FakeDevices } from './fake-devices/fake-devices.ts';
import type { Action, HostileAnswer, Instant, OnInstant } from './fake-devices/instants.ts';
import { messageOf } from './fake-devices/lockdown/frames.ts';
import { readExactly } from './fake-devices/streams.ts';
import { freshFakes } from './fresh-fakes.ts';
import { rawDevice } from './raw-client.ts';

const start = freshFakes();
const ask = { Request: 'GetValue', Key: 'DeviceName' };

function atReply(action: Action, when: Instant['when'] = 'beforeReply'): OnInstant {
  return (instant) =>
    instant.request === 'GetValue' && instant.when === when ? action : undefined;
}

async function asked(onInstant: OnInstant) {
  const fakes = await start({ onInstant });
  const device = fakes.plug();
  const lockdown = await rawDevice(fakes.address, device.udid);
  if (lockdown === null) throw new Error('the device took no connection');
  return { fakes, device, lockdown };
}

// From the list to the end of a session, or as far as the device stays.
async function converse({ address }: FakeDevices, udid: string, record: PairRecord) {
  const lockdown = await rawDevice(address, udid);
  if (lockdown === null) return;
  await lockdown.ask({ Request: 'QueryType' });
  const session = await lockdown.ask({ Request: 'StartSession', HostID: record.hostId });
  if (session !== null) await lockdown.startTls(record);
  await lockdown.ask(ask);
  await lockdown.ask({ Request: 'StopSession', SessionID: session?.['SessionID'] });
  lockdown.socket.destroy();
}

// List, Connect, QueryType, StartSession, GetValue, StopSession: four instants each.
const instantsOfAll = Array.from({ length: 24 }, (_, index) => index + 1);

describe('an instant of the fake devices', () => {
  it('comes four times for each request, in order, with a number of its own', async () => {
    const seen: string[] = [];
    const { lockdown, device } = await asked((instant) => {
      const { connection, request, when, n } = instant;
      seen.push(`${n} ${connection} ${instant.device?.udid} ${request} ${when}`);
    });
    await lockdown.ask(ask);
    await expect
      .poll(() => seen.slice(8))
      .toEqual([
        `9 lockdown ${device.udid} GetValue received`,
        `10 lockdown ${device.udid} GetValue beforeReply`,
        `11 lockdown ${device.udid} GetValue midReply`,
        `12 lockdown ${device.udid} GetValue afterReply`,
      ]);
  });

  it('can cut a reply in half', async () => {
    const { lockdown, device, fakes } = await asked(atReply('unplug', 'midReply'));
    expect(await lockdown.ask(ask)).toBeNull();
    expect(lockdown.socket.bytesRead).toBeGreaterThan(0);
    expect(device.isPlugged).toBe(false);
    await expect.poll(() => fakes.sockets()).toBe(0);
  });

  it('can drop the connection while the device stays', async () => {
    const { lockdown, device } = await asked(atReply('drop'));
    expect(await lockdown.ask(ask)).toBeNull();
    expect(device.isPlugged).toBe(true);
  });

  it('can leave the client without an answer until it gives up', async () => {
    const { lockdown, fakes } = await asked(atReply('hang'));
    const answer = lockdown.ask(ask);
    await expect.poll(() => fakes.conversations().at(-1)?.request).toBe('GetValue');
    lockdown.socket.destroy();
    expect(await answer).toBeNull();
    await expect.poll(() => fakes.sockets()).toBe(0);
  });

  it('can come late', async () => {
    const { lockdown } = await asked(atReply({ delayMs: 5 }));
    expect(await lockdown.ask(ask)).toMatchObject({ Value: 'Device 1' });
  });

  it('can turn a reply into bytes that say nothing', async () => {
    const { lockdown } = await asked(atReply('garbage'));
    lockdown.socket.write(messageOf(ask, 'xml'));
    expect(await readExactly(lockdown.socket, 4)).toEqual(Buffer.alloc(4, 0xa5));
  });

  it.each<[HostileAnswer, number]>([
    ['lengthMax', 0xffff_ffff],
    ['length4', 4],
    ['endless', 0xffff_fff0],
  ])('can be hostile: %s begins with the length %i', async (hostile, length) => {
    const { lockdown, fakes } = await asked(atReply({ hostile }));
    const { socket } = lockdown;
    socket.write(messageOf(ask, 'xml'));
    expect((await readExactly(socket, 4))?.readUInt32BE(0)).toBe(length);
    socket.destroy();
    await expect.poll(() => fakes.sockets()).toBe(0);
  });

  it('is reached, each of a whole conversation', async () => {
    const record = await makePairRecord();
    let last = 0;
    const fakes = await start({ onInstant: ({ n }) => void (last = n) });
    await converse(fakes, fakes.plug({ hosts: [record] }).udid, record);
    await expect.poll(() => last).toBe(instantsOfAll.length);
  });

  it.each(instantsOfAll)(
    'ends all streams and leaves no socket when the device leaves at number %i',
    async (cut) => {
      const record = await makePairRecord();
      const fakes = await start({ onInstant: ({ n }) => (n === cut ? 'unplug' : undefined) });
      const device = fakes.plug({ hosts: [record] });
      await converse(fakes, device.udid, record);
      await expect.poll(() => [device.isPlugged, fakes.sockets()]).toEqual([false, 0]);
    },
  );
});
