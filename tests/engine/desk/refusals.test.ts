import { describe, expect, it } from 'vitest';
import { composeEngine } from '../../../src/engine/compose.ts';
import { aHome, anEngine, stories } from './an-engine.ts';

const serial = stories.readyToReset;

describe('the desk refuses', () => {
  it('to mend anything for nobody', async () => {
    const bench = await anEngine();
    const refused = await bench.reply('desk.fix', {
      serial: stories.formerService,
      fix: 'reassign',
    });
    expect(refused).toMatchObject({ ok: false, error: { code: 'noOperator' } });
  });

  it('a fix that its verdict does not offer', async () => {
    const bench = await anEngine();
    await bench.ask('desk.signIn', { operator: 'Ada' });
    const refused = await bench.reply('desk.fix', {
      serial: stories.foreignService,
      fix: 'reassign',
    });
    expect(refused).toMatchObject({ ok: false, error: { code: 'notOffered' } });
  });

  it('to begin a reset for another serial than the one on the card', async () => {
    const bench = await anEngine();
    await bench.ask('desk.signIn', { operator: 'Ada' });
    const refused = await bench.reply('desk.startReset', { serial, rescanned: stories.inIntune });
    expect(refused).toMatchObject({ ok: false, error: { code: 'serialDiffers' } });
  });

  it('to begin a reset of a device that was not the last one scanned', async () => {
    const bench = await anEngine();
    await bench.ask('desk.signIn', { operator: 'Ada' });
    await bench.ask('desk.scan', { text: stories.inIntune });
    const refused = await bench.reply('desk.startReset', { serial, rescanned: serial });
    expect(refused).toMatchObject({ ok: false, error: { code: 'serialDiffers' } });
  });

  it('to begin a reset after one scan alone', async () => {
    const bench = await anEngine();
    await bench.ask('desk.signIn', { operator: 'Ada' });
    await bench.ask('desk.scan', { text: serial });
    await bench.card(serial, (card) => card.verdict.lane === 'clear');
    const refused = await bench.reply('desk.startReset', { serial, rescanned: serial });
    expect(refused).toMatchObject({ ok: false, error: { code: 'serialDiffers' } });
  });

  it('to take a reset as done that was not scanned again since it began', async () => {
    const bench = await anEngine();
    await bench.ask('desk.signIn', { operator: 'Ada' });
    await bench.ask('desk.scan', { text: serial });
    await bench.card(serial, (card) => card.verdict.lane === 'clear');
    await bench.ask('desk.scan', { text: serial });
    await bench.ask('desk.startReset', { serial, rescanned: serial });
    const refused = await bench.reply('desk.attestReset', { serial, rescanned: serial });
    expect(refused).toMatchObject({ ok: false, error: { code: 'serialDiffers' } });
  });

  it('to begin a reset of a device that may not be erased', async () => {
    const bench = await anEngine();
    await bench.ask('desk.signIn', { operator: 'Ada' });
    const held = { serial: stories.lockedByUser, rescanned: stories.lockedByUser };
    await bench.ask('desk.scan', { text: stories.lockedByUser });
    await bench.ask('desk.scan', { text: stories.lockedByUser });
    expect(await bench.reply('desk.startReset', held)).toMatchObject({
      ok: false,
      error: { code: 'notOffered' },
    });
  });

  it('to attest a reset that nobody began', async () => {
    const bench = await anEngine();
    await bench.ask('desk.signIn', { operator: 'Ada' });
    const held = { serial: stories.inIntune, rescanned: stories.inIntune };
    await bench.ask('desk.scan', { text: stories.inIntune });
    expect(await bench.reply('desk.attestReset', held)).toMatchObject({
      ok: false,
      error: { code: 'notOffered' },
    });
  });

  it('the controls of the sandbox when it is live', async () => {
    const live = await composeEngine({ mode: 'live', home: aHome(), role: 'bench', log: () => {} });
    if (!live.ok) throw new Error(live.error.code);
    const refused = [
      await live.value.calls['sandbox.setSpeed']({ speed: 60 }),
      await live.value.calls['sandbox.tokenFile']({ tokenId: 'any' }),
    ];
    await live.value.close();
    const sandboxOnly = { ok: false, error: { code: 'sandboxOnly' } };
    expect(refused).toEqual([sandboxOnly, sandboxOnly]);
  });
});

describe('a reset that USB cannot see', () => {
  it('is recorded as attested when the operator says so twice', async () => {
    const bench = await anEngine();
    const mac = stories.readyMac;
    await bench.ask('desk.signIn', { operator: 'Ada' });
    await bench.ask('desk.scan', { text: mac });
    await bench.card(mac, (card) => card.verdict.lane === 'clear');
    await bench.ask('desk.scan', { text: mac });
    await bench.ask('desk.startReset', { serial: mac, rescanned: mac });
    await bench.ask('desk.scan', { text: mac });
    const attested = await bench.ask('desk.attestReset', { serial: mac, rescanned: mac });
    expect(attested.reset).toMatchObject({ step: 'recorded', level: 'attested' });
    const undone = await bench.ask('desk.undo', {});
    expect(undone.card?.reset).toMatchObject({ step: 'started', level: undefined });
  });
});

describe('an engine that starts again', () => {
  it('has the scans, the operator’s statements and the open case of before', async () => {
    const home = aHome();
    const before = await anEngine(home);
    await before.ask('desk.signIn', { operator: 'Ada' });
    await before.ask('desk.scan', { text: serial });
    await before.ask('desk.stateIntent', { serial, keepsData: true });
    await before.close();
    const after = await anEngine(home);
    const [line] = await after.ask('desk.recentScans', {});
    const { cases } = await after.ask('devices.timeline', { serial });
    expect(line?.serial).toBe(serial);
    expect(cases[0]?.events.map(({ type }) => type)).toContain('intentStated');
  });
});
