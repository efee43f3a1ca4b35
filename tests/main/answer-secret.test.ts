import { describe, expect, it } from 'vitest';
import type { SecretStore } from '../../src/core/ports.ts';
import { answerSecret } from '../../src/main/answer-secret.ts';

const full: SecretStore = {
  read: () => Promise.reject(new Error('canary')),
  write: () => Promise.reject(Object.assign(new Error('canary'), { code: 'ENOSPC' })),
  remove: () => Promise.reject(Object.assign(new Error('canary'), { code: 'EROFS' })),
};

describe('a question of the engine for a secret', () => {
  it('is answered with the value, or without one', async () => {
    const store: SecretStore = {
      read: (name) => Promise.resolve(name === 'known' ? 'value' : undefined),
      write: () => Promise.resolve(),
      remove: () => Promise.resolve(),
    };
    const read = (name: string) => answerSecret(store, { kind: 'readSecret', id: 1, name });
    expect(await read('known')).toEqual({ kind: 'secret', id: 1, value: 'value' });
    expect(await read('other')).toEqual({ kind: 'secret', id: 1 });
  });

  it('is answered with a refusal when the disk does not keep it', async () => {
    const question = { kind: 'writeSecret', id: 2, name: 'key', value: 'canary' } as const;
    expect(await answerSecret(full, question)).toEqual({ kind: 'secret', id: 2, isRefused: true });
  });

  it('is answered with a refusal when the disk does not forget it', async () => {
    const question = { kind: 'removeSecret', id: 4, name: 'key' } as const;
    expect(await answerSecret(full, question)).toEqual({ kind: 'secret', id: 4, isRefused: true });
  });

  it('is answered with a refusal when the key store cannot be read', async () => {
    const question = { kind: 'readSecret', id: 3, name: 'key' } as const;
    expect(await answerSecret(full, question)).toEqual({ kind: 'secret', id: 3, isRefused: true });
  });
});
