import { describe, expect, it } from 'vitest';
import { readRunway } from '../../../src/core/runway/read-runway.ts';
import { STEPS } from '../../../src/core/runway/runway.ts';
import { HOUR, MINUTE } from '../../../src/core/time.ts';
import {
  aFact,
  aHandled,
  aJob,
  aLine,
  anInput,
  aProfile,
  aService,
  aToken,
  AT,
  BENCH,
  CLOUD,
  CONNECTED,
  OLD,
  stepIn,
  times,
  withPolicy,
  withTarget,
  withTenant,
  withTokens,
} from './builders.ts';

const states = (input: ReturnType<typeof anInput>) =>
  readRunway(input).steps.map(({ state }) => state);
const counts = (input: ReturnType<typeof anInput>) =>
  readRunway(input).steps.map(({ done, total }) => [done, total]);

describe('the counts', () => {
  const one = (line: (typeof AT)[keyof typeof AT]) => times(1, line);

  it('count a device at each step that it is through', () => {
    const tally = [
      times(16, AT.former),
      times(8, AT.reassigned),
      times(4, AT.synchronised),
      times(2, AT.withProfile),
      one(AT.enrolled),
    ];
    expect(counts(anInput({ tally }))).toEqual([
      [31, 31],
      [15, 31],
      [7, 31],
      [3, 31],
      [1, 31],
      [1, 31],
    ]);
  });

  it('take devices on no service and on Configurator’s as to be moved', () => {
    const services = aFact([aService(), OLD, aService({ id: 'S-AC', type: 'APPLE_CONFIGURATOR' })]);
    const tally = [aLine({ serviceId: null }), aLine({ serviceId: 'S-AC' })];
    const input = { ...withTenant({ services }), tally };
    expect(stepIn(input, 'reassign')).toMatchObject({ done: 0, total: 2, findings: [] });
  });

  it.each([
    ['on a foreign service', aLine({ serviceId: 'S-LAB' })],
    ['in no organization', aLine({ organizationId: null, serviceId: undefined })],
    ['in an organization that is no longer connected', aLine({ organizationId: 'sold' })],
    ['of a kind that cannot move', aLine({ family: 'Watch' })],
  ])('leave out what is %s', (_about, line) => {
    expect(stepIn(anInput({ tally: [line] }), 'reassign').total).toBe(0);
  });

  it('leave out what no target takes', () => {
    const [target] = CONNECTED.policy.targets;
    const connections = withPolicy({
      targets: target ? [{ ...target, families: ['iPhone'] }] : [],
    });
    const tally = [aLine({ family: 'Mac' }), aLine()];
    expect(stepIn(anInput({ connections, tally }), 'reassign').total).toBe(1);
  });

  it('do not take an identity under another token for the target’s', () => {
    const tally = [{ ...AT.withProfile, tokenId: 'other' }];
    expect(stepIn(anInput({ tally }), 'synchronise').done).toBe(0);
  });

  it('take an enrollment for the right one only by a profile that is allowed', () => {
    const tally = [
      { ...AT.enrolled, enrolledProfile: 'Old profile' },
      { ...AT.enrolled, enrolledProfile: null },
    ];
    expect(stepIn(anInput({ tally }), 'reset').done).toBe(0);
  });

  it('count a proven reset that Intune does not show yet, and not one without a profile', () => {
    const handled = [aHandled(AT.withProfile), aHandled(AT.former), aHandled(AT.enrolled)];
    const tally = [times(3, AT.withProfile), AT.enrolled, AT.former];
    expect(stepIn(anInput({ tally, handled }), 'reset').done).toBe(2);
  });

  it('count an enrolled device as distributed only when it has left the bench', () => {
    const tally = [times(3, AT.enrolled)];
    const handled = [aHandled(AT.enrolled)];
    expect(stepIn(anInput({ tally, handled }), 'distribute')).toMatchObject({ done: 2, total: 3 });
  });

  it('count a hand-over after a proven reset before Intune shows it', () => {
    const tally = [times(3, AT.withProfile)];
    const gone = { isHere: false };
    const handled = [
      aHandled(AT.withProfile, gone),
      aHandled(AT.withProfile, { ...gone, wasReset: false }),
    ];
    expect(stepIn(anInput({ tally, handled }), 'distribute').done).toBe(1);
  });

  it('never let a later step show more than an earlier one', () => {
    const handled = Array.from({ length: 5 }, () => aHandled(AT.withProfile, { isHere: false }));
    const [, , , profile, reset, distribute] = readRunway(
      anInput({ tally: [times(2, AT.withProfile)], handled }),
    ).steps;
    expect([profile?.done, reset?.done, distribute?.done]).toEqual([2, 2, 2]);
  });

  it('count open work by devices, and none that has ended', () => {
    const jobs = [
      aJob({ open: 3 }),
      aJob({ kind: 'migrate', open: 2 }),
      aJob({ state: 'failed', open: 0, left: 4 }),
      aJob({ kind: 'sync', open: 7 }),
    ];
    const { steps } = readRunway(anInput({ jobs }));
    expect(steps.map(({ underWay }) => underWay)).toEqual([0, 5, 7, 0, 0, 0]);
  });
});

describe('the states', () => {
  it('are open where nothing is in the way', () => {
    expect(states(anInput())).toEqual(['done', 'open', 'open', 'open', 'open', 'open']);
  });

  it('are done when every device is through', () => {
    expect(states(anInput({ tally: [times(3, AT.enrolled)] }))).toEqual(STEPS.map(() => 'done'));
  });

  it('are under way while the clouds work', () => {
    expect(stepIn(anInput({ jobs: [aJob()] }), 'reassign').state).toBe('underWay');
  });

  it('hold every later step that is not through while the first is blocked', () => {
    const input = withTokens(aToken({ expiresAt: CLOUD }));
    expect(states({ ...input, tally: [AT.reassigned] })).toEqual([
      'blocked',
      'done',
      'blocked',
      'blocked',
      'blocked',
      'blocked',
    ]);
  });

  it('are not done on a fleet that was never listed to its end', () => {
    const input = anInput({ tally: [times(3, AT.enrolled)], isListed: false });
    expect(states(input)).toEqual(['done', ...STEPS.slice(1).map(() => 'unknown')]);
  });

  it.each(['services', 'tokens', 'pushCertificate', 'profiles'] as const)(
    'do not call the first step done while %s were never read',
    (kind) => {
      expect(stepIn(withTenant({ [kind]: undefined }), 'onboard').state).toBe('unknown');
    },
  );

  it('do not wait for restrictions, which a bench need not be allowed to read', () => {
    expect(stepIn(withTenant({ restrictions: undefined }), 'onboard').state).toBe('done');
  });

  it('do not call the first step done before Apple was asked', () => {
    const signIn = { apple: {}, microsoft: 'good' } as const;
    expect(stepIn(anInput({ signIn }), 'onboard').state).toBe('unknown');
  });

  it('wait for the services of this very organization', () => {
    const services = aFact([aService({ organizationId: 'other' })]);
    expect(stepIn(withTenant({ services }), 'onboard')).toMatchObject({
      state: 'unknown',
      findings: [],
    });
  });

  it('are unknown when nobody read where the rest goes', () => {
    const tally = [AT.reassigned, aLine({ serviceId: undefined })];
    const input = anInput({ tally });
    expect(stepIn(input, 'reassign')).toMatchObject({ state: 'unknown', done: 1, total: 2 });
  });

  it('know a device that only Intune has listed by its token', () => {
    const line = aLine({ organizationId: null, serviceId: undefined, tokenId: 'T' });
    expect(stepIn(anInput({ tally: [line] }), 'reassign')).toMatchObject({
      state: 'unknown',
      total: 1,
    });
  });

  it('are open, not done, in an organization without any device', () => {
    expect(stepIn(anInput({ tally: [] }), 'reassign')).toMatchObject({ state: 'open', total: 0 });
  });
});

describe('the targets', () => {
  it('show their dates on the bench’s clock', () => {
    const token = aToken({ expiresAt: CLOUD + HOUR, lastSyncTriggeredAt: CLOUD - 5 * MINUTE });
    const [line] = readRunway({ ...withTokens(token), tally: [times(4, AT.reassigned)] }).targets;
    expect(line).toEqual({
      targetId: 'target',
      name: 'Intune Europe',
      service: 'Intune',
      token: 'Intune token',
      tokenExpiresAt: BENCH + HOUR,
      lastSyncAt: BENCH - HOUR,
      nextSyncAt: BENCH + 10 * MINUTE,
      serviceConnectedAt: BENCH - HOUR,
      devices: 4,
    });
  });

  it('show ids and no dates for what was never read', () => {
    const [line] = readRunway(anInput({ tenant: {} })).targets;
    expect(line).toMatchObject({
      service: 'S-INTUNE',
      token: 'T',
      tokenExpiresAt: null,
      lastSyncAt: null,
      nextSyncAt: null,
      serviceConnectedAt: null,
    });
  });
});

describe('the age', () => {
  it('is that of the oldest of what was read', () => {
    const tokens = aFact([aToken()], 3 * HOUR);
    expect(readRunway(withTenant({ tokens })).readAt).toBe(BENCH - 3 * HOUR);
    expect(readRunway(anInput({ tenant: {} })).readAt).toBeNull();
  });
});

describe('a token without a default profile', () => {
  const tally = [AT.reassigned, { ...AT.reassigned, family: 'iPad' as const }];
  const lacking = (target: Parameters<typeof withTarget>[0]) => {
    const profiles = aFact([aProfile({ isDefault: false })]);
    const input = { ...withTenant({ profiles }), connections: withTarget(target), tally };
    return stepIn(input, 'onboard')
      .findings.filter(({ code }) => code === 'noDefaultProfile')
      .map(({ params }) => params['families']);
  };

  it('lacks it for the families that its target takes, whatever else stands on the service', () => {
    expect(lacking({ families: ['iPhone'] })).toEqual(['iPhone']);
    expect(lacking({ families: ['AppleTV'] })).toEqual([]);
  });

  it('lacks it for the families that are there, where its target takes all', () => {
    expect(lacking({})).toEqual(['iPhone, iPad']);
  });
});
