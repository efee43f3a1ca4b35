import { sayFailure } from '../../core/words/words.ts';
import { useLanguage } from '../app/language.tsx';

/** Why cloud work failed, as core/jobs/failures.ts writes it, and the next step. */
export function FailureWords({ failure }: { readonly failure: string }) {
  const { text, next } = sayFailure(useLanguage(), failure);
  return `${text} ${next}`;
}
