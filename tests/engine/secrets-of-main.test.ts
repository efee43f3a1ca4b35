import { describe, expect, it } from 'vitest';
import type { FromEngine } from '../../src/contract/host.ts';
import { createSecretsOfMain } from '../../src/engine/secrets-of-main.ts';

describe('secrets that main keeps', () => {
  it('come with the answer to their own question', async () => {
    const asked: FromEngine[] = [];
    const secrets = createSecretsOfMain((question) => asked.push(question));
    const both = [secrets.read('one'), secrets.read('two')];
    secrets.answered({ kind: 'secret', id: 2, value: 'second' });
    secrets.answered({ kind: 'secret', id: 1 });
    expect(await Promise.all(both)).toEqual([undefined, 'second']);
    expect(asked).toMatchObject([{ name: 'one' }, { name: 'two' }]);
  });

  it('are written when main has said so', async () => {
    const asked: FromEngine[] = [];
    const secrets = createSecretsOfMain((question) => asked.push(question));
    const written = secrets.write('key', 'value');
    secrets.answered({ kind: 'secret', id: 1 });
    await expect(written).resolves.toBeUndefined();
    expect(asked).toEqual([{ kind: 'writeSecret', id: 1, name: 'key', value: 'value' }]);
  });

  it('are not taken for kept or read when main says that they were refused', async () => {
    const secrets = createSecretsOfMain(() => undefined);
    const both = [secrets.write('key', 'canary'), secrets.read('key')];
    const told = Promise.all(both.map((each) => each.then(String, String)));
    secrets.answered({ kind: 'secret', id: 1, isRefused: true });
    secrets.answered({ kind: 'secret', id: 2, isRefused: true });
    expect(await told).toEqual([
      'Error: the secret key cannot be kept',
      'Error: the secret key cannot be read',
    ]);
  });

  it('are not taken for removed when main says that it was refused', async () => {
    const secrets = createSecretsOfMain(() => undefined);
    const removed = secrets.remove('key');
    secrets.answered({ kind: 'secret', id: 1, isRefused: true });
    await expect(removed).rejects.toThrow('the secret key cannot be removed');
  });
});
