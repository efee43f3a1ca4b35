import { isMachine, isSteady, silenceAfter, trailingRun, type Rhythm } from './rhythm.ts';

/** The engine takes no longer text; whatever is that long is no code anyway. */
const LONGEST_TEXT = 200_000;
/** Only the rhythm of the last keys matters. */
const REMEMBERED_KEYS = 256;

/** Keys that have arrived and belong to no finished code yet. */
export interface Assembly {
  readonly text: string;
  /** Time before each of the last keys, aligned to the end of `text`. */
  readonly gaps: readonly number[];
  readonly lastAt: number;
  /** Scans of this sitting have ended with Enter or Tab. */
  readonly endsWithKey: boolean;
}

export type ScanInput =
  | { readonly kind: 'character'; readonly character: string; readonly at: number }
  | { readonly kind: 'end'; readonly at: number }
  | { readonly kind: 'silence'; readonly at: number }
  /** The field was changed as a whole: composed, corrected, filled in. */
  | { readonly kind: 'edited'; readonly text: string }
  | { readonly kind: 'pasted'; readonly text: string }
  | { readonly kind: 'erase' }
  /** The last key turned out to be held down, not typed. */
  | { readonly kind: 'retract' }
  | { readonly kind: 'clear' };

export interface Assembled {
  readonly assembly: Assembly;
  /** Codes that this input has finished, in order. An empty one is an Enter with nothing before it. */
  readonly codes: readonly string[];
}

export const emptyAssembly: Assembly = { text: '', gaps: [], lastAt: 0, endsWithKey: false };

/**
 * Turns keys with their times into codes. What a scanner types is told from what a hand types by its rhythm,
 * which is learned from each burst; no fixed speed is assumed. No character is lost between two scans.
 */
export function assemble(assembly: Assembly, input: ScanInput): Assembled {
  switch (input.kind) {
    case 'character':
      return typed(assembly, input.character, input.at);
    case 'end':
      return ended(assembly);
    case 'silence':
      return silent(assembly, input.at);
    case 'edited':
      return unfinished({ ...assembly, text: cut(input.text), gaps: [] });
    case 'pasted':
      return pasted(assembly, input.text);
    case 'erase':
    case 'retract':
      return unfinished(withoutLast(assembly));
    case 'clear':
      return unfinished(emptied(assembly));
  }
}

/** When the burst so far counts as a whole code though no Enter came; undefined while it cannot. */
export function silenceEndsAt(assembly: Assembly): number | undefined {
  const rhythm = trailingRun(assembly.gaps);
  if (!isSteady(rhythm)) return undefined;
  return assembly.lastAt + silenceAfter(rhythm, assembly.endsWithKey);
}

function typed(assembly: Assembly, character: string, at: number): Assembled {
  const finished = silent(assembly, at);
  return { assembly: append(finished.assembly, character, at), codes: finished.codes };
}

function append(assembly: Assembly, character: string, at: number): Assembly {
  if (assembly.text.length >= LONGEST_TEXT) return { ...assembly, lastAt: at };
  const gap = assembly.text === '' ? Number.POSITIVE_INFINITY : at - assembly.lastAt;
  const gaps = [...assembly.gaps.slice(1 - REMEMBERED_KEYS), gap];
  return { ...assembly, text: assembly.text + character, gaps, lastAt: at };
}

function ended(assembly: Assembly): Assembled {
  const rhythm = trailingRun(assembly.gaps);
  const rest = emptied(assembly);
  return {
    assembly: isMachine(rhythm) ? { ...rest, endsWithKey: true } : rest,
    codes: [codeOf(assembly, rhythm)],
  };
}

function silent(assembly: Assembly, at: number): Assembled {
  const endsAt = silenceEndsAt(assembly);
  if (endsAt === undefined || at < endsAt) return unfinished(assembly);
  return { assembly: emptied(assembly), codes: [codeOf(assembly, trailingRun(assembly.gaps))] };
}

/** A scan that follows an abandoned key or half a typed code stands alone. */
function codeOf({ text, gaps }: Assembly, rhythm: Rhythm): string {
  const isAfterSomethingElse = isMachine(rhythm) && rhythm.keys < gaps.length;
  const followsEdit =
    isMachine(rhythm) && gaps.length < text.length && gaps.length < REMEMBERED_KEYS;
  return isAfterSomethingElse || followsEdit ? text.slice(-rhythm.keys) : text;
}

function pasted(assembly: Assembly, text: string): Assembled {
  const lines = (assembly.text + text).split(/\r\n|\r|\n/);
  const rest = lines.pop() ?? '';
  return {
    assembly: { ...assembly, text: cut(rest), gaps: [] },
    codes: lines.filter((line) => line.trim() !== '').map(cut),
  };
}

function withoutLast(assembly: Assembly): Assembly {
  return { ...assembly, text: assembly.text.slice(0, -1), gaps: assembly.gaps.slice(0, -1) };
}

function emptied(assembly: Assembly): Assembly {
  return { ...emptyAssembly, endsWithKey: assembly.endsWithKey };
}

function unfinished(assembly: Assembly): Assembled {
  return { assembly, codes: [] };
}

function cut(text: string): string {
  return text.length > LONGEST_TEXT ? text.slice(0, LONGEST_TEXT) : text;
}
