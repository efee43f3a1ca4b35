import { useState } from 'react';
import { useSay } from '../../app/language.tsx';
import { copyText } from '../../ui/copy-text.ts';

/** Something to type elsewhere; pressing it takes it along. */
export function CommandLine({ command }: { readonly command: string }) {
  const say = useSay();
  const [isCopied, setCopied] = useState(false);
  return (
    <span className="command">
      <code translate="no">{command}</code>
      <button
        type="button"
        aria-label={`${say('guide.copy')}: ${command}`}
        onClick={() => setCopied(copyText(command))}
      >
        {say(isCopied ? 'guide.copied' : 'guide.copy')}
      </button>
    </span>
  );
}
