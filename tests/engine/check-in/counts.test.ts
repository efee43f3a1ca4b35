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
