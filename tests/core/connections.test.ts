import { describe, expect, it } from 'vitest';
import { connectionsCalls } from '../../src/contract/connections.ts';
import { fromEngineSchema } from '../../src/contract/host.ts';
import {
  cloudAddress,
  connectionsSchema,
  organizationSchema,
  SECRET,
} from '../../src/core/connections.ts';
import { readSettings } from '../../src/core/settings/settings-file.ts';
import { connections } from '../../src/sandbox/campaign/organization.ts';

const [organization] = connections.organizations;
if (!organization) throw new Error('the sandbox has an organization');

/** The longest id that is taken. */
function longestId(): string {
  let id = 'x';
  while (organizationSchema.safeParse({ ...organization, id: `${id}x` }).success) {
    id = `${id}x`;
    if (id.length > 1_000) break;
  }
  return id;
}

describe('an organization', () => {
  it('has an id whose key can be asked for', () => {
    for (const name of [SECRET.appleKey(longestId()), SECRET.appleKeyDraft(longestId())]) {
      expect(fromEngineSchema.safeParse({ kind: 'readSecret', id: 1, name }).success).toBe(true);
    }
  });

  it('shares its id, and with it key and quota, with no other', () => {
    const other = { ...organization, clientId: 'another' };
    const both = { ...connections, organizations: [organization, other] };
    expect(connectionsSchema.safeParse(both).success).toBe(false);
  });

  it('with an id that is too long is refused in a settings file by where it stands', () => {
    const entry = { ...organization, id: 'x'.repeat(1_000), privateKeyFile: 'key.pem' };
    const read = readSettings(JSON.stringify({ organizations: [entry] }));
    expect(read).toMatchObject({ error: { problems: [{ path: 'organizations[0].id' }] } });
  });
});

describe('an address for tokens', () => {
  it.each([
    'http://api-business.apple.com',
    'http://localhost.example.com',
    'http://127.0.0.1.example.com',
    'http://127.0.0.1:80@example.com/',
    'https://user:word@api-business.apple.com',
    'https://api-business.apple.com@example.com',
    'ftp://127.0.0.1/',
    'javascript:alert(1)',
    'file:///etc/passwd',
  ])('is not %s', (address) => {
    expect(cloudAddress.safeParse(address).success).toBe(false);
  });
});

describe('what the window may want to be kept', () => {
  it('is no file without end', () => {
    const formerServiceIds = Array.from({ length: 100_000 }, (_, index) => `service ${index}`);
    const { input } = connectionsCalls['connections.keepPolicy'];
    expect(input.safeParse({ ...connections.policy, formerServiceIds }).success).toBe(false);
    expect(input.safeParse(connections.policy).success).toBe(true);
    const tenant = { ...connections.tenant, clientId: 'x'.repeat(2_000_000) };
    expect(connectionsCalls['connections.keepTenant'].input.safeParse(tenant).success).toBe(false);
  });
});
