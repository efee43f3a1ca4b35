import { describe, expect, it } from 'vitest';
import type { DeviceFamily } from '../../../src/core/facts/device-facts.ts';
import { resetSignSchema, type ResetSign } from '../../../src/core/reset/evidence.ts';
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

/** A return that shows these, and nothing else of a reset. */
function showing(...signs: ResetSign[]): Told {
  return { kind: 'returned', signs };
}

const ALL_SIGNS = resetSignSchema.options;
const forgetful = showing('pairedSilently', 'unactivated');

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

describe('the signs that a device shows when it comes back', () => {
  it.each<[string, Told[], string?]>([
    ['silent pairing, unactivated', [left, forgetful], 'dated'],
    ['silent pairing, no set-up', [left, showing('pairedSilently', 'setupStateAbsent')], 'dated'],
    ['all there are', [left, showing(...ALL_SIGNS)], 'dated'],
    ['silent pairing, no companion', [left, showing('pairedSilently')], 'observed'],
    [
      'silent pairing and what is no companion',
      [left, showing('pairedSilently', 'cloudConfigurationOpen', 'trustLost')],
      'observed',
    ],
    ['the companions alone', [left, showing('unactivated', 'setupStateAbsent')], 'observed'],
    ['a lost trust', [left, showing('trustLost')], 'observed'],
    ['none', [left, showing()]],
  ])('after it was set up: %s', (_title, signals, evidence) => {
    expect(after([started, ...signals])).toEqual(['back', evidence]);
  });

  it.each<[string, Told, string?]>([
    ['silent pairing, unactivated', forgetful, 'observed'],
    ['silent pairing, no set-up', showing('pairedSilently', 'setupStateAbsent'), 'observed'],
    ['silent pairing alone', showing('pairedSilently')],
    ['all but silent pairing', showing(...ALL_SIGNS.filter((sign) => sign !== 'pairedSilently'))],
    ['a lost trust', showing('trustLost')],
  ])('when nobody knew how it left: %s', (_title, returned, evidence) => {
    expect(after([started, leftFromRecovery, returned])).toEqual(['back', evidence]);
  });

  it.each<[string, Told[]]>([
    ['as it is', [leftFromHello, showing(...ALL_SIGNS)]],
    ['by way of recovery', [leftFromHello, rebooted, leftFromRecovery, showing(...ALL_SIGNS)]],
  ])('prove nothing when it left from Setup Assistant, %s', (_title, signals) => {
    expect(after([started, ...signals])).toEqual(['back', undefined]);
  });

  it('prove nothing when it never left', () => {
    expect(after([started, forgetful])).toEqual(['started', undefined]);
    expect(after([started, attested, forgetful])).toEqual(['back', 'attested']);
  });

  it('prove nothing when nobody began', () => {
    expect(after([left, forgetful])).toEqual(['none', undefined]);
  });

  it('count in the same way when the device knows itself to be in Setup Assistant', () => {
    const atHelloShowing = (...signs: ResetSign[]): Told => ({ ...atHello, signs });
    const paired = atHelloShowing('pairedSilently', 'unactivated');
    expect(after([started, left, paired])).toEqual(['back', 'dated']);
    expect(after([started, left, atHelloShowing('unactivated')])).toEqual(['back', 'observed']);
    expect(after([started, leftFromHello, paired])).toEqual(['back', undefined]);
  });
});

describe('signs that it showed before it left', () => {
  const leftShowing = (...signs: ResetSign[]): Told => ({ ...left, signs });

  it('prove nothing: a reboot changes none of them', () => {
    const showed = leftShowing('trustLost', 'setupStateAbsent');
    const returned = showing('trustLost', 'setupStateAbsent');
    expect(after([started, showed, returned])).toEqual(['back', undefined]);
    const twice = [showed, rebooted, leftFromRecovery, returned];
    expect(after([started, ...twice])).toEqual(['back', undefined]);
  });

  it('leave the others as strong as they are', () => {
    const showed = leftShowing('trustLost');
    expect(after([started, showed, showing('trustLost', 'unactivated')])[1]).toBe('observed');
    const forgot = showing('trustLost', 'pairedSilently', 'unactivated');
    expect(after([started, showed, forgot])).toEqual(['back', 'dated']);
  });

  it('are forgotten with their round', () => {
    const round = [started, leftShowing('trustLost'), rebooted, started];
    expect(after([...round, left, showing('trustLost')])).toEqual(['back', 'observed']);
  });
});

describe('signs that are shown again', () => {
  const [weak, other] = [showing('trustLost'), showing('unactivated', 'setupStateAbsent')];

  it('stay as weak as they were', () => {
    expect(after([started, left, weak, weak, other, weak])).toEqual(['back', 'observed']);
    expect(after([started, leftFromRecovery, weak, weak, other])).toEqual(['back', undefined]);
    const again = [leftFromRecovery, forgetful, leftFromRecovery, forgetful];
    expect(after([started, ...again])).toEqual(['back', 'observed']);
  });

  it('are not put together from several returns', () => {
    const parts = [showing('pairedSilently'), showing('unactivated')];
    expect(after([started, left, ...parts])).toEqual(['back', 'observed']);
    expect(after([started, leftFromRecovery, ...parts])).toEqual(['back', undefined]);
  });

  it('lose nothing of what was proven', () => {
    expect(after([started, left, forgetful, left, rebooted])).toEqual(['back', 'dated']);
  });

  it('count for more once it was seen set up within the round', () => {
    const mended = [leftFromRecovery, rebooted, left, forgetful];
    expect(after([started, ...mended])).toEqual(['back', 'dated']);
  });

  it('say nothing in a round that they do not belong to', () => {
    const first = [started, left, forgetful, recorded];
    expect(after([...first, started, forgetful])).toEqual(['started', undefined]);
    expect(after([...first, started, leftFromHello, forgetful])).toEqual(['back', undefined]);
  });
});

describe('a device that says that it is set up', () => {
  it('shows no sign of the contrary, whatever else it shows', () => {
    const all = resetSignSchema.options;
    const setUp: Told = { kind: 'returned', isInSetupAssistant: false, signs: all };
    expect(after([started, left, setUp])).toEqual(['back', undefined]);
  });
});

describe('a stamp from the future', () => {
  it('does not come to count by time passing', () => {
    const early = stamped(30 * MINUTE, false);
    const later = Array.from({ length: 40 }, () => early);
    expect(after([started, left, ...later])).toEqual(['back', undefined]);
  });

  it('does not keep the right one from counting', () => {
    const shown = [stamped(30 * MINUTE, false), stamped(30 * SECOND, false)];
    expect(after([started, left, ...shown])).toEqual(['back', 'dated']);
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
    const signals = [expected, started, left, atHello, forgetful, stamped(SECOND)];
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
