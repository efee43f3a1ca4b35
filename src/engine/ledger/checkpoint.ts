import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  sign,
  verify,
  type KeyObject,
} from 'node:crypto';
import type { Instant } from '../../core/time.ts';
import { canonicalText } from './chain.ts';

/** One row of `checkpoints`: `bench` had written `length` events, the last with the hash `head`. */
export interface Checkpoint {
  readonly length: number;
  readonly bench: string;
  readonly head: string;
  readonly at: Instant;
  /** Ed25519 over the RFC 8785 form of the four fields above, base64. */
  readonly signature: string;
  /** SPKI DER, base64. */
  readonly publicKey: string;
}
type CheckpointClaim = Omit<Checkpoint, 'signature' | 'publicKey'>;

export interface Signer {
  readonly publicKey: string;
  /** False when no usable key was handed in and one was made for this run only. */
  readonly isLasting: boolean;
  sign(claim: CheckpointClaim): Checkpoint;
}

/**
 * Signs with the given Ed25519 key (PKCS#8 PEM). A key that is missing or unreadable never stops a bench: a new
 * one is made for this run, and `isLasting` says so.
 */
export function createSigner(pkcs8Pem: string | undefined): Signer {
  const given = pkcs8Pem === undefined ? undefined : readPrivateKey(pkcs8Pem);
  const privateKey = given ?? generateKeyPairSync('ed25519').privateKey;
  const publicKey = createPublicKey(privateKey)
    .export({ type: 'spki', format: 'der' })
    .toString('base64');
  return {
    publicKey,
    isLasting: given !== undefined,
    sign: (claim) => {
      const signature = sign(null, signedBytes(claim), privateKey).toString('base64');
      return { ...claim, signature, publicKey };
    },
  };
}

/** Does the signature belong to these fields and to the key that the checkpoint names? */
export function isSignedBy(checkpoint: Checkpoint): boolean {
  try {
    const key = createPublicKey({
      key: Buffer.from(checkpoint.publicKey, 'base64'),
      format: 'der',
      type: 'spki',
    });
    const signature = Buffer.from(checkpoint.signature, 'base64');
    return verify(null, signedBytes(checkpoint), key, signature);
  } catch {
    return false;
  }
}

function readPrivateKey(pem: string): KeyObject | undefined {
  try {
    const key = createPrivateKey(pem);
    return key.asymmetricKeyType === 'ed25519' ? key : undefined;
  } catch {
    return undefined;
  }
}

function signedBytes({ length, bench, head, at }: CheckpointClaim): Buffer {
  return Buffer.from(canonicalText({ length, bench, head, at }));
}
