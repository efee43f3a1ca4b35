import { describe, expect, it } from 'vitest';
import type { SecretStore } from '../../../src/core/ports.ts';
import { ledgerSigningKey } from '../../../src/engine/ledger/signing-key.ts';
import { createMemorySecrets } from '../../../src/engine/memory-secrets.ts';

const refuses = () => Promise.reject(new Error('canary'));

function asked(secrets: SecretStore) {
  const lines: string[] = [];
  return ledgerSigningKey(secrets, (line) => lines.push(line)).then((key) => ({ key, lines }));
}

describe('the signing key of the ledger', () => {
  it('is made once and found again', async () => {
    const secrets = createMemorySecrets();
    const first = await asked(secrets);
    expect(first.key).toContain('PRIVATE KEY');
    expect(await asked(secrets)).toEqual(first);
  });

  it('that the store does not keep is none: this run signs with a key of its own', async () => {
    const { key, lines } = await asked({ ...createMemorySecrets(), write: refuses });
    expect(key).toBeUndefined();
    expect(lines).toEqual([expect.stringContaining('a key of this run')]);
    expect(lines.join()).not.toContain('canary');
  });

  it('that the store does not keep is none for an engine that is started again in the same run', async () => {
    const held = createMemorySecrets();
    const write: SecretStore['write'] = async (name, value) => {
      await held.write(name, value);
      throw new Error('canary');
    };
    await asked({ ...held, write });
    expect((await asked({ ...held, write })).key).toBeUndefined();
    const { key } = await asked(held);
    expect((await asked(held)).key).toBe(key);
  });

  it('that cannot be read now is not replaced by another', async () => {
    const secrets = createMemorySecrets();
    const { key } = await asked(secrets);
    expect((await asked({ ...secrets, read: refuses })).key).toBeUndefined();
    expect((await asked(secrets)).key).toBe(key);
  });
});
