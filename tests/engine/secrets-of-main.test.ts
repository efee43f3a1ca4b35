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
});
