import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DeviceFamily } from '../../../src/core/facts/device-facts.ts';
import {
  evidenceOf,
  noReset,
  stepReset,
  type ResetSignal,
} from '../../../src/core/reset/machine.ts';

const STEPS = ['none', 'expected', 'started', 'gone', 'back', 'recorded'];
const LEVELS = [undefined, 'attested', 'observed', 'dated'];

const at = fc.nat(1_000);
const signal: fc.Arbitrary<ResetSignal> = fc.oneof(
  fc.record({
    kind: fc.constantFrom(
      'expected' as const,
      'started' as const,
      'attested' as const,
      'recorded' as const,
    ),
    at,
  }),
  fc.record({
    kind: fc.constant('left' as const),
    at,
    wasInSetupAssistant: fc.option(fc.boolean(), { nil: undefined }),
  }),
  fc.record({
    kind: fc.constant('returned' as const),
    at,
    isInSetupAssistant: fc.boolean(),
    erasedAt: fc.option(at, { nil: undefined }),
  }),
);
const signals = fc.array(signal, { maxLength: 20 });
const family = fc.constantFrom<DeviceFamily>(
  'iPhone',
  'iPad',
  'unknown',
  'Mac',
  'AppleTV',
  'Vision',
);

function run(of: DeviceFamily, all: readonly ResetSignal[]) {
  return all.reduce((state, each) => stepReset(state, each), noReset(of));
}

function strength(of: DeviceFamily, all: readonly ResetSignal[]): number {
  return LEVELS.indexOf(evidenceOf(run(of, all)));
}

/** The strongest evidence that signals of these kinds could give to anybody, whatever their order. */
function ceiling(of: DeviceFamily, all: readonly ResetSignal[]): number {
  const isWatchable = !['Mac', 'AppleTV', 'Vision'].includes(of);
  const returned = all.flatMap((each) => (each.kind === 'returned' && isWatchable ? each : []));
  if (!all.some(({ kind }) => kind === 'started' || kind === 'expected')) return 0;
  if (returned.some(({ erasedAt }) => erasedAt !== undefined)) return 3;
  const hasLeft = all.some((each) => each.kind === 'left' && each.wasInSetupAssistant === false);
  if (hasLeft && returned.some(({ isInSetupAssistant }) => isInSetupAssistant)) return 2;
  return all.some(({ kind }) => kind === 'attested') ? 1 : 0;
}

describe('the reset machine', () => {
  it('has an answer to every signal in every state', () => {
    fc.assert(
      fc.property(family, signals, (of, all) => {
        expect(STEPS).toContain(run(of, all).step);
      }),
      { numRuns: 1_000 },
    );
  });

  it('never proves more than the signals allow', () => {
    fc.assert(
      fc.property(family, signals, (of, all) => {
        expect(strength(of, all)).toBeLessThanOrEqual(ceiling(of, all));
      }),
      { numRuns: 3_000 },
    );
  });

  it('never loses evidence but by a new start', () => {
    fc.assert(
      fc.property(family, signals, signal, (of, all, next) => {
        if (next.kind === 'started') return;
        expect(strength(of, [...all, next])).toBeGreaterThanOrEqual(strength(of, all));
      }),
      { numRuns: 1_000 },
    );
  });

  it('has evidence whenever it is recorded', () => {
    fc.assert(
      fc.property(family, signals, (of, all) => {
        const state = run(of, all);
        if (state.step === 'recorded') expect(evidenceOf(state)).toBeDefined();
      }),
      { numRuns: 1_000 },
    );
  });
});
