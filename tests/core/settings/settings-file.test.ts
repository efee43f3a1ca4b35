import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { PROBLEM_CODES } from '../../../src/core/settings/problems.ts';
import { readSettings } from '../../../src/core/settings/settings-file.ts';
import { CATALOGUES } from '../../../src/core/words/words.ts';

const GUID = '1c0a7e52-3b19-4d6f-8e05-c9a1f4d28b70';
const organization = {
  id: 'hq',
  kind: 'business',
  clientId: 'BUSINESSAPI.1',
  keyId: 'key',
  privateKeyFile: 'apple.pem',
};
const tenant = { tenantId: 'tenant-1', clientId: 'client-1' };
const target = {
  organizationId: 'hq',
  serviceId: 'service',
  tokenId: 'token',
  allowedProfileIds: [GUID],
};
const read = (settings: unknown) => readSettings(JSON.stringify(settings));
const valueOf = (settings: unknown) => {
  const result = read(settings);
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
};
const problemsOf = (settings: unknown) => {
  const result = read(settings);
  return result.ok ? [] : result.error.problems.map(({ path, code }) => `${path}: ${code}`);
};

describe('a settings file', () => {
  it('is read as the guide shows it', () => {
    const guide = readFileSync('docs/guide/settings-file.md', 'utf8');
    const result = readSettings(/```json\n([\s\S]*?)```/.exec(guide)?.[1] ?? '');
    if (!result.ok) throw new Error(JSON.stringify(result.error));
    const { connections, files } = result.value;
    expect(connections.organizations.map(({ name }) => name)).toEqual(['Example Group', 'academy']);
    expect(connections.policy.targets).toHaveLength(2);
    expect(files.map(({ secret, file }) => [secret, file])).toEqual([
      ['apple-key:hq', 'apple-hq.pem'],
      ['apple-key:academy', 'apple-academy.pem'],
    ]);
  });

  it.each([
    ['business', 'https://api-business.apple.com'],
    ['school', 'https://api-school.apple.com'],
  ])('has the address of Apple by the kind: %s', (kind, apiBaseUrl) => {
    const { connections } = valueOf({ organizations: [{ ...organization, kind }] });
    expect(connections.organizations).toMatchObject([
      { apiBaseUrl, tokenUrl: 'https://account.apple.com/auth/oauth2/v2/token', name: 'hq' },
    ]);
  });

  it.each([
    ['global', 'https://graph.microsoft.com', 'https://login.microsoftonline.com/tenant-1'],
    ['usGovL4', 'https://graph.microsoft.us', 'https://login.microsoftonline.us/tenant-1'],
    ['usGovDoD', 'https://dod-graph.microsoft.us', 'https://login.microsoftonline.us/tenant-1'],
    ['china', 'https://microsoftgraph.chinacloudapi.cn', 'https://login.chinacloudapi.cn/tenant-1'],
  ])('has the addresses of Microsoft by the cloud: %s', (cloud, graphBaseUrl, authority) => {
    const { connections } = valueOf({ organizations: [], tenant: { ...tenant, cloud } });
    expect(connections.tenant).toMatchObject({ graphBaseUrl, authority });
  });

  it.each([
    [undefined, { kind: 'delegated', flow: 'deviceCode' }],
    ['delegated', { kind: 'delegated', flow: 'deviceCode' }],
    ['deviceCode', { kind: 'delegated', flow: 'deviceCode' }],
    ['browser', { kind: 'delegated', flow: 'browser' }],
    ['token', { kind: 'givenToken' }],
    [
      { kind: 'application', certificateFile: 'app.pem' },
      { kind: 'application', credential: 'certificate' },
    ],
    [
      { kind: 'application', secretFile: 'secret.txt' },
      { kind: 'application', credential: 'secret' },
    ],
  ])('says who signs in: %j', (auth, expected) => {
    const { connections } = valueOf({ organizations: [], tenant: { ...tenant, auth } });
    expect(connections.tenant?.auth).toEqual(expected);
  });

  it('names the file of an application’s credential', () => {
    const auth = { kind: 'application', secretFile: 'secret.txt' };
    expect(valueOf({ organizations: [], tenant: { ...tenant, auth } }).files).toEqual([
      {
        holds: 'secret',
        secret: 'microsoft-credential',
        file: 'secret.txt',
        path: 'tenant.auth.secretFile',
      },
    ]);
  });

  it('needs no application when a token is given', () => {
    const settings = { organizations: [], tenant: { tenantId: 'tenant-1', auth: 'token' } };
    expect(valueOf(settings).connections.tenant?.tenantId).toBe('tenant-1');
  });

  it('takes a profile in both shapes, for one family or for all', () => {
    const long = `6B2F0D9E-41c7-4a53-9d0e-7c15a8e3f201_${GUID.toUpperCase()}`;
    const targets = [
      { ...target, id: 'one', allowedProfileIds: { iPad: [long] } },
      { ...target, id: 'all', allowedProfileIds: [long] },
    ];
    const { policy } = valueOf({ organizations: [organization], targets }).connections;
    expect(policy.targets[0]?.allowedProfileIds).toEqual({ iPad: [GUID] });
    expect(policy.targets[1]?.allowedProfileIds).toMatchObject({ iPhone: [GUID], Mac: [GUID] });
  });

  it('gives a target an id that does not depend on its place', () => {
    const { policy } = valueOf({ organizations: [organization], targets: [target] }).connections;
    expect(policy.targets).toMatchObject([{ id: 'hq:service:token', name: 'hq' }]);
  });

  it('keeps the defaults of the policy that it says nothing about', () => {
    const settings = { organizations: [], policy: { freshness: { lock: 1_000 } } };
    const { policy } = valueOf(settings).connections;
    expect(policy.freshness).toMatchObject({ lock: 1_000, enrollment: 600_000 });
    expect(policy.migrationCheck).toBe(true);
  });
});

describe('a settings file is refused', () => {
  it('when it is no JSON', () => {
    expect(readSettings('{,}')).toMatchObject({
      error: { problems: [{ path: '', code: 'notJson' }] },
    });
  });

  it('for each key that nobody knows, by its name', () => {
    const settings = {
      organizations: [{ ...organization, privateKey: 'canary' }],
      tenant: { ...tenant, clientSecret: 'canary' },
      targets: [{ ...target, allowedProfileIds: { iPod: [GUID] } }],
      policy: { targets: [], freshness: { locks: 1 }, groups: { Berlin: { target: 'x' } } },
      secrets: 'canary',
    };
    expect(problemsOf(settings).toSorted()).toEqual([
      'organizations[0].privateKey: unknownKey',
      'policy.freshness.locks: unknownKey',
      'policy.groups.Berlin.target: unknownKey',
      'policy.targets: unknownKey',
      'secrets: unknownKey',
      'targets[0].allowedProfileIds.iPod: unknownKey',
      'tenant.clientSecret: unknownKey',
    ]);
  });

  it.each([
    ['missing', { ...organization, keyId: undefined }, 'organizations[0].keyId'],
    ['wrongType', { ...organization, keyId: 5 }, 'organizations[0].keyId'],
    ['empty', { ...organization, keyId: ' ' }, 'organizations[0].keyId'],
    ['notOneOf', { ...organization, kind: 'home' }, 'organizations[0].kind'],
    ['notAnAddress', { ...organization, tokenUrl: 'http://a.test' }, 'organizations[0].tokenUrl'],
    ['notAnAddress', { ...organization, tokenUrl: 'word' }, 'organizations[0].tokenUrl'],
  ])('for a value: %s', (code, entry, path) => {
    expect(problemsOf({ organizations: [entry] })).toEqual([`${path}: ${code}`]);
  });

  it.each([
    ['notOneOf', 'somebody'],
    ['wrongType', 5],
    ['oneFile', { kind: 'application' }],
    ['oneFile', { kind: 'application', certificateFile: 'a', secretFile: 'b' }],
    ['noFile', { kind: 'browser', secretFile: 'b' }],
  ])('for who signs in: %s', (code, auth) => {
    const settings = { organizations: [], tenant: { ...tenant, auth } };
    expect(problemsOf(settings)).toEqual([`tenant.auth: ${code}`]);
  });

  it('for a profile that cannot be one, and a duration that is none', () => {
    const settings = {
      organizations: [organization],
      targets: [{ ...target, allowedProfileIds: ['Kiosk'] }],
      policy: { profileSettle: -1 },
    };
    expect(problemsOf(settings)).toEqual([
      'targets[0].allowedProfileIds[0]: notAProfileId',
      'policy.profileSettle: outOfRange',
    ]);
  });

  it('for facts that would decide days later, and a profile that would settle at once', () => {
    const settings = {
      organizations: [organization],
      policy: { profileSettle: 1, freshness: { lock: 400 * 24 * 3_600_000 } },
    };
    expect(problemsOf(settings)).toEqual([
      'policy.profileSettle: outOfRange',
      'policy.freshness.lock: outOfRange',
    ]);
  });

  it('for ids that occur twice or that nothing has', () => {
    const settings = {
      organizations: [organization, organization],
      targets: [target, target, { ...target, id: 'three', organizationId: 'nobody' }],
      policy: { groups: { Berlin: { targetId: 'none' } } },
    };
    expect(problemsOf(settings)).toEqual([
      'organizations[1].id: duplicate',
      'targets[1].id: duplicate',
      'targets[2].organizationId: unknownId',
      'policy.groups.Berlin.targetId: unknownId',
    ]);
  });

  it('with the ids that there are, each once and no more than a few', () => {
    const knownTo = (organizations: readonly unknown[]) => {
      const result = read({ organizations, targets: [{ ...target, organizationId: 'nobody' }] });
      const problems = result.ok ? [] : result.error.problems;
      return problems.find(({ code }) => code === 'unknownId')?.params['known'];
    };
    expect(knownTo([organization, organization])).toBe('hq');
    const many = Array.from({ length: 9 }, (_, index) => ({ ...organization, id: `o${index}` }));
    expect(knownTo(many)).toBe('o0, o1, o2, o3, o4, o5, o6, o7, …');
  });

  it('for all of it at once, with the files that it names', () => {
    const result = read({
      organizations: [{ ...organization, kind: 'home' }],
      targets: [{ ...target, organizationId: 'nobody', serviceId: 5 }],
    });
    const refused = result.ok ? undefined : result.error;
    expect(refused?.problems.map(({ path, code }) => `${path}: ${code}`)).toEqual([
      'organizations[0].kind: notOneOf',
      'targets[0].serviceId: wrongType',
      'targets[0].organizationId: unknownId',
    ]);
    expect(refused?.files.map(({ file, path }) => [file, path])).toEqual([
      ['apple.pem', 'organizations[0].privateKeyFile'],
    ]);
  });

  it('not for an id that may be meant while another is missing', () => {
    const settings = { organizations: [{ ...organization, id: undefined }], targets: [target] };
    expect(problemsOf(settings)).toEqual(['organizations[0].id: missing']);
  });

  it('for a person who signs in without an application', () => {
    const settings = { organizations: [], tenant: { tenantId: 'tenant-1' } };
    expect(problemsOf(settings)).toEqual(['tenant.clientId: missing']);
  });

  it('without repeating any value of it', () => {
    const canary = '-----BEGIN PRIVATE KEY-----canary';
    const broken = Object.fromEntries(Object.keys(organization).map((key) => [key, [canary]]));
    const settings = {
      organizations: [{ ...organization, kind: canary }, broken],
      tenant: { ...tenant, cloud: canary, auth: canary, authority: canary },
      targets: [{ ...target, families: [canary], allowedProfileIds: [canary] }],
    };
    const refused = read(settings);
    expect(refused.ok).toBe(false);
    expect(JSON.stringify(refused)).not.toContain('canary');
  });

  it('without repeating a key that stands in the place of an id', () => {
    const key = `-----BEGIN PRIVATE KEY-----${'canary'.repeat(40)}`;
    const refused = read({ organizations: [{ ...organization, id: key }], targets: [target] });
    expect(refused).toMatchObject({ ok: false });
    expect(JSON.stringify(refused)).not.toContain('canary');
  });
});

it('every problem has its sentence in every language', () => {
  for (const { cli } of Object.values(CATALOGUES)) {
    expect(Object.keys(cli.settings.problem).toSorted()).toEqual([...PROBLEM_CODES].toSorted());
  }
});
