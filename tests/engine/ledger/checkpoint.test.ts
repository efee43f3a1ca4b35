import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createSigner, isSignedBy } from '../../../src/engine/ledger/checkpoint.ts';
import { aFolder, aLedger, append, valueOf } from './a-ledger.ts';

const CLAIM = { length: 7, bench: 'bench-1', head: 'f'.repeat(64), at: 1 };

describe('a checkpoint', () => {
  it('proves its length, head, bench and time', () => {
    const signed = createSigner(undefined).sign(CLAIM);
    expect(isSignedBy(signed)).toBe(true);
    for (const change of [{ length: 8 }, { head: '' }, { bench: 'b' }, { at: 2 }]) {
      expect(isSignedBy({ ...signed, ...change })).toBe(false);
    }
  });

  it('is not proven by a key or a signature that is none', () => {
    const signed = createSigner(undefined).sign(CLAIM);
    expect(isSignedBy({ ...signed, publicKey: 'no key' })).toBe(false);
    expect(isSignedBy({ ...signed, signature: '' })).toBe(false);
  });
});

describe('the signing key', () => {
  it('that is handed in signs in every run', () => {
    const folder = aFolder();
    const signingKey = aKey('ed25519');
    const keys = [1, 2].map(() => {
      const ledger = aLedger({ folder, signingKey });
      append(ledger);
      const checkpoint = valueOf(ledger.checkpoint());
      ledger.close();
      return checkpoint?.publicKey;
    });
    expect(keys[0]).toBe(keys[1]);
  });

  it('is made for this run when none was given', () => {
    expect(createSigner(undefined).isLasting).toBe(false);
    expect(createSigner(aKey('ed25519')).isLasting).toBe(true);
  });

  it('that is damaged, or of another kind, does not stop the bench', () => {
    for (const signingKey of ['-----BEGIN PRIVATE KEY-----\nAAAA', '', aKey('x25519')]) {
      expect(aLedger({ signingKey }).signer.isLasting).toBe(false);
    }
  });

  it('never stands in a message or on disk', () => {
    const signingKey = aKey('ed25519');
    const ledger = aLedger({ signingKey });
    append(ledger);
    const rows = JSON.stringify([valueOf(ledger.checkpoint()), ledger.signer, ledger.verify()]);
    expect(rows).not.toContain(signingKey.split('\n')[1]);
  });
});

function aKey(type: 'ed25519' | 'x25519'): string {
  const { privateKey } =
    type === 'ed25519' ? generateKeyPairSync(type) : generateKeyPairSync('x25519');
  return privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
}

describe('verifying', () => {
  it('counts the checkpoints that a bench with a lasting key did not sign with it', () => {
    const folder = aFolder();
    const stranger = aLedger({ folder });
    append(stranger);
    expect(stranger.verify().foreignKeys).toBeUndefined();
    stranger.close();
    const ledger = aLedger({ folder, signingKey: aKey('ed25519') });
    append(ledger);
    valueOf(ledger.checkpoint());
    expect(ledger.verify()).toMatchObject({ checkpoints: 2, foreignKeys: 1 });
  });
});
