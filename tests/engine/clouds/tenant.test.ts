import { describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE } from '../../../src/core/time.ts';
import { namedServices } from '../../../src/engine/clouds/service-detail.ts';
import { refreshServices, refreshTenant } from '../../../src/engine/clouds/tenant.ts';
import { SERVICE } from '../../../src/sandbox/campaign/organization.ts';
import { openCloudBench, runThrough } from './cloud-bench.ts';

function openDetails() {
  const bench = openCloudBench();
  const { apple, mirror, clock, policy, sent } = bench;
  const refresh = async () => {
    const wish = { serviceIds: namedServices(policy), now: clock.now() };
    await runThrough(clock, refreshServices(apple, mirror, {}, wish));
    return mirror.tenant().services?.value ?? [];
  };
  const asked = () => sent.filter((line) => /mdmServers\/\w+$/.test(line)).length;
  return { ...bench, refresh, asked };
}

describe('services in detail', () => {
  it('are read for those that the policy names, and told apart', async () => {
    const { refresh, asked } = openDetails();
    const services = await refresh();
    const [old, carrier, lab] = [SERVICE.oldMdm, SERVICE.carrier, SERVICE.lab].map((id) =>
      services.find((service) => service.id === id),
    );
    expect(old).toMatchObject({ defaultFamilies: ['IPAD'], mayDisown: true, status: 'ACTIVE' });
    expect(old?.deviceCount).toBeGreaterThan(100);
    expect(carrier).toMatchObject({ status: 'INACTIVE', defaultFamilies: [] });
    expect(lab?.status).toBeUndefined();
    expect(asked()).toBe(4);
  });

  it('are read again after they were read by a clock that was a day ahead', async () => {
    const { apple, mirror, policy, clock, refresh, asked } = openDetails();
    const wish = { serviceIds: namedServices(policy), now: clock.now() + DAY };
    await runThrough(clock, refreshServices(apple, mirror, {}, wish));
    expect(asked()).toBe(4);
    await refresh();
    expect(asked()).toBeGreaterThan(4);
  });

  it('are read at most once an hour, and kept meanwhile', async () => {
    const { refresh, asked, clock } = openDetails();
    await refresh();
    await clock.advance(30 * MINUTE);
    const services = await refresh();
    expect(asked()).toBe(4);
    expect(services.find(({ id }) => id === SERVICE.oldMdm)?.mayDisown).toBe(true);
    await clock.advance(HOUR);
    await refresh();
    expect(asked()).toBe(8);
  });

  it.each([403, 404])('that answer %i are left alone for a day', async (status) => {
    const { refresh, asked, clock, sandbox } = openDetails();
    const match = `mdmServers/${SERVICE.offices}?`;
    sandbox.world.faults.push({ match, kind: 'status', status, times: 1 });
    const services = await refresh();
    expect(services.find(({ id }) => id === SERVICE.offices)).toMatchObject({ type: 'MDM' });
    await clock.advance(2 * HOUR);
    await refresh();
    expect(asked()).toBe(4 + 3);
    await clock.advance(DAY);
    await refresh();
    expect(asked()).toBe(4 + 3 + 4);
  });

  it('without a network are asked for the next time', async () => {
    const { refresh, asked, sandbox } = openDetails();
    sandbox.world.faults.push({
      match: `mdmServers/${SERVICE.offices}?`,
      kind: 'network',
      times: 2,
    });
    await refresh();
    const before = asked();
    await refresh();
    expect(asked() - before).toBe(4);
  });
});

describe('the tenant', () => {
  it('is read with its restrictions', async () => {
    const { microsoft, mirror, clock } = openCloudBench();
    await runThrough(clock, refreshTenant(microsoft, mirror));
    expect(mirror.tenant().restrictions?.value.blockedPlatforms).toBeDefined();
  });

  it.each([
    ['deviceEnrollmentConfigurations', true],
    ['applePushNotificationCertificate', false],
  ])('loses nothing else when %s cannot be read', async (match, isFine) => {
    const { microsoft, mirror, clock, sandbox } = openCloudBench();
    sandbox.world.faults.push({ match, kind: 'status', status: 403, times: 9 });
    const result = await runThrough(clock, refreshTenant(microsoft, mirror));
    expect(result.ok).toBe(isFine);
    const { tokens, profiles } = mirror.tenant();
    expect([tokens?.value.length, profiles?.value.length]).toEqual([2, 8]);
  });

  it('remembers when each profile was first seen', async () => {
    const { microsoft, mirror, clock } = openCloudBench();
    const firstSeen = () => mirror.tenant().profiles?.value[0]?.firstSeenAt;
    await runThrough(clock, refreshTenant(microsoft, mirror));
    const first = firstSeen();
    await clock.advance(DAY);
    await runThrough(clock, refreshTenant(microsoft, mirror));
    expect(first).toBeGreaterThan(0);
    expect(firstSeen()).toBe(first);
    expect(clock.now() - (mirror.tenant().profiles?.observedAt ?? 0)).toBeLessThan(HOUR);
  });
});
