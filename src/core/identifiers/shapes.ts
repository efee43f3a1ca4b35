import { readBenchCode } from './bench-codes.ts';
import { holdsEid, holdsGtin, holdsLuhn } from './check-digits.ts';
import type { CodeKind } from './code.ts';

/** One thing that a text may mean. */
export interface Reading {
  readonly kind: CodeKind;
  readonly value: string;
}

interface Shape {
  readonly kind: CodeKind;
  readonly pattern: RegExp;
  readonly holds?: (value: string) => boolean;
  readonly normalise?: (value: string) => string;
}

// Each is told from every other by form, length or check digit alone (docs/protocol/apple-business.md#codes-on-boxes).
const SHAPES: readonly Shape[] = [
  {
    kind: 'partNumber',
    pattern: /^(?:1P)?[MFNP][A-Z0-9]{4,5}[A-Z]{1,2}\/[A-Z]$/,
    normalise: (value) => value.replace(/^1P/, ''),
  },
  { kind: 'mac', pattern: /^[0-9A-F]{2}([:-])(?:[0-9A-F]{2}\1){4}[0-9A-F]{2}$/, normalise: bare },
  { kind: 'mac', pattern: /^[0-9A-F]{4}\.[0-9A-F]{4}\.[0-9A-F]{4}$/, normalise: bare },
  { kind: 'udid', pattern: /^[0-9A-F]{40}$/ },
  { kind: 'udid', pattern: /^[0-9A-F]{8}-[0-9A-F]{16}$/ },
  {
    kind: 'udid',
    pattern: /^[0-9A-F]{24}$/,
    normalise: (value) => `${value.slice(0, 8)}-${value.slice(8)}`,
  },
  { kind: 'eid', pattern: /^89\d{30}$/, holds: holdsEid },
  // Some SIM cards fill the 20th place with an F.
  {
    kind: 'iccid',
    pattern: /^89\d{17}(?:\d|F)?$/,
    normalise: (value) => value.replace('F', ''),
    holds: holdsLuhn,
  },
  {
    kind: 'imei',
    pattern: /^(?:\d{15}|\d{2}-\d{6}-\d{6}-\d)$/,
    normalise: bare,
    holds: holdsLuhn,
  },
  { kind: 'gtin', pattern: /^\d{12,13}$/, holds: holdsGtin },
];

/** What a compact text surely is by its form and check digit; undefined when its form is shared or unknown. */
export function exactReading(text: string): Reading | undefined {
  const benchCode = readBenchCode(text);
  if (benchCode) return benchCode;
  for (const { kind, pattern, holds, normalise } of SHAPES) {
    if (!pattern.test(text)) continue;
    const value = normalise ? normalise(text) : text;
    if (!holds || holds(value)) return { kind, value };
  }
  return undefined;
}

function bare(value: string): string {
  return value.replace(/[^0-9A-F]/g, '');
}
