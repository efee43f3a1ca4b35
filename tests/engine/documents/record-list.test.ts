import { describe, expect, it } from 'vitest';
import type { SerialNumber } from '../../../src/core/identifiers/serial-number.ts';
import { aSession, serialsTo, type TestSession } from '../check-in/a-session.ts';
import { stories, type TestEngine } from '../desk/an-engine.ts';

const [FIRST = '', SECOND = ''] = serialsTo(2);
const PROVEN = stories.readyMac;

describe('the list before the reset records of a session', () => {
  it('names each device once, with its record or why it has none', async () => {
    const session = await aDelivery();
    const { bench, sessionId } = session;
    await attest(bench, PROVEN);
    const list = await bench.ask('documents.recordList', { sessionId });
    expect(list.session).toBe('Pallet of Munich');
    expect(list.devices.map(({ serial, record, lacks }) => [serial, record?.level, lacks])).toEqual(
      [
        [FIRST, undefined, 'notBegun'],
        [SECOND, undefined, 'setAside'],
        [PROVEN, 'attested', undefined],
      ],
    );
  });

  it('holds those of one box alone when a box was asked for', async () => {
    const { bench, sessionId, view } = await aDelivery();
    const [box] = (await view()).tally.boxes;
    const list = await bench.ask('documents.recordList', { sessionId, boxId: box?.boxId });
    expect(list.box).toEqual({ name: 'Box 1', destination: 'Munich' });
    expect(list.devices.map(({ serial }) => serial)).toEqual([FIRST]);
  });

  it.each([
    [{ sessionId: 'none' }, 'unknownSession'],
    [{ boxId: 'none' }, 'unknownBox'],
  ])('is refused for what is unknown: %j', async (strange, code) => {
    const { bench, sessionId } = await aDelivery();
    const reply = await bench.reply('documents.recordList', { sessionId, ...strange });
    expect(reply).toEqual({ ok: false, error: { code } });
  });
});

describe('the list before the reset records of some serials', () => {
  it('says of a device that never came that it never came, and of one under way that it is', async () => {
    const { bench } = await aSession();
    await begin(bench, PROVEN);
    const serials = [SECOND as SerialNumber, PROVEN, PROVEN];
    const { devices } = await bench.ask('documents.recordList', { serials });
    expect(devices.map(({ lacks }) => lacks)).toEqual(['neverHere', 'underWay']);
  });

  it('says of a record that is of a stay before the present one', async () => {
    const session = await aSession();
    const { bench } = session;
    await attest(bench, PROVEN);
    const serials = [PROVEN];
    const before = await bench.ask('documents.recordList', { serials });
    expect(before.devices[0]?.record?.isOfEarlierStay).toBe(false);
    await bench.ask('desk.handOver', { serial: PROVEN });
    await session.scan(PROVEN);
    const after = await bench.ask('documents.recordList', { serials });
    expect(after.devices[0]?.record?.isOfEarlierStay).toBe(true);
  });
});

/** One in a box, one with a swollen battery in another, and one that is in none. */
async function aDelivery(): Promise<TestSession> {
  const session = await aSession();
  const { bench, sessionId } = session;
  await bench.ask('checkIn.openBox', { sessionId, name: 'Box 1', destination: 'Munich' });
  await session.scan(FIRST);
  await bench.ask('checkIn.openBox', { sessionId, name: 'Box 2' });
  const { line } = await session.scan(SECOND);
  if (!line.serial) throw new Error('the scan named no device');
  await bench.ask('checkIn.note', { sessionId, serial: line.serial, condition: 'swollenBattery' });
  await session.scan(PROVEN);
  return session;
}

async function begin(bench: TestEngine, serial: SerialNumber): Promise<void> {
  await bench.ask('sandbox.setSpeed', { speed: 600 });
  await bench.card(serial, ({ verdict }) => verdict.lane === 'clear');
  await bench.ask('desk.scan', { text: serial });
  await bench.ask('desk.scan', { text: serial });
  await bench.ask('desk.startReset', { serial, rescanned: serial });
}

async function attest(bench: TestEngine, serial: SerialNumber): Promise<void> {
  await begin(bench, serial);
  await bench.ask('desk.scan', { text: serial });
  await bench.ask('desk.attestReset', { serial, rescanned: serial });
}
