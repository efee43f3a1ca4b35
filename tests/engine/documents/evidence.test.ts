import { hash } from 'node:crypto';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { hashLink, type EventRow } from '../../../src/engine/ledger/chain.ts';
import { isSignedBy, type Checkpoint } from '../../../src/engine/ledger/checkpoint.ts';
import { verifyChain } from '../../../src/engine/ledger/verify-chain.ts';
import { aSession, serialsTo, sessionOn } from '../check-in/a-session.ts';
import { aHome, anEngine, stories } from '../desk/an-engine.ts';
import { aJpeg } from '../photos/a-jpeg.ts';

const [FIRST = ''] = serialsTo(1);

describe('the evidence of a session', () => {
  it('holds the whole ledger, signed up to its newest event', async () => {
    const files = await unpacked();
    const events = lines<EventRow>(files['ledger.jsonl']);
    const checkpoints = JSON.parse(files['checkpoints.json'] ?? '[]') as Checkpoint[];
    expect(verifyChain(events, checkpoints).firstBreak).toBeUndefined();
    expect(checkpoints.at(-1)?.length).toBe(events.length);
    expect(checkpoints.every(isSignedBy)).toBe(true);
    for (const event of events) {
      expect(hashLink({ ...event, data: JSON.parse(event.data) as unknown })).toBe(event.hash);
    }
  });

  it('lists the hash of every other file', async () => {
    const files = await unpacked();
    const manifest = JSON.parse(files['manifest.json'] ?? '{}') as {
      files: { name: string; sha256: string }[];
    };
    const others = Object.keys(files).filter((name) => name !== 'manifest.json');
    expect(manifest.files.map(({ name }) => name).toSorted()).toEqual(others.toSorted());
    for (const { name, sha256 } of manifest.files) {
      expect(hash('sha256', files[name] ?? '', 'hex')).toBe(sha256);
    }
  });

  it('names the devices of the session', async () => {
    const files = await unpacked();
    expect(lines<{ serial: string }>(files['session.jsonl'])).toMatchObject([{ serial: FIRST }]);
  });

  it('holds the pictures of its devices, each named by the hash that the ledger has of it', async () => {
    const session = await aSession();
    const { sessionId, bench } = session;
    const { line } = await session.scan(FIRST);
    const serial = line.serial ?? failed();
    const jpeg = Buffer.from(aJpeg()).toString('base64');
    await bench.ask('checkIn.keepPhoto', { sessionId, serial, jpeg });
    const other = await bench.ask('checkIn.open', { name: 'Pallet of Hamburg' });
    await sessionOn(bench, other.sessionId).scan(FIRST);
    const small = Buffer.from(aJpeg(8, 8)).toString('base64');
    await bench.ask('checkIn.keepPhoto', { sessionId: other.sessionId, serial, jpeg: small });
    const { bytes = '' } = await bench.ask('documents.evidence', { sessionId });
    const files = unzipSync(Buffer.from(bytes, 'base64'));
    const photos = Object.keys(files).filter((name) => name.startsWith('photo-'));
    expect(photos).toEqual([`photo-${hash('sha256', aJpeg(), 'hex')}.jpg`]);
    expect(files[photos[0] ?? '']).toEqual(aJpeg());
    const ledger = lines<EventRow>(strFromU8(files['ledger.jsonl'] ?? new Uint8Array()));
    const taken = ledger.filter(({ type }) => type === 'photoTaken').map(({ data }) => data);
    expect(taken[0]).toContain(hash('sha256', aJpeg(), 'hex'));
  });

  it('says how many pictures are not in it any more', async () => {
    const home = aHome();
    const session = await aSession(home);
    const { sessionId, bench } = session;
    const { line } = await session.scan(FIRST);
    const jpeg = Buffer.from(aJpeg()).toString('base64');
    const serial = line.serial ?? failed();
    await bench.ask('checkIn.keepPhoto', { sessionId, serial, jpeg });
    rmSync(path.join(home, 'sandbox', 'photos'), { recursive: true });
    const { bytes = '' } = await bench.ask('documents.evidence', { sessionId });
    const files = unzipSync(Buffer.from(bytes, 'base64'));
    const manifest: unknown = JSON.parse(strFromU8(files['manifest.json'] ?? new Uint8Array()));
    expect(manifest).toMatchObject({ photosLeftOut: 1 });
  });

  it('has a page that loads nothing from anywhere', async () => {
    const { 'verify.html': page = '' } = await unpacked();
    expect(page).toContain("default-src 'none'");
    expect(page).not.toMatch(/https?:|import\(|fetch\(|src=/);
  });
});

describe('the record of a reset', () => {
  it('is made for no device whose reset nobody has seen or sworn to', async () => {
    const bench = await anEngine();
    const serial = stories.readyMac;
    await bench.ask('desk.signIn', { operator: 'Mira' });
    await bench.ask('desk.scan', { text: serial });
    expect(await bench.ask('documents.resetRecords', { serials: [serial] })).toEqual([]);
  });

  it('says who swore to it, and where that stands in the ledger', async () => {
    const bench = await anEngine();
    const serial = stories.readyMac;
    await bench.ask('desk.signIn', { operator: 'Mira' });
    await bench.card(serial, ({ verdict }) => verdict.lane === 'clear');
    await bench.ask('desk.scan', { text: serial });
    await bench.ask('desk.scan', { text: serial });
    await bench.ask('desk.startReset', { serial, rescanned: serial });
    await bench.ask('desk.scan', { text: serial });
    await bench.ask('desk.attestReset', { serial, rescanned: serial });
    const [record] = await bench.ask('documents.resetRecords', { serials: [serial] });
    expect(record).toMatchObject({ serial, level: 'attested', operator: 'Mira' });
    expect(record?.eraseStandard).toBeUndefined();
    expect(record?.events.map(({ type }) => type)).toEqual(
      expect.arrayContaining(['resetStarted', 'resetAttested', 'resetRecorded']),
    );
    expect(record?.ledger.hash).toMatch(/^[0-9a-f]{64}$/);
  });
});

async function unpacked(): Promise<Record<string, string>> {
  const session = await aSession();
  await session.scan(FIRST);
  const { sessionId } = session;
  const { bytes = '' } = await session.bench.ask('documents.evidence', { sessionId });
  const files = Object.entries(unzipSync(Buffer.from(bytes, 'base64')));
  return Object.fromEntries(files.map(([name, content]) => [name, strFromU8(content)]));
}

function lines<Line>(text = ''): Line[] {
  return text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Line);
}

function failed(): never {
  throw new Error('the scan named no device');
}
