import { describe, expect, it } from 'vitest';
import { OUTCOMES } from '../../../src/core/sessions/outcome.ts';
import { aHome, anEngine, stories } from '../desk/an-engine.ts';
import { aSession, serialsTo, sessionOn } from './a-session.ts';

const [FIRST = '', SECOND = '', THIRD = ''] = serialsTo(3);

describe('a scan of a check-in', () => {
  it('comes to one of five outcomes, and the counts add up to the scans', async () => {
    const session = await aSession();
    await session.expect(`serial\n${FIRST}\n${stories.inIntune}\n`);
    const outcomes = [];
    for (const text of [FIRST, FIRST, stories.inIntune, SECOND, 'BAD']) {
      outcomes.push((await session.scan(text)).line.outcome);
    }
    expect(outcomes).toEqual(['new', 'alreadyHere', 'doneBefore', 'notExpected', 'notSerial']);
    const { tally } = await session.view();
    expect(tally).toMatchObject({ scanned: 5, received: 3, expected: 2, missing: 0 });
    expect(OUTCOMES.map((outcome) => tally.counts[outcome])).toEqual([1, 1, 1, 1, 1]);
  });

  it('says where the device goes, and when it came to a box of somewhere else', async () => {
    const session = await aSession();
    const { sessionId, bench } = session;
    await session.expect(`serial,box\n${FIRST},BOX 3 – Munich\n${SECOND},BOX 4\n`);
    await bench.ask('checkIn.openBox', { sessionId, name: 'Box 3', destination: 'Munich' });
    const right = await session.scan(FIRST);
    const wrong = await session.scan(SECOND);
    expect(right.arrival).toMatchObject({ row: { box: 'BOX 3 – Munich' }, isWrongBox: false });
    expect(wrong.arrival).toMatchObject({ row: { box: 'BOX 4' }, isWrongBox: true });
  });

  it('names the session that expects a device which this one does not', async () => {
    const session = await aSession();
    await session.expect(`serial\n${FIRST}\n`);
    const other = await session.bench.ask('checkIn.open', { name: 'Pallet of Hamburg' });
    await sessionOn(session.bench, other.sessionId).expect(`serial\n${SECOND}\n`);
    expect((await session.scan(SECOND)).arrival).toMatchObject({ expectedBy: 'Pallet of Hamburg' });
  });

  it('is counted once however often the window asks for its answer', async () => {
    const session = await aSession();
    const first = await session.scan(FIRST, 'a');
    const again = await session.scan(FIRST, 'a');
    expect(again.line.eventId).toBe(first.line.eventId);
    expect((await session.scan(FIRST, 'b')).line.outcome).toBe('alreadyHere');
    expect((await session.view()).tally.scanned).toBe(2);
  });

  it('of a bypass code keeps none of its characters', async () => {
    const session = await aSession();
    const { line } = await session.scan('HTLT0-JVR2R-2D0P-R3CD-2Y7T-MZ5Q');
    expect(line).toMatchObject({ outcome: 'notSerial', kind: 'bypassCode', text: '' });
  });

  it('of an asset tag is of the device that the manifest gives it', async () => {
    const session = await aSession();
    await session.expect(`serial,asset tag\n${FIRST},MUC-0042\n`);
    expect((await session.scan('MUC-0042')).line).toMatchObject({ outcome: 'new', serial: FIRST });
  });

  it('of a badge signs in whoever it belongs to', async () => {
    const session = await aSession();
    const { answer } = await session.scan('RB-OP-JO.BERG');
    await session.scan(FIRST);
    expect(answer).toBe('operator');
    expect((await session.view()).newest[0]?.operator).not.toBe('Mira');
  });
});

describe('other barcodes of a label', () => {
  it('belong to the device that has just been scanned, and count as nothing', async () => {
    const session = await aSession();
    await session.scan(FIRST);
    const { answer, line, tally } = await session.scan('356938035643809');
    expect({ answer, serial: line.serial, kind: line.kind }).toEqual({
      answer: 'extra',
      serial: FIRST,
      kind: 'imei',
    });
    expect(tally.scanned).toBe(1);
  });

  it('belong to nobody when nothing was scanned before', async () => {
    const session = await aSession();
    expect((await session.scan('356938035643809')).line.serial).toBeUndefined();
  });
});

describe('taking back', () => {
  it('a first scan takes all with it that was said of the device since', async () => {
    const session = await aSession();
    const { line } = await session.scan(FIRST);
    await session.scan(FIRST);
    await session.bench.ask('checkIn.undo', {
      sessionId: session.sessionId,
      eventId: line.eventId,
    });
    const { tally, newest } = await session.view();
    expect(tally).toMatchObject({ scanned: 0, received: 0 });
    expect(newest.map(({ isUndone }) => isUndone)).toEqual([true, true]);
    expect((await session.scan(FIRST)).line.outcome).toBe('new');
  });

  it('the newest act is what it does without being told which', async () => {
    const session = await aSession();
    const { bench, sessionId } = session;
    await session.scan(FIRST);
    await bench.ask('checkIn.openBox', { sessionId, name: 'Box 1' });
    const after = await bench.ask('checkIn.undo', { sessionId });
    expect(after.tally).toMatchObject({ boxes: [], received: 1 });
  });

  it('ends where there is nothing more', async () => {
    const session = await aSession();
    const reply = await session.bench.reply('checkIn.undo', { sessionId: session.sessionId });
    expect(reply).toMatchObject({ error: { code: 'nothingToUndo' } });
  });
});

describe('boxes', () => {
  it('hold what was scanned while they were open, and what was moved into them', async () => {
    const session = await aSession();
    const { bench, sessionId } = session;
    const first = await bench.ask('checkIn.openBox', { sessionId, name: 'Box 1' });
    await session.scan(FIRST);
    await bench.ask('checkIn.openBox', { sessionId, name: 'Box 2' });
    const { line } = await session.scan(SECOND);
    const boxId = first.tally.currentBoxId ?? '';
    await bench.ask('checkIn.moveDevice', { sessionId, serial: line.serial ?? failed(), boxId });
    const { tally } = await session.view();
    expect(tally.boxes.map(({ name, devices }) => [name, devices])).toEqual([
      ['Box 1', 2],
      ['Box 2', 0],
    ]);
  });

  it('are named in the line of a device that was moved, and undo puts it back', async () => {
    const session = await aSession();
    const { bench, sessionId } = session;
    const boxIds = [];
    for (const name of ['Box 1', 'Box 2']) {
      const { tally } = await bench.ask('checkIn.openBox', { sessionId, name });
      boxIds.push(tally.currentBoxId ?? '');
    }
    const { line } = await session.scan(FIRST);
    const [boxId = ''] = boxIds;
    await bench.ask('checkIn.moveDevice', { sessionId, serial: line.serial ?? failed(), boxId });
    expect((await session.view()).newest[0]).toMatchObject({ serial: FIRST, boxId });
    const undone = await bench.ask('checkIn.undo', { sessionId });
    expect(undone.newest[0]).toMatchObject({ serial: FIRST, boxId: boxIds[1], isUndone: false });
  });

  it('are filled again when their label is scanned, which counts as nothing', async () => {
    const session = await aSession();
    const { bench, sessionId } = session;
    await bench.ask('checkIn.openBox', { sessionId, name: 'Box 1' });
    await bench.ask('checkIn.openBox', { sessionId, name: 'Box 2' });
    const { answer, tally } = await session.scan('Box 1');
    await session.scan(FIRST);
    expect({ answer, scanned: tally.scanned }).toEqual({ answer: 'box', scanned: 0 });
    const { boxes } = (await session.view()).tally;
    expect(boxes.map(({ devices }) => devices)).toEqual([1, 0]);
  });

  it('take nothing more once they are closed, and remember where they stand', async () => {
    const session = await aSession();
    const { bench, sessionId } = session;
    const { tally } = await bench.ask('checkIn.openBox', { sessionId, name: 'Box 1' });
    const boxId = tally.currentBoxId ?? '';
    const { line } = await session.scan(FIRST);
    await bench.ask('checkIn.closeBox', { sessionId, boxId });
    const serial = line.serial ?? failed();
    const moved = await bench.reply('checkIn.moveDevice', { sessionId, serial, boxId });
    const placed = await bench.ask('checkIn.placeBox', { sessionId, boxId, place: 'Ramp 2' });
    expect(moved).toMatchObject({ error: { code: 'boxIsClosed' } });
    expect(placed.tally).toMatchObject({ currentBoxId: null, boxes: [{ place: 'Ramp 2' }] });
  });
});

describe('a swollen battery', () => {
  it('is counted as a hazard of the session', async () => {
    const session = await aSession();
    const { line } = await session.scan(FIRST);
    const about = { sessionId: session.sessionId, serial: line.serial ?? failed() };
    const view = await session.bench.ask('checkIn.note', { ...about, condition: 'swollenBattery' });
    expect(view.tally.hazards).toBe(1);
    expect(view.newest[0]?.conditions).toEqual(['swollenBattery']);
  });
});

describe('a manifest', () => {
  it('tells the verdict what is expected of a device', async () => {
    const session = await aSession();
    const serial = stories.readyToReset;
    await session.bench.ask('sandbox.setSpeed', { speed: 600 });
    await session.bench.card(serial, ({ verdict }) => verdict.lane === 'clear');
    await session.expect(`serial,new\n${serial},yes\n`);
    const { verdict } = await session.bench.ask('desk.card', { serial });
    expect(verdict.lane).not.toBe('clear');
  });

  it('is previewed with its bad lines, and counts only once it is taken', async () => {
    const { bench, sessionId, view } = await aSession();
    const text = `serial,keep data\n${FIRST},yes\nBAD,no\n${SECOND},maybe\n${FIRST},no\n`;
    const preview = await bench.ask('checkIn.readManifest', { sessionId, source: 'a.csv', text });
    expect(preview).toMatchObject({
      good: 1,
      bad: 3,
      sample: [{ serial: FIRST, keepsData: true }],
    });
    expect(preview.problems.map(({ line, code }) => [line, code])).toEqual([
      [3, 'notASerial'],
      [4, 'neitherYesNorNo'],
      [5, 'sameSerial'],
    ]);
    expect((await view()).tally.expected).toBeNull();
    const { previewId } = preview;
    const taken = await bench.ask('checkIn.takeManifest', { sessionId, previewId });
    expect(taken.tally).toMatchObject({ expected: 1, missing: 1 });
  });

  it('lists what is missing', async () => {
    const session = await aSession();
    const { bench, sessionId } = session;
    await session.expect(`serial\n${FIRST}\n${SECOND}\n${THIRD}\n`);
    await session.scan(SECOND);
    const missing = await bench.ask('checkIn.missing', { sessionId, limit: 10 });
    expect(missing.map(({ serial }) => serial)).toEqual([FIRST, THIRD]);
  });

  it.each([
    ['no table at all', 'name\nAda\n', 'manifestWithoutSerials'],
    ['nothing', '', 'manifestWithoutSerials'],
  ])('that is %s is refused', async (_, text, code) => {
    const { bench, sessionId } = await aSession();
    const reply = await bench.reply('checkIn.readManifest', { sessionId, source: 'a.csv', text });
    expect(reply).toMatchObject({ error: { code } });
  });

  it('that is no workbook is refused', async () => {
    const { bench, sessionId } = await aSession();
    const workbook = Buffer.from('PK but no workbook').toString('base64');
    const input = { sessionId, source: 'a.xlsx', workbook };
    const reply = await bench.reply('checkIn.readManifest', input);
    expect(reply).toMatchObject({ error: { code: 'manifestUnreadable' } });
  });
});

describe('a session', () => {
  it('is as it was after the bench has started again', async () => {
    const home = aHome();
    const session = await aSession(home);
    await session.expect(`serial\n${FIRST}\n${SECOND}\n`);
    await session.bench.ask('checkIn.openBox', { sessionId: session.sessionId, name: 'Box 1' });
    await session.scan(FIRST);
    const before = await session.view();
    await session.bench.close();
    const bench = await anEngine(home);
    expect(await sessionOn(bench, session.sessionId).view()).toEqual(before);
    expect(await bench.ask('checkIn.sessions', {})).toMatchObject([{ received: 1, expected: 2 }]);
  });

  it('is handed off once, with who gave and who took it, and takes nothing more', async () => {
    const session = await aSession();
    const { bench, sessionId } = session;
    await session.scan(FIRST);
    const view = await bench.ask('checkIn.handOff', { sessionId, takenBy: 'Jo Berg' });
    expect(view.handOff).toMatchObject({ handedBy: 'Mira', takenBy: 'Jo Berg' });
    const late = await bench.reply('checkIn.scan', { sessionId, text: SECOND });
    expect(late).toMatchObject({ error: { code: 'sessionHandedOff' } });
  });

  it('is handed off only by somebody who has signed in', async () => {
    const bench = await anEngine();
    const { sessionId } = await bench.ask('checkIn.open', { name: 'A' });
    const reply = await bench.reply('checkIn.handOff', { sessionId, takenBy: 'Jo' });
    expect(reply).toMatchObject({ error: { code: 'noOperator' } });
  });

  it('stands beside others, each with its own counts', async () => {
    const session = await aSession();
    const other = await session.bench.ask('checkIn.open', { name: 'Other' });
    await session.scan(FIRST);
    await sessionOn(session.bench, other.sessionId).scan(FIRST);
    const lines = await session.bench.ask('checkIn.sessions', {});
    expect(lines.map(({ received }) => received)).toEqual([1, 1]);
  });
});

function failed(): never {
  throw new Error('the scan named no device');
}
