import { expect, it } from 'vitest';
import { anEngine, stories } from './an-engine.ts';

it('the fleet shows what is known to stand in the way, not the questions nobody asked', async () => {
  const bench = await anEngine();
  const search = stories.formerMac;
  const { matched, rows } = await bench.ask('devices.window', { search, offset: 0, limit: 5 });
  expect(matched).toBe(1);
  expect(rows[0]).toMatchObject({ lane: 'fix', reason: 'onFormerService' });
});

it('the fleet never says RESET NOW of a device that was not asked for', async () => {
  const bench = await anEngine();
  const { rows } = await bench.ask('devices.window', { search: '', offset: 0, limit: 200 });
  expect(rows).toHaveLength(200);
  expect(rows.filter(({ lane }) => lane === 'clear')).toEqual([]);
});

it('a scan that came before the device answered is bound to it once it does', async () => {
  const bench = await anEngine();
  const serial = stories.readyPad;
  await bench.ask('sandbox.plug', { serial, port: '1-1.2.3' });
  await bench.ask('desk.scan', { text: serial });
  await bench.until(async () => {
    const { slots } = await bench.ask('bench.slots', {});
    return slots.some(({ port, occupant }) => port === '1-1.2.3' && occupant?.serial === serial);
  });
  const { cases } = await bench.ask('devices.timeline', { serial });
  expect(cases[0]?.events.map(({ type }) => type)).toContain('deviceBound');
});

it('a label scanned onto the slot of another device stops both', async () => {
  const bench = await anEngine();
  const [serial, other] = [stories.readyPad, stories.readyToReset];
  const port = '1-1.2.3';
  await bench.ask('sandbox.plug', { serial, port });
  await bench.ask('desk.scan', { text: serial });
  await bench.until(async () => {
    const { slots } = await bench.ask('bench.slots', {});
    return slots.some(({ occupant }) => occupant?.serial === serial);
  });
  const { card } = await bench.ask('desk.scan', { text: other, slot: port });
  expect(card?.verdict.reasons[0]).toMatchObject({
    code: 'serialMismatch',
    params: { scanned: other, read: serial },
  });
});

it('a label scanned onto a device that names another one binds nothing and stops', async () => {
  const bench = await anEngine();
  const [onSlot, label] = [stories.readyPad, stories.readyToReset];
  const port = '1-1.2.3';
  await bench.ask('sandbox.plug', { serial: onSlot, port });
  await bench.until(async () => {
    const { slots } = await bench.ask('bench.slots', {});
    return slots.some(({ occupant }) => occupant?.candidate === onSlot);
  });
  const { card } = await bench.ask('desk.scan', { text: label, slot: port });
  const { slots } = await bench.ask('bench.slots', {});
  expect(card?.verdict.reasons[0]?.code).toBe('serialMismatch');
  expect(slots.some(({ occupant }) => occupant?.serial === label)).toBe(false);
});

it('a bond goes with the scan that made it when that is taken back', async () => {
  const bench = await anEngine();
  const serial = stories.readyPad;
  await bench.ask('sandbox.plug', { serial, port: '1-1.2.3' });
  await bench.ask('desk.scan', { text: serial });
  const isBound = async () => {
    const { slots } = await bench.ask('bench.slots', {});
    return slots.some(({ occupant }) => occupant?.serial === serial);
  };
  await bench.until(isBound);
  await bench.ask('desk.undo', {});
  expect(await isBound()).toBe(false);
});

it('a device that was at Hello before is not taken for erased when it comes back there', async () => {
  const bench = await anEngine();
  const serial = stories.enrollmentFailed;
  const port = '1-1.2.3';
  await bench.ask('desk.signIn', { operator: 'Ada' });
  await bench.ask('sandbox.plug', { serial, port });
  await bench.ask('sandbox.enterMode', { port, mode: 'recovery' });
  await bench.ask('desk.scan', { text: serial, slot: port });
  await bench.card(
    serial,
    (card) => card.verdict.lane === 'clear' && card.slotNumber !== undefined,
  );
  await bench.ask('desk.scan', { text: serial });
  await bench.ask('desk.startReset', { serial, rescanned: serial });
  await bench.ask('sandbox.enterMode', { port, mode: 'normal' });
  const back = await bench.card(serial, (card) => card.reset.step === 'back');
  expect(back.reset.level).toBeUndefined();
});

it('a device that changes its mode before anybody began is not shown as being erased', async () => {
  const bench = await anEngine();
  const serial = stories.readyPad;
  const port = '1-1.2.3';
  await bench.ask('sandbox.plug', { serial, port });
  await bench.ask('desk.scan', { text: serial });
  await bench.card(serial, (card) => card.verdict.lane === 'clear');
  await bench.ask('sandbox.enterMode', { port, mode: 'dfu' });
  await bench.until(async () => {
    const { slots } = await bench.ask('bench.slots', {});
    return slots.some(({ occupant }) => occupant?.mode === 'dfu');
  });
  const { reset } = await bench.ask('desk.card', { serial });
  expect(reset.step).toBe('expected');
});

it('a device that restarts in its reset is WAIT, not RESET NOW', async () => {
  const bench = await anEngine();
  const serial = stories.readyPad;
  const port = '1-1.2.3';
  await bench.ask('desk.signIn', { operator: 'Ada' });
  await bench.ask('sandbox.plug', { serial, port });
  await bench.ask('desk.scan', { text: serial });
  await bench.card(serial, ({ slotNumber }) => slotNumber !== undefined);
  await bench.card(serial, (card) => card.verdict.lane === 'clear');
  await bench.ask('desk.scan', { text: serial });
  await bench.ask('desk.startReset', { serial, rescanned: serial });
  await bench.ask('sandbox.setSpeed', { speed: 60 });
  await bench.ask('sandbox.erase', { port });
  const away = await bench.card(serial, (card) => card.reset.step === 'gone');
  expect(away.verdict.reasons[0]?.code).toBe('resetUnderWay');
});

it('a device that waits at Hello and was paired here before has only to be switched on', async () => {
  const bench = await anEngine();
  const serial = stories.atHello;
  await bench.ask('sandbox.plug', { serial, port: '1-1.2.3' });
  await bench.ask('desk.scan', { text: serial });
  const { verdict } = await bench.card(serial, (card) => card.verdict.lane === 'start');
  expect(verdict.reasons[0]?.code).toBe('atSetupAssistant');
});

it('a trust that was lost long ago is no sign of a reset after a mere restart', async () => {
  const bench = await anEngine();
  const serial = stories.osBelowMinimum;
  const port = '1-1.2.3';
  await bench.ask('desk.signIn', { operator: 'Ada' });
  await bench.ask('sandbox.plug', { serial, port });
  await bench.ask('sandbox.suffer', { port, symptom: 'stalePairing' });
  await bench.ask('desk.scan', { text: serial, slot: port });
  await bench.card(serial, ({ verdict, slotNumber }) => verdict.lane === 'clear' && !!slotNumber);
  await bench.ask('desk.scan', { text: serial, slot: port });
  await bench.ask('desk.startReset', { serial, rescanned: serial });
  await bench.ask('sandbox.enterMode', { port, mode: 'recovery' });
  await bench.until(async () => (await modeOn(bench, port)) === 'recovery');
  await bench.ask('sandbox.enterMode', { port, mode: 'normal' });
  await bench.until(async () => (await modeOn(bench, port)) === 'normal');
  await bench.until(async () => {
    const { slots } = await bench.ask('bench.slots', {});
    return slots.some(({ occupant }) => occupant?.symptom === 'stalePairing');
  });
  const { reset } = await bench.ask('desk.card', { serial });
  expect([reset.step, reset.level]).toEqual(['back', undefined]);
});

async function modeOn(bench: Awaited<ReturnType<typeof anEngine>>, port: string) {
  const { slots } = await bench.ask('bench.slots', {});
  return slots.find((slot) => slot.port === port)?.occupant?.mode;
}
