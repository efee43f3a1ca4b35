import { hash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { engineCalls } from '../../../src/contract/calls.ts';
import {
  serialNumberSchema,
  type SerialNumber,
} from '../../../src/core/identifiers/serial-number.ts';
import { aHome } from '../desk/an-engine.ts';
import { aJpeg, EXIF, frame, JFIF, jpegOf, SCAN } from '../photos/a-jpeg.ts';
import { aSession, serialsTo, sessionOn } from './a-session.ts';

const [FIRST, SECOND] = serialsTo(2).map((serial) => serialNumberSchema.parse(serial)) as [
  SerialNumber,
  SerialNumber,
];
const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
const PICTURE = base64(aJpeg());
const SHA256 = hash('sha256', aJpeg(), 'hex');
const photosIn = (home: string) => path.join(home, 'sandbox', 'photos');

describe('a picture of a device', () => {
  it('is a file beside the ledger, named by its hash, and an event with hash, size and note', async () => {
    const { home, bench, keep } = await scanned();
    const view = await keep(PICTURE, 'scratch at the top');
    const file = path.join(photosIn(home), `${SHA256}.jpg`);
    expect(hash('sha256', readFileSync(file), 'hex')).toBe(SHA256);
    expect(view.newest[0]?.photos).toEqual([SHA256]);
    const { cases } = await bench.ask('devices.timeline', { serial: FIRST });
    expect(cases[0]?.events.at(-1)).toMatchObject({
      type: 'photoTaken',
      operator: 'Mira',
      data: { sha256: SHA256, width: 1_600, height: 1_200, note: 'scratch at the top' },
    });
  });

  it('is there again after the bench has started again', async () => {
    const { home, bench, keep } = await scanned();
    const { sessionId } = await keep(PICTURE);
    await bench.close();
    const again = sessionOn((await aSession(home)).bench, sessionId);
    expect((await again.view()).newest[0]?.photos).toEqual([SHA256]);
    const { jpeg } = await again.bench.ask('checkIn.readPhoto', { sha256: SHA256 });
    expect(jpeg).toBe(PICTURE);
  });

  it('is taken back as any other act, and its file stays with the event that names it', async () => {
    const { home, bench, sessionId, keep } = await scanned();
    await keep(PICTURE);
    const view = await bench.ask('checkIn.undo', { sessionId });
    expect(view.newest[0]).toMatchObject({ serial: FIRST, photos: [], isUndone: false });
    expect(readdirSync(photosIn(home))).toEqual([`${SHA256}.jpg`]);
  });

  it('that was changed on disk is not shown as the one that was kept', async () => {
    const { home, bench, keep } = await scanned();
    await keep(PICTURE);
    writeFileSync(path.join(photosIn(home), `${SHA256}.jpg`), aJpeg(8, 8));
    const answer = await bench.reply('checkIn.readPhoto', { sha256: SHA256 });
    expect(answer).toMatchObject({ error: { code: 'photoMissing' } });
  });

  it('is kept in its place again when its file was changed and it is taken again', async () => {
    const { home, bench, keep } = await scanned();
    mkdirSync(photosIn(home));
    writeFileSync(path.join(photosIn(home), `${SHA256}.jpg`), 'half a pict');
    await keep(PICTURE);
    expect((await bench.ask('checkIn.readPhoto', { sha256: SHA256 })).jpeg).toBe(PICTURE);
  });

  it.each([
    ['is no picture', base64(Buffer.from('<html></html>'))],
    ['carries EXIF', base64(jpegOf(JFIF, EXIF, frame(8, 8), SCAN))],
    ['is wider than 1600 pixels', base64(aJpeg(1_601, 10))],
    ['is higher than 1600 pixels', base64(aJpeg(10, 1_601))],
  ])('is refused when it %s, and nothing of it is kept', async (_, jpeg) => {
    const { home, bench, sessionId } = await scanned();
    const input = { sessionId, serial: FIRST, jpeg };
    const answer = await bench.reply('checkIn.keepPhoto', input);
    expect(answer).toMatchObject({ error: { code: 'photoRefused' } });
    expect(existsSync(photosIn(home))).toBe(false);
  });

  it('is refused for a device that is not in the session', async () => {
    const { home, bench, sessionId } = await scanned();
    const input = { sessionId, serial: SECOND, jpeg: PICTURE };
    const answer = await bench.reply('checkIn.keepPhoto', input);
    expect(answer).toMatchObject({ error: { code: 'notInSession' } });
    expect(existsSync(photosIn(home))).toBe(false);
  });

  it('is asked for by a hash and nothing else: no path leaves the folder', () => {
    const { input } = engineCalls['checkIn.readPhoto'];
    for (const sha256 of ['../ledger-sandbox.sqlite', SHA256.toUpperCase(), `${SHA256}/..`, '']) {
      expect(input.safeParse({ sha256 })).toMatchObject({ success: false });
    }
  });

  it('of more than two million bytes is refused before it is decoded', () => {
    const { input } = engineCalls['checkIn.keepPhoto'];
    const of = (bytes: number) => ({
      sessionId: 's',
      serial: FIRST,
      jpeg: Buffer.alloc(bytes).toString('base64'),
    });
    expect(input.safeParse(of(2_000_000)).success).toBe(true);
    expect(input.safeParse(of(2_000_003)).success).toBe(false);
  });
});

async function scanned() {
  const home = aHome();
  const session = await aSession(home);
  const { bench, sessionId } = session;
  await session.scan(FIRST);
  const keep = (jpeg: string, note?: string) =>
    bench.ask('checkIn.keepPhoto', { sessionId, serial: FIRST, jpeg, note });
  return { home, bench, sessionId, keep };
}
