import { createHash } from 'node:crypto';
import { strToU8, Zip, ZipDeflate } from 'fflate';
import { nextTurn } from '../in-turns.ts';
import type { EvidenceSource } from '../ledger/place-reader.ts';
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
 * A ZIP that anybody can check without us: the whole ledger as it stands on disk up to its newest checkpoint, its
 * checkpoints, further files, a list of all their hashes, and the page that verifies them. The ledger is whole because
 * a chain with gaps proves nothing; so it names every device of the bench. Made in turns: scans go on meanwhile.
 */
export async function evidenceZip(
  ledger: EvidenceSource,
  others: readonly EvidenceFile[],
  made: Made,
): Promise<Uint8Array> {
  const checkpoints = ledger.checkpoints();
  const zip = createArchive(made.at);
  await zip.add('ledger.jsonl', linesOf(ledger, checkpoints.at(-1)?.length ?? 0));
  await zip.add('checkpoints.json', [strToU8(`${JSON.stringify(checkpoints, null, 1)}\n`)]);
  for (const file of [...others, { name: 'verify.html', text: VERIFIER_PAGE }]) {
    await zip.add(file.name, ['bytes' in file ? file.bytes : strToU8(file.text)]);
  }
  const manifest = {
    madeAt: new Date(made.at).toISOString(),
    bench: made.bench,
    photosLeftOut: made.photosLeftOut,
    files: zip.added(),
  };
  await zip.add('manifest.json', [strToU8(`${JSON.stringify(manifest, null, 1)}\n`)]);
  return zip.finish();
}

/** Rows read in one go: a few milliseconds, packing them included. */
const SLICE = 200;

function* linesOf(ledger: EvidenceSource, length: number): Generator<Uint8Array> {
  for (let read = 0; read < length; read += SLICE) {
    const rows = ledger.rowsAfter(read, Math.min(SLICE, length - read));
    yield strToU8(rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
  }
}

interface Packed {
  readonly name: string;
  readonly size: number;
  readonly sha256: string;
}

function createArchive(at: number) {
  const chunks: Uint8Array[] = [];
  const packed: Packed[] = [];
  const zip = new Zip((error, chunk) => {
    if (error) throw error;
    chunks.push(chunk);
  });
  return {
    /** Piece by piece, with a turn for others between them. */
    async add(name: string, pieces: Iterable<Uint8Array>): Promise<void> {
      const sum = createHash('sha256');
      const file = new ZipDeflate(name);
      file.mtime = at;
      zip.add(file);
      let size = 0;
      for (const piece of pieces) {
        sum.update(piece);
        size += piece.length;
        file.push(piece);
        await nextTurn();
      }
      file.push(new Uint8Array(), true);
      packed.push({ name, size, sha256: sum.digest('hex') });
    },
    added: (): readonly Packed[] => [...packed],
    finish(): Uint8Array {
      zip.end();
      return Buffer.concat(chunks);
    },
  };
}
