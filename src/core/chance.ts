/** Chance that can be repeated: the same seed and name give the same numbers on every machine. */
export interface Chance {
  /** 0 <= n < 1. */
  fraction(): number;
  /** A whole number from `low` to `high`, both included. */
  between(low: number, high: number): number;
  isLikely(probability: number): boolean;
  pick<T>(choices: readonly [T, ...T[]]): T;
  /** So many characters of this alphabet. */
  text(length: number, alphabet: string): string;
}

const GOLDEN = 0x9e3779b9;

/** A stream of chance that belongs to one name (a serial, a story, a request number). */
export function chanceOf(seed: number, name: string): Chance {
  let state = hashOf(`${seed}/${name}`);
  function fraction(): number {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }
  const between = (low: number, high: number) => low + Math.floor(fraction() * (high - low + 1));
  return {
    fraction,
    between,
    isLikely: (probability) => fraction() < probability,
    pick: (choices) => choices[between(0, choices.length - 1)] ?? choices[0],
    text(length, alphabet) {
      let text = '';
      while (text.length < length) text += alphabet.charAt(between(0, alphabet.length - 1));
      return text;
    },
  };
}

/** An unsigned 32-bit hash of a text; not for secrets. */
export function hashOf(text: string): number {
  let hash = GOLDEN;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x85ebca6b);
    hash ^= hash >>> 13;
  }
  return hash >>> 0;
}

const HEXADECIMAL = '0123456789abcdef';

/** A version 4 UUID in lower case that belongs to one name. */
export function uuidOf(seed: number, name: string): string {
  const digits = chanceOf(seed, `uuid/${name}`).text(32, HEXADECIMAL);
  const cut = (from: number, to: number) => digits.slice(from, to);
  return `${cut(0, 8)}-${cut(8, 12)}-4${cut(13, 16)}-8${cut(17, 20)}-${cut(20, 32)}`;
}

/** A whole number from `low` to `high`, both included, that belongs to one name. */
export function numberOf(seed: number, name: string, low: number, high: number): number {
  return chanceOf(seed, name).between(low, high);
}
