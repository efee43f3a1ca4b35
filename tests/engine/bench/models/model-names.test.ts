import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import {
  modelByBoard,
  modelByProductType,
} from '../../../../src/engine/bench/models/model-names.ts';

const tableSchema = z.object({
  origin: z.array(z.object({ url: z.url(), version: z.string(), license: z.string() })),
  names: z.record(z.string(), z.string()),
  boards: z.record(z.string(), z.string()),
});
const text = readFileSync('src/engine/bench/models/models.json', 'utf8');
const table = tableSchema.parse(JSON.parse(text));

describe('the model of a device', () => {
  it.each([
    ['iPhone1,1', 'iPhone'],
    ['iPhone9,1', 'iPhone 7'],
    ['iPhone14,2', 'iPhone 13 Pro'],
    ['iPhone18,4', 'iPhone Air'],
    ['iPad12,2', 'iPad (9th generation)'],
    ['iPad15,8', 'iPad (A16)'],
    ['iPad17,2', 'iPad Pro 11-inch (M5)'],
    ['iPod9,1', 'iPod touch (7th generation)'],
    ['AppleTV14,1', 'Apple TV 4K (3rd generation)'],
    ['AudioAccessory5,1', 'HomePod mini'],
    ['Watch6,13', 'Apple Watch SE (2nd generation)'],
    ['Watch7,20', 'Apple Watch Series 11'],
    ['RealityDevice17,1', 'Apple Vision Pro (M5)'],
    ['Mac16,10', 'Mac mini (M4, 2024)'],
  ])('of type %s is called %s', (productType, model) => {
    expect(modelByProductType(productType)).toBe(model);
  });

  it.each([
    [0x8010, 0x08, 'iPhone9,1', 'iPhone 7'],
    [0x8110, 0x0c, 'iPhone14,2', 'iPhone 13 Pro'],
    [0x8000, 0x04, 'iPhone8,1', 'iPhone 6s'],
    [0x8003, 0x04, 'iPhone8,1', 'iPhone 6s'],
    [0x8900, 0x00, 'iPhone1,1', 'iPhone'],
    [0x8900, 0x04, 'iPhone1,2', 'iPhone 3G'],
    [0x8120, 0x10, 'iPad15,7', 'iPad (A16)'],
    [0x8103, 0x26, 'MacBookAir10,1', 'MacBook Air (M1, 2020)'],
    [0x6020, 0x02, 'Mac14,12', 'Mac mini (M2 Pro, 2023)'],
    [0x8012, 0x3a, 'iBridge2,14', 'MacBook Pro (16-inch, 2019, Integrated graphics)'],
    [0x8310, 0x0c, 'Watch7,3', 'Apple Watch Series 9'],
  ])('with chip %i and board %i is known', (cpid, bdid, productType, model) => {
    expect(modelByBoard({ cpid, bdid })).toEqual({ productType, model });
  });

  it('is unknown where the table has none, or a part is missing', () => {
    expect(modelByBoard({ cpid: 0x8110, bdid: 0xff })).toBeUndefined();
    expect(modelByBoard({ cpid: 0xfe00, bdid: 0x20 })).toBeUndefined();
    expect(modelByBoard({ cpid: 0x8110, bdid: undefined })).toBeUndefined();
    expect(modelByBoard({ cpid: undefined, bdid: 0x0c })).toBeUndefined();
    expect(modelByBoard({ cpid: Number.NaN, bdid: -1 })).toBeUndefined();
  });

  it('is unknown for boards of which the sources disagree', () => {
    for (const bdid of [0x04, 0x06]) expect(modelByBoard({ cpid: 0x6041, bdid })).toBeUndefined();
  });

  it('is never one that a device made up', () => {
    for (const made of ['__proto__', 'constructor', 'toString', 'iphone14,2', ' iPhone14,2', '']) {
      expect(modelByProductType(made)).toBeUndefined();
    }
  });
});

describe('the table of models', () => {
  it('names every board by a type that has a name', () => {
    const nameless = Object.values(table.boards).filter((type) => !(type in table.names));
    expect(nameless).toEqual([]);
  });

  it('has each key once', () => {
    const keys = [...text.matchAll(/^ {4}"([^"]+)":/gm)].map(([, key]) => key);
    expect(keys.length).toBeGreaterThan(600);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('has keys and names of one shape, fit to be shown', () => {
    for (const [type, name] of Object.entries(table.names)) {
      expect(type).toMatch(/^[A-Za-z]+\d+,\d+$/);
      expect(name).toMatch(/^(?:Apple|HomePod|iMac|iPad|iPhone|iPod|Mac)[ \w(),.\-/]*$/);
    }
    for (const board of Object.keys(table.boards)) expect(board).toMatch(/^[\dA-F]{4}:[\dA-F]{2}$/);
  });

  it('states where it is from, under licences that allow it', () => {
    expect(table.origin.length).toBe(3);
    for (const { license } of table.origin) expect(license).toMatch(/^MIT, /);
  });
});

describe('a simulated model', () => {
  const simulatedSchema = z.array(
    z.object({
      model: z.string(),
      productType: z.string(),
      chip: z.string(),
      board: z.string(),
    }),
  );
  const file = readFileSync('src/sandbox/campaign/models.json', 'utf8');
  const simulated = simulatedSchema.parse(JSON.parse(file));

  it.each(simulated)(
    '$model says the board of a real one',
    ({ productType, chip, board, model }) => {
      const found = modelByBoard({
        cpid: Number.parseInt(chip, 16),
        bdid: Number.parseInt(board, 16),
      });
      const name = modelByProductType(productType);
      expect(found?.model).toBe(name);
      expect(found?.productType).toMatch(new RegExp(`^(?:${productType}|iBridge2,\\d+)$`));
      expect(name?.split(' ', 2)).toEqual(model.split(' ', 2));
    },
  );
});
