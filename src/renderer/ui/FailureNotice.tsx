import { useSay } from '../app/language.tsx';
import type { Trouble } from '../app/store.ts';
import { Notice } from './Notice.tsx';

/** A failure as a sentence and the next step; its code stands behind them for whoever is called. */
export function FailureNotice({ trouble }: { readonly trouble: Trouble }) {
  const say = useSay();
  return (
    <Notice tone="alert" title={say(`failure.${trouble.code}.text`)}>
      {say(`failure.${trouble.code}.next`)} <span className="notice-code">{trouble.code}</span>
    </Notice>
  );
}
