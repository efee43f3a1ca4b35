import { expect, it } from 'vitest';
import type { CheckInReply, SessionView } from '../../../src/contract/check-in.ts';
import { success } from '../../../src/core/result.ts';
import { nextName } from '../../../src/renderer/app/box-acts.ts';
import { createDesk } from '../../../src/renderer/app/desk.ts';
import { createAppStore } from '../../../src/renderer/app/store.ts';
import { createFakeEngine } from '../fake-engine.ts';
import { aLine, aReply, aSession, aTally, FIRST } from '../features/check-in/check-in-support.ts';

const HERE = aSession({ sessionId: 'here' });
const ELSEWHERE = aSession({ sessionId: 'elsewhere' });
const boxesNamed = (...names: string[]) =>
  names.map((name) => ({ boxId: name, name, isOpen: true, devices: 0 }));

it('a scan right after the command for the next box waits until that box is open', async () => {
  const { engine, desk } = aCheckIn();
  const command = { ...aReply('new'), answer: 'command' as const };
  const replies = [{ ...command, line: aLine({ kind: 'command', text: 'BOX' }) }, aReply('new')];
  engine.answer('checkIn.scan', () => success(replies.shift() ?? aReply('new')));
  desk.scan('RB-CMD-BOX');
  desk.scan('F2LT0001ZZZ1');
  await settled();
  const calls = engine.calls.map(({ name }) => name);
  expect(calls).toEqual(['checkIn.scan', 'checkIn.closeBox', 'checkIn.openBox', 'checkIn.scan']);
});

it('the answer to a scan of a delivery that was left is not drawn into another one', async () => {
  const { engine, desk, store } = aCheckIn();
  const held = Promise.withResolvers<ReturnType<typeof success<CheckInReply>>>();
  engine.answer('checkIn.scan', () => held.promise);
  desk.scan('F2LT0001ZZZ1');
  store.setState({ checkIn: { session: ELSEWHERE } });
  held.resolve(success(aReply('new')));
  await settled();
  expect(store.getState().checkIn).toEqual({ session: ELSEWHERE });
});

it('a command of a delivery that was left does nothing to another one', async () => {
  const { engine, desk, store } = aCheckIn();
  const held = Promise.withResolvers<ReturnType<typeof success<CheckInReply>>>();
  engine.answer('checkIn.scan', () => held.promise);
  desk.scan('RB-CMD-UNDO');
  store.setState({ checkIn: { session: ELSEWHERE } });
  const line = aLine({ kind: 'command', text: 'UNDO' });
  held.resolve(success({ ...aReply('new'), answer: 'command', line }));
  await settled();
  expect(engine.calls.map(({ name }) => name)).toEqual(['checkIn.scan']);
});

it.each([
  ['was left', undefined],
  ['gave way to another one', { session: ELSEWHERE }],
])('the answer to an act does not bring back a delivery that %s', async (_, checkIn) => {
  const { engine, desk, store } = aCheckIn();
  const held = Promise.withResolvers<ReturnType<typeof success<SessionView>>>();
  engine.answer('checkIn.undo', () => held.promise);
  const undone = desk.undo();
  store.setState({ checkIn });
  held.resolve(success(HERE));
  await undone;
  expect(store.getState().checkIn).toEqual(checkIn);
});

it('a scan that was taken back is no longer the last one', async () => {
  const { engine, desk, store } = aCheckIn();
  const reply = aReply('new');
  store.setState({ checkIn: { session: HERE, last: { reply, at: 0 } } });
  engine.answer('checkIn.undo', () =>
    success({ ...HERE, newest: [{ ...reply.line, isUndone: true }] }),
  );
  await desk.undo();
  expect(store.getState().checkIn?.last).toBeUndefined();
});

it('what is seen after a code that names no device is not noted of the device before', async () => {
  const { engine, desk, store, sounds } = aCheckIn();
  const unread = aLine({ eventId: 'event-2', outcome: 'notSerial', serial: undefined });
  store.setState({ checkIn: { session: { ...HERE, newest: [unread, aLine()] } } });
  await desk.checkIn.note('cracked');
  expect([engine.calls, sounds]).toEqual([[], ['notSerial']]);
});

it.each([
  ['stands while the device is put elsewhere', false, FIRST],
  ['ends when what was seen is taken back', true, undefined],
])('the STOP of a swollen battery %s', async (_, isUndone, hazard) => {
  const { engine, desk, store } = aCheckIn();
  store.setState({ checkIn: { session: HERE, hazard: FIRST } });
  const conditions = isUndone ? [] : (['swollenBattery'] as const);
  engine.answer('checkIn.closeBox', () =>
    success({ ...HERE, newest: [aLine({ conditions: [...conditions] })] }),
  );
  await desk.checkIn.closeBox('Box 1');
  expect(store.getState().checkIn?.hazard).toBe(hazard);
});

it.each([
  [['Box 1', 'Box 2'], 'Box 3'],
  [['Box 2', 'Box 1'], 'Box 3'],
  [['Box 08', 'Box 09'], 'Box 10'],
])('after the boxes %j comes one of a name that is not there yet', (names, next) => {
  expect(nextName({ boxes: boxesNamed(...names) })).toBe(next);
});

/** A window with the delivery `here` up, in whose one box devices are put. */
function aCheckIn() {
  const tally = aTally({ boxes: boxesNamed('Box 1'), currentBoxId: 'Box 1' });
  const session = { ...HERE, tally };
  const engine = createFakeEngine({
    'checkIn.closeBox': () => success(session),
    'checkIn.openBox': () => success(session),
  });
  const store = createAppStore({ view: 'checkIn', checkIn: { session } });
  const sounds: string[] = [];
  const play = (earcon: string) => void sounds.push(earcon);
  const sound = { play, repeat: () => undefined, setVolume: () => undefined };
  const desk = createDesk({ store, engine: engine.client, sound });
  return { engine, store, desk, sounds };
}

/** Every answer of an engine in the same page has come. */
async function settled(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 20));
}
