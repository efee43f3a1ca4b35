import { describe, expect, it } from 'vitest';
import { isVisibleOn } from '../../src/main/window-bounds.ts';

const screens = [{ x: 0, y: 0, width: 1920, height: 1080 }];

describe('isVisibleOn', () => {
  it('accepts a window on the screen', () => {
    expect(isVisibleOn({ x: 100, y: 100, width: 1280, height: 800 }, screens)).toBe(true);
  });

  it('accepts a window that hangs over the edge but can be grasped', () => {
    expect(isVisibleOn({ x: 1800, y: 900, width: 1280, height: 800 }, screens)).toBe(true);
  });

  it('refuses a window on a screen that is no longer there', () => {
    expect(isVisibleOn({ x: 2200, y: 100, width: 1280, height: 800 }, screens)).toBe(false);
  });
});
