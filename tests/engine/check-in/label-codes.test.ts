import { expect, it } from 'vitest';
import { aSession, serialsTo } from './a-session.ts';

const [FIRST = ''] = serialsTo(1);
const IMEI = '356938035643809';
const EIDS = ['89049032000001000000000000000171', '89049032000001000000000000000268'] as const;

it('a barcode after a scan that was taken back is of nobody', async () => {
  const session = await aSession();
  await session.scan(FIRST);
  await session.bench.ask('checkIn.undo', { sessionId: session.sessionId });
  expect((await session.scan(IMEI)).line).toMatchObject({ kind: 'imei', outcome: 'extra' });
  expect((await session.scan(IMEI)).line.serial).toBeUndefined();
});

it('a second EID is of the next device, whose serial nobody has scanned yet', async () => {
  const session = await aSession();
  await session.scan(FIRST);
  const lines = [];
  for (const eid of [EIDS[0], EIDS[0], EIDS[1]]) lines.push((await session.scan(eid)).line);
  expect(lines.map(({ kind }) => kind)).toEqual(['eid', 'eid', 'eid']);
  expect(lines.map(({ serial }) => serial)).toEqual([FIRST, FIRST, undefined]);
});

it('what follows another barcode of the label of another device is not of the first', async () => {
  const session = await aSession();
  await session.scan(FIRST);
  await session.scan(EIDS[0]);
  await session.scan(EIDS[1]);
  expect((await session.scan(IMEI)).line.serial).toBeUndefined();
});

it.each(['Box 1', ']C0Box 1', ']d1Box 1'])(
  'the label of the box that is filled already counts as nothing: %s',
  async (text) => {
    const session = await aSession();
    const { bench, sessionId } = session;
    await bench.ask('checkIn.openBox', { sessionId, name: 'Box 1' });
    const { answer, tally } = await session.scan(text);
    expect({ answer, scanned: tally.scanned }).toEqual({ answer: 'box', scanned: 0 });
  },
);
