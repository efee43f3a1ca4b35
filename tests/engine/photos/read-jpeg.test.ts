import { describe, expect, it } from 'vitest';
import { readJpeg } from '../../../src/engine/photos/read-jpeg.ts';
import { aJpeg, EXIF, frame, JFIF, jpegOf, SCAN, segment, TABLES } from './a-jpeg.ts';

describe('a picture', () => {
  it('has the size that its frame says', () => {
    expect(readJpeg(aJpeg(1_600, 1_200))).toEqual({ width: 1_600, height: 1_200 });
  });

  it('may be drawn in several passes', () => {
    const progressive = jpegOf(JFIF, TABLES, frame(8, 8), SCAN, segment(0xc4, [0]), SCAN);
    expect(readJpeg(progressive)).toEqual({ width: 8, height: 8 });
  });
});

describe('no picture is', () => {
  const whole = aJpeg();
  it.each([
    ['nothing', new Uint8Array()],
    ['a PNG', Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10])],
    ['a page with the first bytes of a picture', Uint8Array.from([0xff, 0xd8, ...text('<html>')])],
    ['one with EXIF', jpegOf(JFIF, EXIF, TABLES, frame(8, 8), SCAN)],
    ['one with a comment', jpegOf(JFIF, segment(0xfe, text('Ada')), frame(8, 8), SCAN)],
    ['one with something behind its end', Uint8Array.from([...whole, ...text('<script>')])],
    ['one that ends before its end', whole.subarray(0, -2)],
    ['one whose part is longer than the file', jpegOf([0xff, 0xdb, 0xff, 0xff])],
    ['one whose part has no length', jpegOf([0xff, 0xdb, 0, 0], frame(8, 8), SCAN)],
    ['one without a frame', jpegOf(JFIF, TABLES, SCAN)],
    ['one without a scan', jpegOf(JFIF, TABLES, frame(8, 8))],
    ['one of two frames', jpegOf(frame(8, 8), frame(9_000, 9_000), SCAN)],
    ['one of no width', jpegOf(frame(0, 8), SCAN)],
  ])('%s', (_, bytes) => {
    expect(readJpeg(bytes)).toBeUndefined();
  });

  it('any that is cut short', () => {
    for (let length = 0; length < whole.length; length++) {
      expect([length, readJpeg(whole.subarray(0, length))]).toEqual([length, undefined]);
    }
  });
});

function text(content: string): number[] {
  return [...Buffer.from(content)];
}
