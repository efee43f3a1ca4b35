/**
 * The same value with every character replaced that one of the two keepers cannot hold: RFC 8785 has no lone
 * surrogates, and the SQLite library ends a text at its first NUL. Scanners and devices send both.
 */
export function storable<T>(value: T): T {
  if (isStorable(value)) return value;
  return replaceIn(value) as T; // strings stay strings, shapes stay shapes
}

const UNSTORABLE = /[\0\p{Surrogate}]/u;
const EVERY_UNSTORABLE = /[\0\p{Surrogate}]/gu;

/** Nearly always true, and then nothing is copied. */
function isStorable(value: unknown): boolean {
  if (typeof value === 'string') return !UNSTORABLE.test(value);
  if (typeof value !== 'object' || value === null) return true;
  for (const key in value) {
    const member = (value as Record<string, unknown>)[key]; // any object has members by name
    if (UNSTORABLE.test(key) || !isStorable(member)) return false;
  }
  return true;
}

function replaceIn(value: unknown): unknown {
  if (typeof value === 'string') return value.replace(EVERY_UNSTORABLE, '\uFFFD');
  if (Array.isArray(value)) return value.map(replaceIn);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [replaceIn(key), replaceIn(member)]),
  );
}
