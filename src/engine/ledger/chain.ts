import { hash } from 'node:crypto';
import canonicalize from 'canonicalize';

/** The previous hash of a bench's first event. */
export const GENESIS = '0'.repeat(64);

/** A checkpoint is due at every multiple of this, in the same transaction as that event. */
export const CHECKPOINT_EVERY = 100;

/** What an event's hash covers: all of it, and the hash of the event before. */
interface ChainLink {
  readonly id: string;
  readonly bench: string;
  readonly sequence: number;
  readonly operator: string;
  readonly at: number;
  readonly caseId: string | null;
  readonly serial: string | null;
  readonly type: string;
  readonly data: unknown;
  readonly previousHash: string;
}

/** One row of `events` as it stands on disk; `data` is JSON text. */
export interface EventRow extends ChainLink {
  readonly data: string;
  readonly hash: string;
}

/** SHA-256 over the RFC 8785 canonical form, in lower-case hex. */
export function hashLink(link: ChainLink, data = canonicalText(link.data)): string {
  return hash('sha256', linkText(link, data), 'hex');
}

/** RFC 8785 text of a JSON value. */
export function canonicalText(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError('only JSON values have a canonical form');
  return text;
}

/**
 * RFC 8785 sorts the members by name, and a link's names are fixed: written down in that order they need no
 * second walk over the data, which counts at every scan.
 */
function linkText(link: ChainLink, data: string): string {
  const { at, bench, caseId, id, operator, previousHash, sequence, serial, type } = link;
  const before = `"at":${at},"bench":${quote(bench)},"caseId":${quote(caseId)}`;
  const middle = `"id":${quote(id)},"operator":${quote(operator)},"previousHash":"${previousHash}"`;
  const after = `"sequence":${sequence},"serial":${quote(serial)},"type":${quote(type)}`;
  return `{${before},"data":${data},${middle},${after}}`;
}

function quote(text: string | null): string {
  return JSON.stringify(text);
}
