import { describe, expect, it } from 'vitest';
import { failure, success } from '../../../src/core/result.ts';
import { createDesk } from '../../../src/renderer/app/desk.ts';
import { createAppStore } from '../../../src/renderer/app/store.ts';
import { aCard, aScanLine, SERIAL } from '../builders.ts';
import { createFakeEngine, type FakeEngine } from '../fake-engine.ts';

const silent = { play: () => undefined, repeat: () => undefined, setVolume: () => undefined };
const settled = () => new Promise((resolve) => setTimeout(resolve, 5));

function deskOn(engine: FakeEngine) {
  const store = createAppStore();
  return { store, desk: createDesk({ store, engine: engine.client, sound: silent }) };
}

const commandLine = (value: string) => {
  const code = { input: `RB-CMD-${value}`, kind: 'command' as const, value, candidates: [] };
  return aScanLine(`RB-CMD-${value}`, undefined, { code, eventId: value });
};

describe('the scan queue', () => {
  it('asks in order and keeps every scan until it is answered', async () => {
    const engine = createFakeEngine({
      'desk.scan': ({ text }) => success({ outcome: 'refused', line: aScanLine(text) }),
    });
    const { desk, store } = deskOn(engine);
    for (let index = 0; index < 50; index++) desk.scan(`code ${index}`);
    expect(store.getState().unsaved).toHaveLength(50);
    await settled();
    expect(store.getState().unsaved).toEqual([]);
    const texts = engine.calls.map(({ input }) => input);
    expect(texts).toEqual(Array.from({ length: 50 }, (_, index) => ({ text: `code ${index}` })));
  });

  it('sends again what a lost engine did not answer', async () => {
    let isLost = true;
    const engine = createFakeEngine({
      'desk.scan': ({ text }) => {
        if (isLost) return failure({ code: 'engineLost' });
        return success({ outcome: 'refused', line: aScanLine(text) });
      },
    });
    const { desk, store } = deskOn(engine);
    desk.scan(SERIAL);
    desk.scan('second');
    await settled();
    expect(store.getState().unsaved).toEqual([SERIAL, 'second']);
    isLost = false;
    desk.resumeScans();
    await settled();
    expect(store.getState().unsaved).toEqual([]);
  });

  it('goes on after a scan that was refused', async () => {
    const engine = createFakeEngine({
      'desk.scan': ({ text }) =>
        text === 'bad'
          ? failure({ code: 'diskFull' })
          : success({ outcome: 'device', line: aScanLine(text, 'done'), card: aCard('inIntune') }),
    });
    const { desk, store } = deskOn(engine);
    desk.scan('bad');
    desk.scan(SERIAL);
    await settled();
    expect(store.getState().scans).toHaveLength(1);
    expect(store.getState().stage.kind).toBe('card');
  });

  it('does not ask about nothing', () => {
    const engine = createFakeEngine();
    const { desk, store } = deskOn(engine);
    desk.scan('   ');
    expect(engine.calls).toEqual([]);
    expect(store.getState().hint).toEqual({ kind: 'empty' });
  });
});

describe('commands by barcode', () => {
  it.each([
    ['NEXT', 'scanNext', []],
    ['UNDO', 'scanNext', ['desk.undo', 'desk.recentScans']],
    ['SOUND', 'card', []],
  ])('%s is obeyed', async (value, stage, calls) => {
    const engine = createFakeEngine({
      'desk.scan': () => success({ outcome: 'command', line: commandLine(value) }),
      'desk.undo': () => success({}),
    });
    const { desk, store } = deskOn(engine);
    desk.cards.take(aCard('inIntune'));
    desk.scan(`RB-CMD-${value}`);
    await settled();
    expect(store.getState().stage.kind).toBe(stage);
    expect(engine.calls.map(({ name }) => name)).toEqual(['desk.scan', ...calls]);
    desk.cards.giveWay();
  });

  it('an operator badge is acknowledged by name', async () => {
    const code = { input: 'RB-OP-MIRA', kind: 'operator' as const, value: 'MIRA', candidates: [] };
    const line = aScanLine('RB-OP-MIRA', undefined, { code });
    const { desk, store } = deskOn(
      createFakeEngine({ 'desk.scan': () => success({ outcome: 'operator', line }) }),
    );
    desk.scan('RB-OP-MIRA');
    await settled();
    expect(store.getState().hint).toEqual({ kind: 'signedIn', operator: 'MIRA' });
  });
});
