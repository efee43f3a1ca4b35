import { describe, expect, it } from 'vitest';
import { fromEngineSchema } from '../../src/contract/host.ts';
import { shellCalls } from '../../src/contract/shell.ts';
import { isDraft, SECRET } from '../../src/core/connections.ts';
import { secretName } from '../../src/main/secret-name.ts';

const { input } = shellCalls['shell.chooseSecretFile'];

describe('the name under which a chosen file is kept', () => {
  it('is one of three, and that of what signs in is a draft', () => {
    expect(secretName({ kind: 'tokenFile' })).toBe(SECRET.tokenFile);
    const certificate = secretName({ kind: 'microsoftCertificate' });
    expect(certificate).toBe(SECRET.microsoftCredentialDraft('certificate'));
    expect(isDraft(certificate ?? '')).toBe(true);
    expect(isDraft(SECRET.microsoftCredential)).toBe(false);
    const name = secretName({ kind: 'appleKey', organizationId: 'hq' });
    expect(name).toBe(SECRET.appleKeyDraft('hq'));
    expect(isDraft(name ?? '')).toBe(true);
  });

  it('is none for a key of nobody', () => {
    expect(secretName({ kind: 'appleKey' })).toBeNull();
  });

  it('leads no id to the key of an organization that is kept, or to another secret', () => {
    for (const organizationId of [':hq', '../apple-key:hq', SECRET.microsoftCache]) {
      const name = secretName({ kind: 'appleKey', organizationId }) ?? '';
      expect(isDraft(name)).toBe(true);
    }
    expect(isDraft(SECRET.appleKey('draft:hq'))).toBe(false);
  });

  it('is asked for with an id that an organization can have, and that the engine can ask for', () => {
    const choice = (length: number) => ({ kind: 'appleKey', organizationId: 'x'.repeat(length) });
    expect([0, 151].map((length) => input.safeParse(choice(length)).success)).toEqual([
      false,
      false,
    ]);
    const name = secretName(input.parse(choice(150)));
    expect(fromEngineSchema.safeParse({ kind: 'readSecret', id: 1, name }).success).toBe(true);
  });
});
