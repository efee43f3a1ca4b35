import { expect, it } from 'vitest';
import { aSession, serialsTo } from './a-session.ts';

const [FIRST = '', SECOND = '', THIRD = ''] = serialsTo(3);

it('a list that comes later finds the devices that are here already', async () => {
  const session = await aSession();
  await session.scan(FIRST);
  const first = await session.expect(`serial\n${FIRST}\n${SECOND}\n`);
  await session.scan(THIRD);
  const second = await session.expect(`serial\n${THIRD}\n`);
  expect(first.tally).toMatchObject({ expected: 2, missing: 1 });
  expect(second.tally).toMatchObject({ expected: 3, missing: 1 });
});

it('who came before the list and is not on it stands on the hand-off as not expected', async () => {
  const session = await aSession();
  const { bench, sessionId } = session;
  await session.scan(FIRST);
  await session.expect(`serial\n${SECOND}\n`);
  await session.scan(THIRD);
  await session.expect(`serial\n${THIRD}\n`);
  const page = await bench.ask('documents.handOff', { sessionId });
  expect(page.unexpected).toEqual([FIRST]);
});

it('without a list nobody is unexpected', async () => {
  const session = await aSession();
  await session.scan(FIRST);
  const { sessionId } = session;
  const page = await session.bench.ask('documents.handOff', { sessionId });
  expect(page.unexpected).toEqual([]);
});

it.each([
  ['muc-0042', 'MUC-0042'],
  ['MUC\u20130042', 'MUC-0042'],
  ['MUC-0042', 'muc-0042'],
])('the asset tag %s of a list is found by a scan of %s', async (written, scanned) => {
  const session = await aSession();
  await session.expect(`serial,asset tag\n${FIRST.toLowerCase()},${written}\n`);
  expect((await session.scan(scanned)).line).toMatchObject({ outcome: 'new', serial: FIRST });
});
