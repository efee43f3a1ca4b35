import { describe, expect, it, onTestFinished } from 'vitest';
import type { LabelWish } from '../../../src/contract/documents.ts';
import { createZplDrawing } from '../../../src/engine/documents/zpl-drawing.ts';
import { barcodesOn } from '../../support/read-barcodes.ts';
import { aSession, serialsTo, type TestSession } from '../check-in/a-session.ts';

const [FIRST = ''] = serialsTo(1);

describe('the preview of labels', () => {
  it('is a picture of the first of them, with the codes that a scanner will read', async () => {
    const session = await aDelivery();
    const { png = '', label, width, height } = await preview(session, { of: 'devices' });
    expect(label?.lines).toContain('Box 1 – Munich');
    expect([width, height]).toEqual([57, 32]);
    const found = await barcodesOn(Buffer.from(png, 'base64'));
    expect(found).toEqual([`Code128 ${FIRST}`, `DataMatrix ${FIRST}`]);
  });

  it('tells what its template tells', async () => {
    const { label } = await preview(await aDelivery(), { of: 'devices', template: 'owner' });
    expect(label?.lines).toEqual(['MUC-1', 'Ada']);
  });

  it('says what does not fit on the paper', async () => {
    const session = await aDelivery('Box of the whole north-western branch, floors 2 to 4');
    expect((await preview(session, { of: 'box' })).lacks).toEqual(['bars', 'text']);
  });

  it('has no picture where the box is empty', async () => {
    const session = await aSession();
    const { bench, sessionId } = session;
    await bench.ask('checkIn.openBox', { sessionId, name: 'Box 1' });
    const { labels, png } = await preview(session, { of: 'devices' });
    expect([labels, png]).toEqual([0, undefined]);
  });
});

describe('the thread that draws', () => {
  it('lets the engine work meanwhile', async () => {
    const drawing = createZplDrawing();
    onTestFinished(drawing.close);
    await drawing.draw(LABEL);
    const longest = await longestPause(() => drawing.draw(LABEL));
    expect(longest).toBeLessThan(60);
  });

  it('gives its memory back after a while, and is there again when it is needed', async () => {
    const drawing = createZplDrawing(1);
    onTestFinished(drawing.close);
    await drawing.draw(LABEL);
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(await drawing.draw(LABEL)).toMatchObject({ ok: true });
  });

  it('keeps each of two drawings for whoever asked for it', async () => {
    const drawing = createZplDrawing();
    onTestFinished(drawing.close);
    const two = ['A1', 'B2'].map((text) => drawing.draw({ ...LABEL, zpl: zplWith(text) }));
    const pictures = (await Promise.all(two)).map((each) => (each.ok ? each.value : ''));
    const found = await Promise.all(pictures.map((png) => barcodesOn(Buffer.from(png, 'base64'))));
    expect(found).toEqual([['Code128 A1'], ['Code128 B2']]);
  });
});

const zplWith = (text: string) => `^XA^FO20,20^BY3^BCN,80,N,N,N,A^FD${text}^FS^XZ`;
const LABEL = { zpl: zplWith('A1'), width: 57, height: 32, dots: 8 };

/** The longest time in which nothing else had a turn. */
async function longestPause(work: () => Promise<unknown>): Promise<number> {
  let [longest, last] = [0, performance.now()];
  const timer = setInterval(() => {
    longest = Math.max(longest, performance.now() - last);
    last = performance.now();
  }, 1);
  await work();
  clearInterval(timer);
  return longest;
}

async function aDelivery(name = 'Box 1'): Promise<TestSession> {
  const session = await aSession();
  const { bench, sessionId } = session;
  await session.expect(`serial,asset tag,user\n${FIRST},MUC-1,Ada\n`);
  await bench.ask('checkIn.openBox', { sessionId, name, destination: 'Munich' });
  await session.scan(FIRST);
  return session;
}

async function preview(
  { bench, sessionId, view }: TestSession,
  wish: Pick<LabelWish, 'of'> & Partial<LabelWish>,
) {
  const boxId = (await view()).tally.currentBoxId ?? '';
  return bench.ask('documents.labelPreview', {
    sessionId,
    boxId,
    size: '57x32',
    density: 203,
    template: 'box',
    language: 'en',
    ...wish,
  });
}
