export interface JpegSize {
  readonly width: number;
  readonly height: number;
}

/** The frames that every browser draws: baseline, extended and progressive. */
const FRAMES: ReadonlySet<number> = new Set([0xc0, 0xc1, 0xc2]);
const SCAN = 0xda;
const BEGIN = 0xffd8;
const END = 0xffd9;
/** Tables, restarts, and how colours are meant (JFIF, ICC, Adobe). Not: EXIF, XMP, IPTC, comments. */
const PLAIN: ReadonlySet<number> = new Set([0xc4, 0xdb, 0xdd, SCAN, 0xe0, 0xe2, 0xee]);

interface Part {
  readonly marker: number;
  readonly content: Uint8Array;
  /** Where the next one begins. */
  readonly end: number;
}

/**
 * The size of a picture that is a JPEG from its first byte to its last and says nothing but what is seen: no place, no
 * time, no name of a camera, nothing behind its end. Undefined for anything else.
 */
export function readJpeg(bytes: Uint8Array): JpegSize | undefined {
  const parts = partsOf(bytes) ?? [];
  if (!parts.every(({ marker }) => FRAMES.has(marker) || PLAIN.has(marker))) return undefined;
  if (!parts.some(({ marker }) => marker === SCAN)) return undefined;
  const [frame, ...others] = parts.filter(({ marker }) => FRAMES.has(marker));
  return frame && others.length === 0 ? sizeIn(frame.content) : undefined;
}

/** Undefined when they do not fill the file up to its end. */
function partsOf(bytes: Uint8Array): Part[] | undefined {
  if (lengthAt(bytes, 0) !== BEGIN) return undefined;
  const parts: Part[] = [];
  let at = 2;
  for (let part = partAt(bytes, at); part; part = partAt(bytes, at)) {
    parts.push(part);
    at = part.end;
  }
  return lengthAt(bytes, at) === END && at + 2 === bytes.length ? parts : undefined;
}

function partAt(bytes: Uint8Array, at: number): Part | undefined {
  if (bytes[at] !== 0xff || lengthAt(bytes, at) === END) return undefined;
  const marker = bytes[at + 1] ?? 0;
  const end = at + 2 + lengthAt(bytes, at + 2);
  if (end > bytes.length) return undefined;
  const content = bytes.subarray(at + 4, end);
  return { marker, content, end: marker === SCAN ? endOfScan(bytes, end) : end };
}

/** Samples of eight bits, in grey or in colour. */
function sizeIn(frame: Uint8Array): JpegSize | undefined {
  const height = lengthAt(frame, 1);
  const width = lengthAt(frame, 3);
  const isDrawable = frame[0] === 8 && (frame[5] === 1 || frame[5] === 3);
  return isDrawable && height > 0 && width > 0 ? { width, height } : undefined;
}

/** Within a scan a 0xFF is followed by a zero, or by a restart. */
function endOfScan(bytes: Uint8Array, from: number): number {
  let at = from;
  while (at < bytes.length) {
    const next = bytes[at + 1] ?? 0;
    const isMarker = bytes[at] === 0xff && next !== 0 && !(next >= 0xd0 && next <= 0xd7);
    if (isMarker) return at;
    at += 1;
  }
  return at;
}

function lengthAt(bytes: Uint8Array, at: number): number {
  return ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
}
