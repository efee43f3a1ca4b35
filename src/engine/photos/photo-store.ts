import { hash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { LARGEST_PHOTO, LONGEST_SIDE } from '../../contract/check-in.ts';
import { failure, success, type Result } from '../../core/result.ts';
import { ledgerFailureOf } from '../ledger/ledger-failure.ts';
import { readJpeg, type JpegSize } from './read-jpeg.ts';

/** What the ledger says of a picture. */
export interface KeptPhoto extends JpegSize {
  /** Of its bytes; the name of its file too. */
  readonly sha256: string;
  readonly bytes: number;
}

type KeepFailure = {
  readonly code: 'photoRefused' | 'diskFull' | 'folderReadOnly';
  readonly detail?: string;
};

/** Pictures beside the ledger, one file each. Nothing is ever overwritten or removed. */
export interface PhotoStore {
  /** On disk when it is `ok`. Refuses what is no plain JPEG of an allowed size. */
  keep(jpeg: Uint8Array): Result<KeptPhoto, KeepFailure>;
  /** Only what still has the hash that it was kept by. */
  read(sha256: string): Result<Uint8Array, { readonly code: 'photoMissing' }>;
}

/** `folder` is made with the first picture. */
export function openPhotoStore(folder: string): PhotoStore {
  const fileOf = (sha256: string) => path.join(folder, `${sha256}.jpg`);
  const read: PhotoStore['read'] = (sha256) => {
    const bytes = readOrNothing(fileOf(sha256));
    const isWhole = bytes !== undefined && hash('sha256', bytes, 'hex') === sha256;
    return isWhole ? success(bytes) : failure({ code: 'photoMissing' });
  };
  return {
    read,
    keep(jpeg) {
      const size = jpeg.length <= LARGEST_PHOTO ? readJpeg(jpeg) : undefined;
      if (!size || Math.max(size.width, size.height) > LONGEST_SIDE) {
        return failure({ code: 'photoRefused' });
      }
      const sha256 = hash('sha256', jpeg, 'hex');
      const written = read(sha256).ok ? success(undefined) : write(fileOf(sha256), jpeg);
      return written.ok ? success({ sha256, bytes: jpeg.length, ...size }) : written;
    },
  };
}

/** Whole or not at all: the name of a file promises its bytes. */
function write(file: string, bytes: Uint8Array): Result<undefined, KeepFailure> {
  const beside = `${file}.part`;
  try {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(beside, bytes, { mode: 0o600, flush: true });
    renameSync(beside, file);
    return success(undefined);
  } catch (error) {
    rmSync(beside, { force: true });
    const { code, detail } = ledgerFailureOf(error, path.dirname(file));
    return failure({ code: code === 'diskFull' ? code : 'folderReadOnly', detail });
  }
}

function readOrNothing(file: string): Uint8Array | undefined {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}
