import type { Parameters } from '../../../core/words/words.ts';
import type { Say } from '../../app/language.tsx';

/** The first of these sentences that is in the catalogue; a path without words comes back as it went in. */
export function said(say: Say, paths: readonly string[], params?: Parameters): string | undefined {
  return paths
    .map((path) => [path, say(path, params)] as const)
    .find(([path, text]) => path !== text)?.[1];
}
