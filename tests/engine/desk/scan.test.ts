import { describe, expect, it } from 'vitest';
import { anEngine, barcodes, stories } from './an-engine.ts';

describe('a scan', () => {
  it('of a serial is answered from the mirror and is on record', async () => {
    const bench = await anEngine();
    const reply = await bench.ask('desk.scan', { text: `S${stories.inIntune}` });
    expect(reply.outcome).toBe('device');
    expect(reply.card?.serial).toBe(stories.inIntune);
    const [line] = await bench.ask('desk.recentScans', {});
    expect(line?.serial).toBe(stories.inIntune);
  });

  it('of the device whose card is up confirms it', async () => {
    const bench = await anEngine();
    await bench.ask('desk.scan', { text: stories.readyToReset });
    const again = await bench.ask('desk.scan', { text: stories.readyToReset });
    expect(again.outcome).toBe('confirmed');
  });

  it('of an IMEI finds the device that carries it', async () => {
    const bench = await anEngine();
    const { facts } = await bench.ask('desk.card', { serial: stories.inIntune });
    const imei = facts.hardware?.value.imei[0] ?? '';
    const reply = await bench.ask('desk.scan', { text: imei });
    expect([reply.line.code.kind, reply.card?.serial]).toEqual(['imei', stories.inIntune]);
  });

  it('of a bypass code is kept without its characters', async () => {
    const bench = await anEngine();
    const secret = '0123A-4567C-89DE-FGHJ-KLMN-PQRT';
    const reply = await bench.ask('desk.scan', { text: secret });
    expect(reply.line.code.kind).toBe('bypassCode');
    expect(JSON.stringify([reply, await bench.ask('desk.recentScans', {})])).not.toContain('4567C');
  });

  it('of a badge signs the operator in', async () => {
    const bench = await anEngine();
    const badge = barcodes.find(({ code }) => code.startsWith('RB-OP-'));
    const reply = await bench.ask('desk.scan', { text: badge?.code ?? '' });
    const status = await bench.ask('status.read', {});
    expect(reply.outcome).toBe('operator');
    expect(status.operator).toMatch(/\w/);
  });

  it('of 100,000 characters is refused, kept short, and the next one works', async () => {
    const bench = await anEngine();
    const long = await bench.ask('desk.scan', { text: 'X'.repeat(100_000) });
    expect(long.outcome).toBe('refused');
    expect(long.line.code.input.length).toBeLessThanOrEqual(64);
    const next = await bench.ask('desk.scan', { text: stories.inIntune });
    expect(next.outcome).toBe('device');
  });

  it('fifty times in a second loses none and keeps the order', async () => {
    const bench = await anEngine();
    const { rows } = await bench.ask('devices.window', { search: '', offset: 100, limit: 50 });
    const replies = await Promise.all(
      rows.map(({ serial }) => bench.ask('desk.scan', { text: serial })),
    );
    expect(replies.map((reply) => reply.card?.serial)).toEqual(rows.map(({ serial }) => serial));
    const { events, firstBreak } = await bench.ask('ledger.verify', {});
    expect(events).toBeGreaterThanOrEqual(100);
    expect(firstBreak).toBeUndefined();
  });

  it('that holds only control and bidi characters is refused and shows none of them', async () => {
    const bench = await anEngine();
    const reply = await bench.ask('desk.scan', { text: '\u0000\u202E\u200F\u0007' });
    expect([reply.outcome, reply.line.code.input]).toEqual(['refused', '']);
  });
});

describe('undo', () => {
  it('takes back the newest scan by a new event, then says when nothing is left', async () => {
    const bench = await anEngine();
    await bench.ask('desk.scan', { text: stories.readyToReset });
    const undone = await bench.ask('desk.undo', {});
    expect(undone.line).toMatchObject({ serial: stories.readyToReset, isUndone: true });
    const [line] = await bench.ask('desk.recentScans', {});
    expect(line?.isUndone).toBe(true);
    expect(await bench.reply('desk.undo', {})).toMatchObject({
      ok: false,
      error: { code: 'nothingToUndo' },
    });
  });
});

describe('the history', () => {
  it('keeps the answer that was given then', async () => {
    const bench = await anEngine();
    const serial = stories.formerService;
    await bench.ask('desk.signIn', { operator: 'Ada' });
    await bench.ask('desk.scan', { text: serial });
    await bench.card(serial, (card) => card.verdict.fix === 'reassign');
    await bench.ask('desk.fix', { serial, fix: 'reassign' });
    await bench.card(serial, (card) => card.verdict.lane === 'clear');
    const lines = await bench.ask('desk.recentScans', {});
    expect(lines.find((line) => line.serial === serial)?.lane).toBe('fix');
  });
});

describe('the UNDO barcode', () => {
  it('takes back the scan before it, not itself', async () => {
    const bench = await anEngine();
    await bench.ask('desk.scan', { text: stories.readyToReset });
    await bench.ask('desk.scan', { text: 'RB-CMD-UNDO' });
    const undone = await bench.ask('desk.undo', {});
    expect(undone.line?.serial).toBe(stories.readyToReset);
  });
});
