/** Parts of a JPEG by hand: what is in them is not drawn by any test. */
export function segment(marker: number, content: readonly number[]): number[] {
  const length = content.length + 2;
  return [0xff, marker, length >> 8, length & 0xff, ...content];
}

export const TABLES = segment(0xdb, [0, ...Array<number>(64).fill(1)]);
export const JFIF = segment(0xe0, [0x4a, 0x46, 0x49, 0x46, 0, 1, 1, 0, 0, 1, 0, 1, 0, 0]);
export const EXIF = segment(0xe1, [0x45, 0x78, 0x69, 0x66, 0, 0, 0x49, 0x49]);

export function frame(width: number, height: number): number[] {
  const size = [height >> 8, height & 0xff, width >> 8, width & 0xff];
  return segment(0xc0, [8, ...size, 3, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0]);
}

/** With an escaped 0xFF and a restart within, as an encoder writes them. */
export const SCAN = [
  ...segment(0xda, [3, 1, 0, 2, 0, 3, 0, 0, 63, 0]),
  0x12,
  0xff,
  0x00,
  0x34,
  0xff,
  0xd0,
  0x56,
];

export function jpegOf(...parts: readonly (readonly number[])[]): Uint8Array {
  return Uint8Array.from([0xff, 0xd8, ...parts.flat(), 0xff, 0xd9]);
}

export function aJpeg(width = 1_600, height = 1_200): Uint8Array {
  return jpegOf(JFIF, TABLES, frame(width, height), SCAN);
}
