import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DeviceFamily } from '../../../src/core/facts/device-facts.ts';
import {
  evidenceLevelSchema,
  resetSignSchema,
  type ResetSign,
} from '../../../src/core/reset/evidence.ts';
import {
  evidenceOf,
  noReset,
  stepReset,
  type ResetSignal,
} from '../../../src/core/reset/machine.ts';

const STEPS = ['none', 'expected', 'started', 'gone', 'back', 'recorded'];
const LEVELS = [undefined, 'attested', 'observed', 'dated'];

const at = fc.nat(1_000);
const signs = fc.option(fc.subarray(resetSignSchema.options), { nil: undefined });
const returned = fc.record({
  kind: fc.constant('returned' as const),
  at,
  isInSetupAssistant: fc.option(fc.boolean(), { nil: undefined }),
  signs,
  erasedAt: fc.option(at, { nil: undefined }),
});
const left = fc.record({
  kind: fc.constant('left' as const),
  at,
  wasInSetupAssistant: fc.option(fc.boolean(), { nil: undefined }),
  signs,
});
const said = (...kinds: readonly ('expected' | 'started' | 'attested' | 'dropped')[]) =>
  fc.record({ kind: fc.constantFrom(...kinds), at });
const signal: fc.Arbitrary<ResetSignal> = fc.oneof(
  said('expected', 'started', 'attested', 'dropped'),
  fc.record({
    kind: fc.constant('recorded' as const),
    at,
    level: fc.option(fc.constantFrom(...evidenceLevelSchema.options), { nil: undefined }),
  }),
  left,
  returned,
);
/** Half of them go through a reset first: by chance alone few would come to any evidence. */
const signals = fc
  .tuple(
    fc.oneof(fc.constant([]), fc.tuple(said('expected', 'started'), left, returned)),
    fc.array(signal, { maxLength: 20 }),
  )
  .map(([first, more]): ResetSignal[] => [...first, ...more]);
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
  const returns = all.flatMap((each) => (each.kind === 'returned' && isWatchable ? each : []));
  if (!all.some(({ kind }) => kind === 'started' || kind === 'expected')) return 0;
  if (returns.some(({ erasedAt }) => erasedAt !== undefined)) return 3;
  const wasForgetful = returns.some(isForgetful);
  const wasSetUp = all.some((each) => each.kind === 'left' && each.wasInSetupAssistant === false);
  if (wasSetUp && wasForgetful) return 3;
  const wasUnknown = all.some(
    (each) => each.kind === 'left' && each.wasInSetupAssistant === undefined,
  );
  if (wasSetUp && returns.some(showsSomething)) return 2;
  if (wasUnknown && wasForgetful) return 2;
  return all.some(({ kind }) => kind === 'attested') ? 1 : 0;
}

interface Shown {
  readonly isInSetupAssistant?: boolean | undefined;
  readonly signs?: readonly ResetSign[] | undefined;
}

function showsSomething({ isInSetupAssistant, signs: shown = [] }: Shown): boolean {
  return isInSetupAssistant ?? shown.length > 0;
}

function isForgetful({ isInSetupAssistant, signs: shown = [] }: Shown): boolean {
  if (isInSetupAssistant === false) return false;
  const companions: readonly ResetSign[] = ['unactivated', 'setupStateAbsent'];
  return shown.includes('pairedSilently') && companions.some((each) => shown.includes(each));
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

  it('proves no more when the same return is told again', () => {
    fc.assert(
      fc.property(family, signals, returned, (of, all, again) => {
        expect(strength(of, [...all, again, again])).toBe(strength(of, [...all, again]));
      }),
      { numRuns: 1_000 },
    );
  });

  it('takes no sign for a proof of a device that left from Setup Assistant only', () => {
    const fromHello = signals.map((all) =>
      all.flatMap((each): ResetSignal[] => {
        if (each.kind === 'left') return [{ ...each, wasInSetupAssistant: true }];
        return each.kind === 'returned' ? [{ ...each, erasedAt: undefined }] : [each];
      }),
    );
    fc.assert(
      fc.property(family, fromHello, (of, all) => {
        expect(strength(of, all)).toBeLessThanOrEqual(LEVELS.indexOf('attested'));
      }),
      { numRuns: 1_000 },
    );
  });

  it('never loses evidence but by a new start, or when it was heard of another device', () => {
    fc.assert(
      fc.property(family, signals, signal, (of, all, next) => {
        if (next.kind === 'started' || next.kind === 'dropped') return;
        expect(strength(of, [...all, next])).toBeGreaterThanOrEqual(strength(of, all));
      }),
      { numRuns: 1_000 },
    );
  });

  it('is recorded by its evidence, or by a record that says what it rests on', () => {
    fc.assert(
      fc.property(family, signals, (of, all) => {
        const state = run(of, all);
        const isOnRecord = all.some((each) => each.kind === 'recorded' && each.level !== 'ordered');
        if (state.step === 'recorded' && !isOnRecord) expect(evidenceOf(state)).toBeDefined();
      }),
      { numRuns: 1_000 },
    );
  });
});
