import { describe, expect, it } from 'vitest';
import { MOST_SLOTS } from '../../../src/contract/bench.ts';
import type { TrackedSlot } from '../../../src/engine/bench/bench-watch.ts';
import {
  aBench,
  createMemory,
  inKis,
  inNormalMode,
  inRecovery,
  LATER,
  OLD_PHONE,
  PHONE,
} from './fake-bench.ts';

const HUB = ['1-1.1', '1-1.2', '1-1.3'] as const;
const [FIRST, SECOND, THIRD] = HUB;
const OTHER_HALF = '2-1.1';
const layoutOf = (slots: readonly TrackedSlot[]) =>
  slots.map(({ number, ports }) => [number, ...ports]);

describe('the slots', () => {
  it('are numbered as they come, and stay when what is in them goes', async () => {
    const { bus, clock, watch } = aBench();
    bus.plug(inNormalMode(PHONE, SECOND));
    bus.plug(inNormalMode(OLD_PHONE, FIRST));
    bus.unplug(SECOND);
    await clock.advance(LATER);
    expect(layoutOf(watch.slots())).toEqual([
      [1, SECOND],
      [2, FIRST],
    ]);
  });

  it('keep number, name and order over a restart, before anything is plugged in', () => {
    const { bus, watch, layout } = aBench();
    for (const port of HUB) bus.plug(inKis(port));
    watch.arranging.name(SECOND, 'Left hub, 2');
    watch.arranging.number(THIRD, 1);
    watch.arranging.setColumns(8);
    const { watch: next } = aBench([], layout);
    expect(next.slots().map(({ number, name, ports }) => [number, name, ...ports])).toEqual([
      [1, '', THIRD],
      [2, 'Left hub, 2', SECOND],
      [3, '', FIRST],
    ]);
    expect(next.arranging.columns()).toBe(8);
  });

  it('give a new port the lowest number that is free', () => {
    const { bus, watch } = aBench();
    bus.plug(inKis(FIRST));
    watch.arranging.number(FIRST, 2);
    bus.plug(inKis(SECOND));
    bus.plug(inKis(THIRD));
    expect(layoutOf(watch.slots())).toEqual([
      [1, SECOND],
      [2, FIRST],
      [3, THIRD],
    ]);
  });

  it('may be more than are remembered', () => {
    const { bus, watch, layout } = aBench();
    for (let port = 1; port <= MOST_SLOTS + 2; port += 1) bus.plug(inKis(`1-1.${port}`));
    expect(watch.slots().length).toBe(MOST_SLOTS + 2);
    expect(watch.slots().at(-1)).toMatchObject({ number: MOST_SLOTS + 2, device: { mode: 'kis' } });
    expect(layout.read().slots.length).toBe(MOST_SLOTS);
  });

  it('that only the past knows make room for new ones, but not those of the operator', () => {
    const slots = Array.from({ length: MOST_SLOTS }, (_, index) => ({
      number: index + 1,
      name: index === 0 ? 'Window' : '',
      ports: [`9-${index + 1}`],
      isNumbered: false,
    }));
    const { bus, watch } = aBench([], createMemory({ slots }));
    bus.plug(inKis(FIRST));
    expect(watch.slots().find(({ port }) => port === FIRST)?.number).toBe(2);
    expect(watch.slots()[0]?.name).toBe('Window');
  });

  it.each(['name', 'number', 'separate', 'forget'] as const)(
    'that nobody knows cannot be arranged: %s',
    (what) => {
      const { arranging } = aBench().watch;
      const answers = {
        name: () => arranging.name(FIRST, 'x'),
        number: () => arranging.number(FIRST, 1),
        separate: () => arranging.separate(FIRST),
        forget: () => arranging.forget(FIRST),
      };
      expect(answers[what]()).toEqual({ ok: false, error: 'unknownSlot' });
    },
  );
});

describe('a slot that gets a number', () => {
  it('changes places with the occupied one that has it', () => {
    const { bus, watch } = aBench();
    bus.plug(inKis(FIRST));
    bus.plug(inKis(OTHER_HALF));
    watch.arranging.number(OTHER_HALF, 1);
    expect(layoutOf(watch.slots())).toEqual([
      [1, OTHER_HALF],
      [2, FIRST],
    ]);
  });

  it('becomes one with the empty slot that has it: the halves of a socket', async () => {
    const { bus, clock, watch } = aBench();
    bus.plug(inKis(FIRST));
    watch.arranging.name(FIRST, 'Window');
    bus.unplug(FIRST);
    await clock.advance(60_000);
    bus.plug(inNormalMode(PHONE, OTHER_HALF));
    watch.arranging.number(OTHER_HALF, 1);
    expect(watch.slots()).toMatchObject([
      { number: 1, name: 'Window', ports: [OTHER_HALF, FIRST], device: { ecid: PHONE.ecid } },
    ]);
    bus.unplug(OTHER_HALF);
    await clock.advance(60_000);
    bus.plug(inNormalMode(OLD_PHONE, FIRST));
    expect(watch.slots()).toMatchObject([{ number: 1, device: { udid: OLD_PHONE.udid } }]);
  });

  it.each([
    ['hangs on the same hub', SECOND],
    ['hangs on another hub of the same root port', '1-1.4.1'],
  ])('changes places with an empty one that %s', async (_, port) => {
    const { bus, clock, watch } = aBench();
    bus.plug(inKis(FIRST));
    bus.unplug(FIRST);
    await clock.advance(60_000);
    bus.plug(inKis(port));
    watch.arranging.number(port, 1);
    expect(layoutOf(watch.slots())).toEqual([
      [1, port],
      [2, FIRST],
    ]);
  });

  it('never becomes one with a slot that was once occupied at the same time, in this run or before', async () => {
    const { bus, clock, watch, layout } = aBench();
    bus.plug(inKis(FIRST));
    bus.plug(inKis(OTHER_HALF));
    bus.unplug(FIRST);
    await clock.advance(60_000);
    watch.stop();
    const { watch: next } = aBench([inKis(OTHER_HALF)], layout);
    next.arranging.number(OTHER_HALF, 1);
    expect(layoutOf(next.slots())).toEqual([
      [1, OTHER_HALF],
      [2, FIRST],
    ]);
  });

  it('never has three ports', () => {
    const slots = [
      { number: 1, name: '', ports: [FIRST, OTHER_HALF], isNumbered: true },
      { number: 2, name: '', ports: ['3-1.1'], isNumbered: false },
    ];
    const { watch } = aBench([], createMemory({ slots }));
    watch.arranging.number('3-1.1', 1);
    expect(layoutOf(watch.slots())).toEqual([
      [1, '3-1.1'],
      [2, FIRST, OTHER_HALF],
    ]);
  });
});

describe('a slot of two halves', () => {
  const slots = [
    { number: 1, name: 'Window', ports: [FIRST, OTHER_HALF], isNumbered: true },
    { number: 2, name: '', ports: [SECOND], isNumbered: false },
  ];

  it('is taken apart: the half with the device stays, the other gets the next free number', () => {
    const { bus, watch, layout } = aBench([], createMemory({ slots }));
    bus.plug(inNormalMode(PHONE, OTHER_HALF));
    watch.arranging.separate(FIRST);
    const separated = [
      [1, OTHER_HALF],
      [2, SECOND],
      [3, FIRST],
    ];
    expect(layoutOf(watch.slots())).toEqual(separated);
    expect(watch.slots()[0]?.device).toMatchObject({ ecid: PHONE.ecid });
    expect(layoutOf(aBench([], layout).watch.slots())).toEqual(separated);
  });

  it('is made one again by hand', () => {
    const { watch } = aBench([], createMemory({ slots }));
    watch.arranging.separate(FIRST);
    watch.arranging.number(OTHER_HALF, 1);
    expect(layoutOf(watch.slots())[0]).toEqual([1, OTHER_HALF, FIRST]);
  });

  it('turns out to be two sockets when another device is in each', async () => {
    const { bus, clock, watch, signals } = aBench([], createMemory({ slots }));
    bus.plug(inNormalMode(PHONE, FIRST));
    bus.plug(inKis(OTHER_HALF));
    await clock.advance(LATER);
    expect(signals).toEqual([
      `appeared ${FIRST} ecid:${PHONE.ecid}`,
      `appeared ${OTHER_HALF} port:${OTHER_HALF}`,
    ]);
    expect(watch.slots()).toMatchObject([
      { number: 1, ports: [FIRST], device: { ecid: PHONE.ecid } },
      { number: 2, ports: [SECOND] },
      { number: 3, ports: [OTHER_HALF], device: { mode: 'kis' } },
    ]);
  });

  it('lends its device on the second port to what leaves recovery', async () => {
    const told: unknown[] = [];
    const bench = aBench([], createMemory({ slots }), {
      exitRecovery: (...meant) => {
        told.push(meant);
        return Promise.resolve({ ok: true, value: undefined });
      },
    });
    expect(await bench.watch.exitRecovery?.(FIRST)).toEqual({ ok: false, error: 'gone' });
    bench.bus.plug(inRecovery(PHONE, OTHER_HALF));
    await bench.watch.exitRecovery?.(FIRST);
    expect(told).toEqual([[OTHER_HALF, PHONE.ecid]]);
  });
});

describe('a slot that is forgotten', () => {
  it('is gone, and comes back as new', async () => {
    const { bus, clock, watch } = aBench();
    for (const port of HUB) bus.plug(inKis(port));
    watch.arranging.name(FIRST, 'Window');
    bus.unplug(FIRST);
    await clock.advance(LATER);
    expect(watch.arranging.forget(FIRST)).toMatchObject({ ok: true });
    expect(layoutOf(watch.slots())).toEqual([
      [2, SECOND],
      [3, THIRD],
    ]);
    bus.plug(inKis(FIRST));
    expect(watch.slots()[0]).toMatchObject({ number: 1, name: '', port: FIRST });
  });

  it('is not one with a device in it, or with one whose reset is open', async () => {
    const { bus, clock, watch } = aBench();
    bus.plug(inNormalMode(PHONE, FIRST));
    const refused = { ok: false, error: 'slotOccupied' };
    expect(watch.arranging.forget(FIRST)).toEqual(refused);
    watch.allowPairing(FIRST, 'afterReturn');
    bus.unplug(FIRST);
    await clock.advance(LATER);
    expect(watch.arranging.forget(FIRST)).toEqual(refused);
  });

  it('still lets its device be recognised', async () => {
    const { bus, clock, watch, signals } = aBench();
    bus.plug(inNormalMode(PHONE, FIRST));
    bus.unplug(FIRST);
    await clock.advance(LATER);
    watch.arranging.forget(FIRST);
    bus.plug(inNormalMode(PHONE, SECOND));
    expect(signals.at(-1)).toBe(`returned ${SECOND} ecid:${PHONE.ecid}`);
  });
});
