import { parseBuffer } from 'bplist-parser';
import { describe, expect, it } from 'vitest';
import { deepList, sharedReferences } from './fake-devices/hostile/lists.ts';
import { decodePlist } from './fake-devices/plist.ts';

describe('a hostile list', () => {
  it('doubles with each level, and is a valid one', () => {
    expect(parseBuffer(sharedReferences(2))[0]).toEqual([
      ['x', 'x'],
      ['x', 'x'],
    ]);
    expect(sharedReferences().length).toBeLessThan(200);
  });

  it('nests as deep as it is told, and is a valid one', () => {
    expect(decodePlist(deepList(3))).toEqual({ Value: [[[]]] });
  });
});
