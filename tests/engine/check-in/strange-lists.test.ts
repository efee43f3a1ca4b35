import { expect, it } from 'vitest';
import { aSession, serialsTo } from './a-session.ts';

const [FIRST = ''] = serialsTo(1);

it('a device after a hundred thousand empty lines is not lost', async () => {
  expect(await readList(`serial\n${'\n'.repeat(101_000)}${FIRST}\n`)).toMatchObject({
    value: { good: 1, sample: [{ serial: FIRST }] },
  });
});

it('a list with more lines than a spreadsheet has is refused', async () => {
  const reply = await readList(`serial\n${FIRST}\n${'\n'.repeat(1_048_576)}`);
  expect(reply).toMatchObject({ error: { code: 'manifestTooLong' } });
});

it('a list with more columns than a spreadsheet has is refused', async () => {
  const reply = await readList(`serial${','.repeat(16_384)}\n${FIRST}\n`);
  expect(reply).toMatchObject({ error: { code: 'manifestUnreadable' } });
});

async function readList(text: string) {
  const { bench, sessionId } = await aSession();
  return bench.reply('checkIn.readManifest', { sessionId, source: 'list.csv', text });
}
