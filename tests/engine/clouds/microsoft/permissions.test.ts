import { describe, expect, it } from 'vitest';
import type { Tenant } from '../../../../src/core/connections.ts';
import { TASKS, type Task } from '../../../../src/core/setup/permissions.ts';
import { policySchema } from '../../../../src/core/verdict/policy.ts';
import { createMicrosoftCloud } from '../../../../src/engine/clouds/microsoft/microsoft-cloud.ts';
import { consentUrl, permissionsOf } from '../../../../src/engine/clouds/microsoft/permissions.ts';
import { createLimiter } from '../../../../src/engine/clouds/quota/limiter.ts';
import { microsoftLimits } from '../../../../src/engine/clouds/quota/limits.ts';
import { causeOfFailure } from '../../../../src/engine/connections/cause-of-failure.ts';
import { TOKEN } from '../../../../src/sandbox/campaign/organization.ts';
import { issueMicrosoftBearer } from '../../../../src/sandbox/microsoft-cloud/microsoft-bearers.ts';
import { aTenant, failureOf, openCloudBench } from '../cloud-bench.ts';

const policy = policySchema.parse({});

describe('the permissions', () => {
  const needed = (...given: Parameters<typeof permissionsOf>) =>
    permissionsOf(...given).flatMap(({ task, isNeeded }) => (isNeeded ? task : []));

  it('of looking and moving are always needed, those of erasing only when it is switched on', () => {
    expect(needed([], policy)).toEqual(['watch', 'move']);
    expect(needed([], { ...policy, intuneWipe: true })).toEqual([
      'watch',
      'move',
      'approve',
      'erase',
    ]);
  });

  it('of approvals are needed once one was met', () => {
    expect(needed([], policy, true)).toEqual(['watch', 'move', 'approve']);
  });

  it('that are missing are named, and a larger one includes the smaller', () => {
    const [watch, move] = permissionsOf(['DeviceManagementServiceConfig.ReadWrite.All'], policy);
    expect(watch?.missing).toEqual(['DeviceManagementManagedDevices.Read.All']);
    expect(move?.missing).toEqual([]);
  });

  it('are asked of whoever may consent by an address of the tenant', () => {
    const url = new URL(consentUrl(aTenant()));
    expect(url.origin + url.pathname).toBe(
      'https://login.microsoftonline.com/tenant/v2.0/adminconsent',
    );
    expect(url.searchParams.get('scope')?.split(' ')).toEqual(
      [...TASKS.watch, ...TASKS.move].map((name) => `https://graph.microsoft.com/${name}`),
    );
  });

  it.each([
    ['global', 'https://graph.microsoft.com'],
    ['usGovL4', 'https://graph.microsoft.us'],
    ['usGovDoD', 'https://dod-graph.microsoft.us'],
    ['china', 'https://microsoftgraph.chinacloudapi.cn'],
  ] as const)('in the cloud %s are named after the Graph of that cloud', (cloud, graph) => {
    // Wherever the requests themselves go, such as to a proxy.
    const tenant = { ...aTenant('https://graph.example'), cloud };
    expect(scopeOf(tenant)?.split(' ')).toEqual(
      [...TASKS.watch, ...TASKS.move].map((name) => `${graph}/${name}`),
    );
    // Those of an application are the ones of its registration.
    const auth = { kind: 'application' as const, credential: 'secret' as const };
    expect(scopeOf({ ...tenant, auth })).toBe(`${graph}/.default`);
  });

  const scopeOf = (tenant: Tenant) => new URL(consentUrl(tenant)).searchParams.get('scope');
});

describe('a call without its permission', () => {
  function cloudWith(...tasks: readonly Task[]) {
    const { sandbox, clock } = openCloudBench();
    const scopes = tasks.flatMap((task): readonly string[] => TASKS[task]);
    const bearer = issueMicrosoftBearer(sandbox.world, 'delegated', scopes);
    return createMicrosoftCloud({
      tenant: aTenant(),
      fetch: sandbox.fetch,
      clock,
      limiter: createLimiter({ clock, rules: microsoftLimits('tenant') }),
      bearer: () => Promise.resolve(bearer),
    });
  }

  it('is refused, and Graph names what is missing', async () => {
    const failed = failureOf(await cloudWith('watch').sync(TOKEN.offices));
    expect(failed).toMatchObject({ kind: 'forbidden', code: 'Forbidden' });
    expect(causeOfFailure(failed, 'microsoft')).toEqual({
      code: 'permissionMissing',
      params: { scopes: 'DeviceManagementServiceConfig.ReadWrite.All' },
    });
  });

  it('is every one but those of its own tasks', async () => {
    const cloud = cloudWith('watch', 'move');
    expect((await cloud.listTokens()).ok).toBe(true);
    expect((await cloud.listEnrollments({})).ok).toBe(true);
    expect((await cloud.readPushCertificate()).ok).toBe(true);
    expect((await cloud.readRestrictions()).ok).toBe(true);
    expect((await cloud.sync(TOKEN.offices)).ok).toBe(true);
    expect(failureOf(await cloud.wipe('1')).kind).toBe('forbidden');
    expect(failureOf(await cloud.readApproval('1')).kind).toBe('forbidden');
  });
});
