/** What a property list holds. Integers beyond 2^53 are `bigint`, so that none loses a digit. */
export type PlistValue =
  | string
  | number
  | bigint
  | boolean
  | Date
  | Uint8Array
  | readonly PlistValue[]
  | PlistDict;

/** Has no prototype when it was read: a key such as `__proto__` is a key like any other. */
export interface PlistDict {
  readonly [key: string]: PlistValue | undefined;
}

export function isDict(value: PlistValue | undefined): value is PlistDict {
  if (typeof value !== 'object' || Array.isArray(value)) return false;
  return !(value instanceof Date) && !(value instanceof Uint8Array);
}
