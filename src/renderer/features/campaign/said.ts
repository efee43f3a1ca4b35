import type { Parameters } from '../../../core/words/words.ts';
import type { Say } from '../../app/language.tsx';

/**
 * The first of these sentences that is in the catalogue and has no gap left in it. A path without words comes back as
 * it went in; a sentence with a gap is worse than none.
 */
export function said(say: Say, paths: readonly string[], params?: Parameters): string | undefined {
  return paths
    .map((path) => [path, say(path, params)] as const)
    .find(([path, text]) => path !== text && !text.includes('{'))?.[1];
}
