import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  parseIbootString,
  type IbootString,
} from '../../../src/engine/bench/identity/iboot-string.ts';
import { identityOfUsb } from '../../../src/engine/bench/identity/identity.ts';
import { modelByBoard, modelByProductType } from '../../../src/engine/bench/models/model-names.ts';
import models from '../../../src/engine/bench/models/models.json' with { type: 'json' };

/** For a long run: `RESETBENCH_FUZZ_RUNS=1000000 npx vitest run tests/engine/bench/string-fuzz.test.ts`. */
const RUNS = { numRuns: Number(process.env['RESETBENCH_FUZZ_RUNS'] ?? 500) };

const TAGS = 'CPID CPRV CPFM BDID ECID IBFL SRNM IMEI SRTG PWND SDOM NONC'.split(' ');
const CONTROLS = ['\u202E', '\u2066', '\0', '\u001B[2J', '\uFEFF', '\uD800', '\n', '\u00A0'];
const MARKUP = ['../', '<img src=x onerror=a>', '%s', '__proto__', '0x', 'iBoot-', 'ECID:1A'];
const HEX_DIGITS = '0123456789ABCDEFabcdef'.split('');

const known: { readonly boards: Readonly<Record<string, string>> } = models;
/** The chip and the board of a device that has a name, as its string says them. */
const knownBoard = fc
  .constantFrom(...Object.keys(known.boards))
  .map((key): [string, string] => [key.slice(0, 4), key.slice(5)]);

const tag = fc.constantFrom(...TAGS);
const hostile = fc.constantFrom(...CONTROLS, ...MARKUP, '_', ' ', ':', '[', ']');
const hex = fc.string({ unit: fc.constantFrom(...HEX_DIGITS), maxLength: 20 });
const value = fc.oneof(hex, hostile, fc.string({ unit: 'binary', maxLength: 40 }), fc.string());
const field = fc
  .tuple(tag, fc.array(value, { maxLength: 3 }), fc.boolean())
  .map(([name, parts, isBracketed]) => {
    const text = parts.join('');
    return `${name}:${isBracketed ? `[${text}]` : text}`;
  });
const serialString = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc
    .tuple(
      fc.array(fc.oneof(field, hostile), { maxLength: 20 }),
      fc.constantFrom(' ', '_', '  ', '\0'),
    )
    .map(([fields, separator]) => fields.join(separator)),
);
/** One text repeated up to 100,000 characters: what a slow expression would hang on. */
const endless = fc
  .oneof(hostile, field, fc.constantFrom('A', '0', 'A:', ' _', 'ECID:', '[['))
  .map((text) => text.repeat(Math.ceil(100_000 / text.length)));

/** A long run is as long as it was asked to be. */
const TIMEOUT = { timeout: 15_000 + RUNS.numRuns * 5 };

describe('whatever a device says of itself', TIMEOUT, () => {
  it('is read as values of strict shapes', () => {
    fc.assert(
      fc.property(serialString, (text) => expectStrict(parseIbootString(text))),
      RUNS,
    );
  });

  it('ends where no descriptor is longer', () => {
    fc.assert(
      fc.property(serialString, (text) => {
        const longest = text.padEnd(512, ' ').slice(0, 512);
        expect(parseIbootString(`${longest} CPID:8110 ECID:1A2B`)).toEqual(
          parseIbootString(longest),
        );
      }),
      RUNS,
    );
  });

  it('makes an identity of strict shapes or none', () => {
    fc.assert(
      fc.property(serialString, (text) => {
        expectIdentity(text);
      }),
      RUNS,
    );
  });

  it('of a UDID that is right becomes that UDID, however its case', () => {
    const digits = fc.string({
      unit: fc.constantFrom(...HEX_DIGITS),
      minLength: 40,
      maxLength: 40,
    });
    fc.assert(
      fc.property(digits, (text) => {
        const usb = { port: '1-1', productId: 0x12a8, serialString: text };
        expect(identityOfUsb(usb)).toEqual({ udid: text.toLowerCase() });
      }),
      RUNS,
    );
  });

  it('is read in full however long it is', () => {
    fc.assert(
      fc.property(endless, (text) => {
        expectStrict(parseIbootString(text));
        expectIdentity(text);
      }),
      { numRuns: Math.min(200, RUNS.numRuns) },
    );
  });

  it('is the model of a real board or none', () => {
    fc.assert(
      fc.property(serialString, fc.double(), fc.double(), (text, cpid, bdid) => {
        for (const found of [modelByBoard(parseIbootString(text)), modelByBoard({ cpid, bdid })]) {
          if (found) expect(modelByProductType(found.productType)).toBe(found.model);
        }
        expect(typeof (modelByProductType(text) ?? '')).toBe('string');
      }),
      RUNS,
    );
  });

  it('names its board whatever stands around it', () => {
    fc.assert(
      fc.property(knownBoard, fc.array(hostile, { maxLength: 3 }), ([cpid, bdid], parts) => {
        const { productType, model } =
          modelByBoard(parseIbootString(`CPID:${cpid} BDID:${bdid} SRNM:[${parts.join('')}]`)) ??
          {};
        expect(productType).toBe(known.boards[`${cpid}:${bdid}`]);
        expect(modelByProductType(productType ?? '')).toBe(model);
      }),
      RUNS,
    );
  });
});

const SHAPES = {
  ecid: /^[1-9A-F][0-9A-F]{0,15}$/,
  serial: /^[A-Z0-9]{8,14}$/,
  imei: /^\d{15}$/,
  srtg: /^[A-Za-z]{2,12}-[\d.]{1,32}$/,
} as const;

function expectStrict(read: IbootString): void {
  for (const name of ['ecid', 'serial', 'imei', 'srtg'] as const) {
    if (read[name] !== undefined) expect(read[name]).toMatch(SHAPES[name]);
  }
  for (const name of ['cpid', 'cprv', 'cpfm', 'bdid', 'ibfl'] as const) {
    const number = read[name] ?? 0;
    expect(Number.isInteger(number) && number >= 0 && number <= 0xffff_ffff).toBe(true);
  }
  expect(typeof read.isPwned).toBe('boolean');
}

function expectIdentity(text: string): void {
  const usb = { port: '1-1', productId: 0x1281, serialString: text };
  const { ecid, udid, serialRead } = identityOfUsb(usb);
  if (ecid !== undefined) expect(ecid).toMatch(SHAPES.ecid);
  if (serialRead !== undefined) expect(serialRead).toMatch(SHAPES.serial);
  if (udid !== undefined) expect(udid).toMatch(/^(?:[0-9a-f]{40}|[0-9A-F]{8}-[0-9A-F]{16})$/);
}
