import { isDict, type PlistDict, type PlistValue } from './value.ts';

// A field of a foreign dictionary is `undefined` when it is absent or not of the type that was expected.

export function textOf(dict: PlistDict, key: string): string | undefined {
  const value = own(dict, key);
  return typeof value === 'string' ? value : undefined;
}

/** A number that is exact: neither infinite nor beyond 2^53. */
export function numberOf(dict: PlistDict, key: string): number | undefined {
  const value = own(dict, key);
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

/** An integer of any size. */
export function integerOf(dict: PlistDict, key: string): bigint | undefined {
  const value = own(dict, key);
  if (typeof value === 'bigint') return value;
  return typeof value === 'number' && Number.isSafeInteger(value) ? BigInt(value) : undefined;
}

export function booleanOf(dict: PlistDict, key: string): boolean | undefined {
  const value = own(dict, key);
  return typeof value === 'boolean' ? value : undefined;
}

export function dataOf(dict: PlistDict, key: string): Uint8Array | undefined {
  const value = own(dict, key);
  return value instanceof Uint8Array ? value : undefined;
}

export function dateOf(dict: PlistDict, key: string): Date | undefined {
  const value = own(dict, key);
  return value instanceof Date ? value : undefined;
}

export function dictOf(dict: PlistDict, key: string): PlistDict | undefined {
  const value = own(dict, key);
  return isDict(value) ? value : undefined;
}

export function listOf(dict: PlistDict, key: string): readonly PlistValue[] | undefined {
  const value = own(dict, key);
  return isList(value) ? value : undefined;
}

/** The dictionaries of a list; whatever else is in it is left out. */
export function dictsOf(dict: PlistDict, key: string): readonly PlistDict[] | undefined {
  return listOf(dict, key)?.filter(isDict);
}

function own(dict: PlistDict, key: string): PlistValue | undefined {
  return Object.hasOwn(dict, key) ? dict[key] : undefined;
}

function isList(value: PlistValue | undefined): value is readonly PlistValue[] {
  return Array.isArray(value);
}
