import { describe, expect, it } from 'vitest';
import { SECRET } from '../../../../src/core/connections.ts';
import { pairOf, readKey } from '../../../../src/engine/clouds/apple/kept-key.ts';
import { createMemorySecrets } from '../../../../src/engine/memory-secrets.ts';

const before = { id: 'school', keyId: 'before' };
const next = { id: 'school', keyId: 'next' };
const aStore = (kept: string) => createMemorySecrets({ [SECRET.appleKey('school')]: kept });

describe('the kept key of an organization', () => {
  it('is the one that stands alone, whatever its key ID', async () => {
    expect(await readKey(aStore('a key'), next)).toBe('a key');
  });

  it('is that of its own key ID while the keys of two are kept', async () => {
    const pairs = [pairOf(before, 'the old key'), pairOf(next, 'the new key')].flat();
    const store = aStore(JSON.stringify(pairs));
    expect(await readKey(store, before)).toBe('the old key');
    expect(await readKey(store, next)).toBe('the new key');
  });

  it('is none for a key ID whose key is not among those kept', async () => {
    const pairs = [pairOf(before, 'the old key'), pairOf(next, undefined)].flat();
    expect(await readKey(aStore(JSON.stringify(pairs)), next)).toBeUndefined();
  });

  it('is none where nothing is kept', async () => {
    expect(await readKey(createMemorySecrets(), next)).toBeUndefined();
  });
});
