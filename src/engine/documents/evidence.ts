import { hash } from 'node:crypto';
import { strToU8, zipSync, type Zippable } from 'fflate';
import type { EvidenceRows } from '../ledger/place-reader.ts';
import { VERIFIER_PAGE } from './verifier-page.ts';

export type EvidenceFile = { readonly name: string } & (
  | { readonly text: string }
  | { readonly bytes: Uint8Array }
);

/** An evidence folder is made at one moment of the bench's clock. */
interface Made {
  readonly at: number;
  readonly bench: string;
  /** Pictures that the ledger names and the folder does not hold. */
  readonly photosLeftOut: number;
}

/**
 * A ZIP that anybody can check without us: the whole ledger as it stands on disk, its checkpoints, further files, a
 * list of all their hashes, and the page that verifies them. The ledger is whole because a chain with gaps proves
 * nothing; so it names every device of the bench.
 */
export function evidenceZip(
  { events, checkpoints }: EvidenceRows,
  others: readonly EvidenceFile[],
  made: Made,
): Uint8Array {
  const files = [
    { name: 'ledger.jsonl', text: linesOf(events) },
    { name: 'checkpoints.json', text: `${JSON.stringify(checkpoints, null, 1)}\n` },
    ...others,
    { name: 'verify.html', text: VERIFIER_PAGE },
  ].map((file) => ({
    name: file.name,
    bytes: 'bytes' in file ? file.bytes : strToU8(file.text),
  }));
  const manifest = {
    madeAt: new Date(made.at).toISOString(),
    bench: made.bench,
    photosLeftOut: made.photosLeftOut,
    files: files.map(({ name, bytes }) => ({
      name,
      size: bytes.length,
      sha256: hash('sha256', bytes, 'hex'),
    })),
  };
  const zipped: Zippable = Object.fromEntries(files.map(({ name, bytes }) => [name, bytes]));
  return zipSync(
    { ...zipped, 'manifest.json': strToU8(`${JSON.stringify(manifest, null, 1)}\n`) },
    { mtime: made.at },
  );
}

function linesOf(events: Iterable<unknown>): string {
  const lines: string[] = [];
  for (const event of events) lines.push(`${JSON.stringify(event)}\n`);
  return lines.join('');
}
