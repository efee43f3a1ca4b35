import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deviceFamilySchema } from '../../../src/core/facts/device-facts.ts';
import { jobKindSchema, jobStateSchema } from '../../../src/core/jobs/job.ts';
import type { RunwayInput } from '../../../src/core/runway/input.ts';
import { readRunway } from '../../../src/core/runway/read-runway.ts';
import { runwaySchema } from '../../../src/core/runway/runway.ts';
import { CAUSE_CODES } from '../../../src/core/setup/checks.ts';
import { DAY } from '../../../src/core/time.ts';
import {
  aFact,
  anInput,
  aProfile,
  aService,
  aToken,
  BENCH,
  CLOUD,
  CONNECTED,
  FOREIGN,
  OLD,
  withPolicy,
} from './builders.ts';

const moment = fc.option(fc.integer({ min: 0, max: CLOUD + 400 * DAY }));
const line = fc.record({
  count: fc.integer({ min: 0, max: 5_000 }),
  family: fc.constantFrom(...deviceFamilySchema.options),
  organizationId: fc.constantFrom('contoso', 'sold', null),
  serviceId: fc.constantFrom('S-INTUNE', 'S-OLD', 'S-LAB', 'S-AC', null, undefined),
  tokenId: fc.constantFrom('T', 'other', null),
  profileId: fc.constantFrom('p-phone', 'p-other', null),
  enrolledProfile: fc.constantFrom('Standard iPhone', 'Other', null),
  isEnrolled: fc.boolean(),
});
const handled = fc
  .tuple(line, fc.boolean(), fc.boolean(), fc.boolean())
  .map(([traits, wasReset, isHere, isLate]) => ({ ...traits, wasReset, isHere, isLate }));
const job = fc.record({
  kind: fc.constantFrom(...jobKindSchema.options),
  state: fc.constantFrom(...jobStateSchema.options),
  open: fc.nat(50),
  left: fc.nat(50),
  target: fc.constantFrom('Intune Europe', null),
  queuedAt: fc.nat(BENCH),
  nextAt: fc.option(fc.constant(BENCH + DAY), { nil: undefined }),
  waiting: fc.constantFrom('quota', 'approval', 'syncSpacing', undefined),
  deadlineAt: fc.option(fc.integer({ min: 0, max: BENCH + 90 * DAY }), { nil: undefined }),
});
const signIn = fc.constantFrom('good' as const, 'never' as const, ...CAUSE_CODES);
const known = <T>(value: fc.Arbitrary<T>) =>
  fc.option(
    value.map((each) => aFact(each)),
    { nil: undefined },
  );
const service = fc
  .tuple(fc.constantFrom(aService(), OLD, FOREIGN, aService({ id: 'S-AC' })), moment, fc.string())
  .map(([base, lastConnectedAt, status]) => ({ ...base, lastConnectedAt, status }));
const token = fc
  .tuple(fc.constantFrom('T', 'other'), moment, moment, fc.integer())
  .map(([id, expiresAt, lastSyncTriggeredAt, lastSyncErrorCode]) =>
    aToken({ id, expiresAt, lastSyncTriggeredAt, lastSyncErrorCode }),
  );
const connections = fc.constantFrom(
  CONNECTED,
  withPolicy({ targets: [] }),
  withPolicy({ formerServiceIds: [] }),
  { ...CONNECTED, organizations: [] },
  { ...CONNECTED, tenant: null },
);

const input: fc.Arbitrary<RunwayInput> = fc
  .record({
    connections,
    tenant: fc.record({
      services: known(fc.array(service)),
      tokens: known(fc.array(token)),
      pushCertificate: known(fc.record({ expiresAt: moment })),
      profiles: known(fc.array(fc.constantFrom(aProfile(), aProfile({ id: 'p-other' })))),
    }),
    tally: fc.array(line),
    handled: fc.array(handled),
    jobs: fc.array(job),
    signIn: fc.record({ apple: fc.record({ contoso: signIn }), microsoft: signIn }),
    isListed: fc.boolean(),
  })
  .map((change) => anInput(change as Partial<RunwayInput>));

describe('the runway of any tenant', () => {
  it('holds to its schema and never fails', () => {
    fc.assert(fc.property(input, (any) => void runwaySchema.parse(readRunway(any))));
  });

  it('has counts that add up', () => {
    fc.assert(
      fc.property(input, (any) => {
        const { steps } = readRunway(any);
        expect(new Set(steps.map(({ total }) => total)).size).toBe(1);
        for (const { done, total } of steps) expect(done).toBeLessThanOrEqual(total);
        const after = steps.slice(1);
        for (const [index, step] of after.entries()) {
          expect(step.done).toBeLessThanOrEqual(after[index - 1]?.done ?? Infinity);
        }
      }),
    );
  });

  it('never calls a step done that is blocked, under way, unlisted or incomplete', () => {
    fc.assert(
      fc.property(input, (any) => {
        const done = readRunway(any).steps.filter(({ state }) => state === 'done');
        for (const { step, findings, total, ...counted } of done) {
          expect(findings.filter(({ level }) => level === 'blocks')).toEqual([]);
          if (step === 'onboard') continue;
          expect(counted).toMatchObject({ done: total, underWay: 0 });
          expect(total > 0 && any.isListed).toBe(true);
        }
      }),
    );
  });

  it('says of every blocked step what blocks it, there or at the first', () => {
    fc.assert(
      fc.property(input, (any) => {
        const { steps } = readRunway(any);
        const isBlocked = (findings: (typeof steps)[number]['findings']) =>
          findings.some(({ level }) => level === 'blocks');
        const isHeld = isBlocked(steps[0]?.findings ?? []);
        const blocked = steps.filter(({ state }) => state === 'blocked');
        expect(blocked.every(({ findings }) => isHeld || isBlocked(findings))).toBe(true);
      }),
    );
  });

  it('counts the same however the tally is split', () => {
    fc.assert(
      fc.property(input, (any) => {
        const split = any.tally.flatMap((one) => [
          { ...one, count: Math.floor(one.count / 2) },
          { ...one, count: Math.ceil(one.count / 2) },
        ]);
        expect(readRunway({ ...any, tally: split })).toEqual(readRunway(any));
      }),
    );
  });
});
