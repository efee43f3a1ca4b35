import { describe, expect, it } from 'vitest';
import type { Card } from '../../../src/contract/desk.ts';
import type { Check } from '../../../src/core/setup/checks.ts';
import { SERVICE, TOKEN } from '../../../src/sandbox/campaign/organization.ts';
import { anEngine, stories } from '../desk/an-engine.ts';

function outcomes(checks: readonly Check[]): Record<string, string> {
  return Object.fromEntries(checks.map(({ code, outcome }) => [code, outcome]));
}

describe('the wizard in the sandbox', () => {
  it('shows the practice accounts without any of their secrets', async () => {
    const bench = await anEngine();
    const view = await bench.ask('connections.read', {});
    expect(view.keysOf).toEqual(['aldermoor']);
    expect(view.signIn.kind).toBe('signedIn');
    expect(JSON.stringify(view)).not.toMatch(/PRIVATE KEY|bearer/);
  });

  it('signs in at Apple with the practice key and reads what the bench will read', async () => {
    const bench = await anEngine();
    const report = await bench.ask('connections.testOrganization', { organizationId: 'aldermoor' });
    expect(outcomes(report.checks)).toMatchObject({
      appleKey: 'holds',
      appleSignIn: 'holds',
      appleServices: 'holds',
      appleDevices: 'holds',
    });
  });

  it('tests the tenant and every target', async () => {
    const bench = await anEngine();
    const tenant = await bench.ask('connections.testTenant', {});
    expect(tenant.checks.every(({ outcome }) => outcome === 'holds' || outcome === 'warns')).toBe(
      true,
    );
    const { connections } = await bench.ask('connections.read', {});
    for (const target of connections.policy.targets) {
      const report = await bench.ask('connections.testTarget', target);
      expect(report.checks.map(({ outcome }) => outcome)).not.toContain('fails');
    }
  });

  it('suggests the pairs that serials speak for', async () => {
    const bench = await anEngine();
    const { suggestions } = await bench.ask('connections.choices', {});
    const pairs = suggestions.map(({ serviceId, tokenId }) => [serviceId, tokenId]);
    expect(pairs.slice(0, 2)).toEqual(
      expect.arrayContaining([
        [SERVICE.offices, TOKEN.offices],
        [SERVICE.stores, TOKEN.stores],
      ]),
    );
  });

  it('a policy that is kept decides the next scan, and the next start', async () => {
    const bench = await anEngine();
    const { connections } = await bench.ask('connections.read', {});
    const serial = stories.formerService;
    const before = await bench.card(serial, ({ verdict }) => verdict.lane === 'fix');
    expect(before.verdict.reasons[0]?.code).toBe('onFormerService');
    await bench.ask('connections.keepPolicy', { ...connections.policy, formerServiceIds: [] });
    const after = await bench.ask('desk.card', { serial });
    expect(after.verdict.reasons[0]?.code).toBe('foreignService');
  });

  it('a card in sight is told anew as soon as the rules are others', async () => {
    const bench = await anEngine();
    const { connections } = await bench.ask('connections.read', {});
    const serial = stories.formerService;
    await bench.card(serial, ({ verdict }) => verdict.lane === 'fix');
    // From here on a look at the clock alone comes far too late.
    await bench.ask('sandbox.setSpeed', { speed: 1 });
    const told: string[] = [];
    bench.engine.subscribe((news, value) => {
      if (news === 'desk.cardChanged') told.push((value as Card).verdict.reasons[0]?.code ?? '');
    });
    await bench.ask('connections.keepPolicy', { ...connections.policy, formerServiceIds: [] });
    expect(told).toContain('foreignService');
  });

  it('a removed organization takes its targets along, and its devices are asked for nowhere', async () => {
    const bench = await anEngine();
    const view = await bench.ask('connections.removeOrganization', { organizationId: 'aldermoor' });
    expect(view.connections.policy.targets).toEqual([]);
    const card = await bench.ask('desk.card', { serial: stories.readyToReset });
    expect(card.verdict.lane).not.toBe('clear');
  });

  it('another tenant takes the targets along, so that no work of the old one goes on in it', async () => {
    const bench = await anEngine();
    const { connections } = await bench.ask('connections.read', {});
    const { tenant } = connections;
    if (!tenant) throw new Error('the sandbox has a tenant');
    const same = await bench.ask('connections.keepTenant', tenant);
    expect(same.connections.policy.targets).toEqual(connections.policy.targets);
    const other = await bench.ask('connections.keepTenant', { ...tenant, tenantId: 'another' });
    expect(other.connections.policy.targets).toEqual([]);
    expect(other.connections.policy.formerServiceIds).toEqual(connections.policy.formerServiceIds);
  });

  it('a removed tenant takes the targets along', async () => {
    const bench = await anEngine();
    const view = await bench.ask('connections.removeTenant', {});
    expect([view.connections.tenant, view.connections.policy.targets]).toEqual([null, []]);
  });

  it('a sign-out is told, and nothing is RESET NOW on a sign-in that is gone', async () => {
    const bench = await anEngine();
    const told: string[] = [];
    bench.engine.subscribe((news, value) => {
      if (news === 'connections.changed')
        told.push((value as { signIn: { kind: string } }).signIn.kind);
    });
    await bench.ask('connections.signOut', {});
    await bench.until(() => Promise.resolve(told.includes('signedOut')));
    const report = await bench.ask('connections.testTenant', {});
    expect(report.checks[0]).toMatchObject({ code: 'microsoftSignIn', outcome: 'fails' });
  });

  it('renews a token with the key of Intune and the answer of Apple', async () => {
    const bench = await anEngine();
    const { pem } = await bench.ask('connections.tokenKey', { tokenId: TOKEN.stores });
    expect(pem).toContain('BEGIN');
    const refused = await bench.reply('connections.uploadToken', {
      tokenId: TOKEN.stores,
      appleId: 'ade-stores@aldermoor.example',
      isRenewal: true,
    });
    expect(refused).toMatchObject({ ok: false, error: { code: 'secretMissing' } });
  });
});
