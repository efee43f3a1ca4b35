import { describe, expect, it } from 'vitest';
import { classifyProductId } from '../../../src/engine/bench/identity/product-id.ts';

describe('the product id of an Apple device', () => {
  it.each([
    [0x1290, 'normal'],
    [0x12a8, 'normal'],
    [0x12ab, 'normal'],
    [0x12af, 'normal'],
    [0x1280, 'recovery'],
    [0x1281, 'recovery'],
    [0x1283, 'recovery'],
    [0x1227, 'dfu'],
    [0x1222, 'wtf'],
    [0xf014, 'portDfu'],
    [0x1881, 'kis'],
    [0x1901, 'restore'],
    [0x1905, 'restore'],
    [0x8600, 'iBridge'],
    [0x0250, 'unknown'],
    [0x128f, 'unknown'],
    [0x12b0, 'unknown'],
    [0x1338, 'unknown'],
  ])('%i means %s', (productId, mode) => {
    expect(classifyProductId(productId)).toBe(mode);
  });
});
