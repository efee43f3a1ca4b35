import { describe, expect, it } from 'vitest';
import type { Profile, Service, TenantFacts, Token } from '../../../src/core/facts/tenant-facts.ts';
import { DAY } from '../../../src/core/time.ts';
import type { Target } from '../../../src/core/verdict/policy.ts';
import { testTarget } from '../../../src/engine/connections/test-target.ts';

const NOW = { bench: 1_800_000_000_000, cloud: 1_800_000_007_000 };

const target: Target = {
  id: 'offices',
  name: 'Offices',
  organizationId: 'o',
  serviceId: 's',
  tokenId: 't',
  families: ['iPhone'],
  allowedProfileIds: { iPhone: ['p'] },
};
const service: Service = { id: 's', organizationId: 'o', name: 'Intune', type: 'MDM' };
const token: Token = {
  id: 't',
  name: 'Offices',
  expiresAt: NOW.cloud + 200 * DAY,
  lastSyncTriggeredAt: null,
  recentSyncs: [NOW.cloud - DAY],
  lastSyncErrorCode: 0,
};
const profile: Profile = {
  id: 'p',
  tokenId: 't',
  name: 'Offices iPhone',
  platform: 'ios',
  awaitsConfiguration: true,
  isRemovalDisabled: true,
  requiresUser: true,
};

interface Known {
  readonly services?: readonly Service[];
  readonly tokens?: readonly Token[];
  readonly profiles?: readonly Profile[];
}

function factsOf(known: Known): Omit<TenantFacts, 'isOnline'> {
  const fact = <T>(value: readonly T[] | undefined) =>
    value && { value: [...value], source: 'intuneList' as const, observedAt: NOW.bench };
  const services = fact(known.services);
  const tokens = fact(known.tokens);
  const profiles = fact(known.profiles);
  return {
    ...(services && { services }),
    ...(tokens && { tokens }),
    ...(profiles && { profiles }),
  };
}

function report(known: Known = {}, change: Partial<Target> = {}) {
  const all = { services: [service], tokens: [token], profiles: [profile], ...known };
  const tenantFacts = factsOf(all);
  const { checks } = testTarget({ target: { ...target, ...change }, tenantFacts, now: NOW });
  return Object.fromEntries(
    checks.map(({ code, outcome, causes }) => [code, [outcome, ...causes.map((one) => one.code)]]),
  );
}

describe('the test of a target', () => {
  it('holds when service, token and profiles fit together', () => {
    expect(report()).toEqual({
      targetService: ['holds'],
      token: ['holds'],
      tokenSync: ['holds'],
      targetProfiles: ['holds'],
    });
  });

  it('skips what was never read', () => {
    const { checks } = testTarget({ target, tenantFacts: {}, now: NOW });
    expect(new Set(checks.map(({ outcome }) => outcome))).toEqual(new Set(['skipped']));
  });

  it.each([
    ['gone', { id: 'other' }, ['fails', 'serviceMissing']],
    ['switched off', { status: 'INACTIVE' }, ['fails', 'serviceInactive']],
    ['silent', { lastConnectedAt: NOW.cloud - 3 * DAY }, ['warns', 'serviceNotConnectedLately']],
    ['without a single contact', { lastConnectedAt: null }, ['warns', 'serviceNotConnectedLately']],
    ['in touch', { status: 'ACTIVE', lastConnectedAt: NOW.cloud - DAY }, ['holds']],
  ])('sees a service that is %s', (_, change, expected) => {
    expect(report({ services: [{ ...service, ...change }] })['targetService']).toEqual(expected);
  });

  it('sees a token that is gone or over', () => {
    expect(report({ tokens: [] })['token']).toEqual(['fails', 'noToken']);
    const over = { ...token, expiresAt: NOW.cloud };
    expect(report({ tokens: [over] })['token']).toEqual(['fails', 'tokenExpired']);
  });

  it.each([
    ['of another token', { tokenId: 'u' }, ['fails', 'profileOtherToken']],
    ['for another platform', { platform: 'macos' }, ['fails', 'profileOtherPlatform']],
    ['of a kind that does not say for what', { platform: 'unknown' }, ['holds']],
    ['that does not await', { awaitsConfiguration: false }, ['warns', 'profileNotAwaiting']],
    ['that can be removed', { isRemovalDisabled: false }, ['warns', 'profileRemovable']],
    ['for Shared iPads', { isShared: true }, ['warns', 'profileShared']],
    ['without a user', { requiresUser: false }, ['warns', 'profileWithoutUser']],
    ['that says nothing of itself', { awaitsConfiguration: null, requiresUser: null }, ['holds']],
  ] as const)('sees a profile %s', (_, change, expected) => {
    expect(report({ profiles: [{ ...profile, ...change }] })['targetProfiles']).toEqual(expected);
  });

  it('misses a profile that is gone, and one for a family that has none', () => {
    expect(report({ profiles: [] })['targetProfiles']).toEqual(['fails', 'profileMissing']);
    const two = report({}, { families: ['iPhone', 'Mac'] })['targetProfiles'];
    expect(two).toEqual(['fails', 'profileMissing']);
  });

  it('speaks once of a profile that two families share', () => {
    const removable = { ...profile, isRemovalDisabled: false };
    const allowedProfileIds = { iPhone: ['p'], iPad: ['p'] };
    const found = report({ profiles: [removable] }, { allowedProfileIds })['targetProfiles'];
    expect(found).toEqual(['warns', 'profileRemovable']);
  });
});
