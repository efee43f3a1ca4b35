import type { CheckIn } from '../check-in/check-in.ts';
import type { EvidenceFile } from './evidence.ts';

/** In bytes: what a window takes over in one piece, with room for a long ledger. */
const MOST = 40_000_000;

export interface PhotoFiles {
  readonly files: readonly EvidenceFile[];
  /** Pictures that the ledger names and that are not among the files: too many, or gone from their folder. */
  readonly leftOut: number;
}

/** The pictures of one session, or of all, newest first; also those that were taken back, since the ledger names them. */
export function photoFiles(
  { desk, photos }: Pick<CheckIn, 'desk' | 'photos'>,
  sessionId: string | undefined,
): PhotoFiles {
  const taken = desk.ledger
    .ofTypes(['photoTaken'])
    .flatMap((event) => (event.type === 'photoTaken' ? event.data : []))
    .filter((photo) => sessionId === undefined || photo.sessionId === sessionId);
  const named = new Set(taken.toReversed().map(({ sha256 }) => sha256));
  const files: EvidenceFile[] = [];
  let size = 0;
  for (const sha256 of named) {
    const found = photos.read(sha256);
    if (!found.ok || size + found.value.length > MOST) continue;
    size += found.value.length;
    files.push({ name: `photo-${sha256}.jpg`, bytes: found.value });
  }
  return { files, leftOut: named.size - files.length };
}
