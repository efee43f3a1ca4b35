import { describe, expect, it } from 'vitest';
import type { DeviceFamily } from '../../../src/core/facts/device-facts.ts';
import {
  evidenceOf,
  noReset,
  stepReset,
  type ResetSignal,
} from '../../../src/core/reset/machine.ts';
import { HOUR, MINUTE, SECOND } from '../../../src/core/time.ts';

const NOON = 1_800_000_000_000;

type Told = ResetSignal extends infer Signal
  ? Signal extends ResetSignal
    ? Omit<Signal, 'at'>
    : never
  : never;

const expected: Told = { kind: 'expected' };
const started: Told = { kind: 'started' };
const attested: Told = { kind: 'attested' };
const recorded: Told = { kind: 'recorded' };
const left: Told = { kind: 'left', wasInSetupAssistant: false };
const leftFromRecovery: Told = { kind: 'left' };
const leftFromHello: Told = { kind: 'left', wasInSetupAssistant: true };
const rebooted: Told = { kind: 'returned', isInSetupAssistant: false };
const atHello: Told = { kind: 'returned', isInSetupAssistant: true };

/** A return with an erase stamp so long after noon; signals come a minute apart, the first at noon. */
function stamped(afterNoon: number, isInSetupAssistant = true): Told {
  return { kind: 'returned', isInSetupAssistant, erasedAt: NOON + afterNoon };
}

function after(signals: readonly Told[], family: DeviceFamily = 'iPhone') {
  const state = signals.reduce(
    (before, signal, index) => stepReset(before, { ...signal, at: NOON + index * MINUTE }),
    noReset(family),
  );
  return [state.step, evidenceOf(state)];
}

describe('a reset that is watched on USB', () => {
  it.each<[string, Told[], [string, string?]]>([
    ['nothing happened', [], ['none']],
    ['RESET NOW was shown', [expected], ['expected']],
    ['the operator began', [expected, started], ['started']],
    ['it left', [started, left], ['gone']],
    ['it came back at Hello', [started, left, atHello], ['back', 'observed']],
    ['it came back at Hello without a start', [expected, left, atHello], ['back', 'observed']],
    ['it came back with a stamp', [started, left, stamped(30 * SECOND)], ['back', 'dated']],
    ['the stamp needs no Hello', [started, left, stamped(30 * SECOND, false)], ['back', 'dated']],
    ['nobody saw it leave, but the stamp', [started, stamped(30 * SECOND)], ['back', 'dated']],
    ['a reboot looks alike', [started, left, rebooted], ['back']],
    ['a reboot, then the erase', [started, left, rebooted, left], ['gone']],
    ['Hello after a reboot', [started, left, rebooted, left, atHello], ['back', 'observed']],
    ['Hello shows only later', [started, left, rebooted, atHello], ['back', 'observed']],
    ['the stamp shows later', [started, left, atHello, stamped(SECOND)], ['back', 'dated']],
    ['evidence outlives a reboot', [started, left, atHello, left, rebooted], ['back', 'observed']],
    ['it is recorded', [started, left, atHello, recorded], ['recorded', 'observed']],
    ['it is attested while away', [started, left, attested], ['back', 'attested']],
    ['USB beats the word', [started, left, attested, atHello], ['back', 'observed']],
    ['the word adds nothing', [started, left, atHello, attested], ['back', 'observed']],
    ['unplugged before the start', [expected, left, started, atHello], ['back', 'observed']],
  ])('%s', (_title, signals, [step, evidence]) => {
    expect(after(signals)).toEqual([step, evidence]);
  });
});

describe('what proves nothing', () => {
  it.each<[string, Told[], [string, string?]]>([
    ['leaving and coming back at Hello, unexpected', [left, atHello], ['none']],
    ['a stamp of a reset that nobody began', [stamped(SECOND)], ['none']],
    ['the word for a reset that nobody began', [attested], ['none']],
    ['a record without evidence', [started, recorded], ['started']],
    ['a record of a reset that nobody began', [recorded], ['none']],
    ['Hello when it never left', [started, atHello], ['started']],
    ['Hello when it left from Hello', [started, leftFromHello, atHello], ['back']],
    [
      'Hello by way of recovery',
      [started, leftFromHello, rebooted, leftFromRecovery, atHello],
      ['back'],
    ],
    ['Hello when nobody knew how it left', [started, leftFromRecovery, atHello], ['back']],
    ['a stamp from before the start', [started, left, stamped(-HOUR)], ['back', 'observed']],
    ['a stamp from the future', [started, left, stamped(24 * HOUR)], ['back', 'observed']],
    ['an old stamp without Hello', [started, left, stamped(-HOUR, false)], ['back']],
    [
      'a signal after the record',
      [started, left, atHello, recorded, left],
      ['recorded', 'observed'],
    ],
  ])('%s', (_title, signals, [step, evidence]) => {
    expect(after(signals)).toEqual([step, evidence]);
  });
});

describe('a second round', () => {
  it('begins when the operator starts again after a record', () => {
    expect(after([started, left, atHello, recorded, started])).toEqual(['started', undefined]);
  });

  it('begins when the first came to nothing', () => {
    expect(after([started, left, rebooted, started, atHello])).toEqual(['started', undefined]);
  });

  it('does not begin while a proof waits to be recorded', () => {
    expect(after([started, left, atHello, started])).toEqual(['back', 'observed']);
  });

  it('does not take the stamp of the round before', () => {
    const first = [started, left, stamped(SECOND), recorded];
    expect(after([...first, started, left, stamped(SECOND, false)])).toEqual(['back', undefined]);
  });
});

describe.each<DeviceFamily>(['Mac', 'AppleTV', 'Vision'])('a %s', (family) => {
  it('is never proven by USB', () => {
    const signals = [expected, started, left, atHello, stamped(SECOND)];
    expect(after(signals, family)).toEqual(['started', undefined]);
  });

  it('can be attested and recorded', () => {
    expect(after([started, attested, recorded], family)).toEqual(['recorded', 'attested']);
  });
});

describe('an ordered reset', () => {
  it('is no signal of the machine: a record of it closes no round without evidence', () => {
    const signals = [
      { kind: 'expected', at: 1 },
      { kind: 'started', at: 2 },
      { kind: 'recorded', at: 3 },
    ] as const;
    const state = signals.reduce(stepReset, noReset('iPhone'));
    expect(state.step).toBe('started');
    expect(evidenceOf(state)).toBeUndefined();
  });
});
