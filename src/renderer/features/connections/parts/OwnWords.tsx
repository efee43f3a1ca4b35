import { useSay } from '../../../app/language.tsx';

/** What the cloud itself said, for whoever is called for help. */
export function OwnWords({ text }: { readonly text: string }) {
  const say = useSay();
  return (
    <p className="own-words">
      <span>{say('ui.connections.details')}</span> <code translate="no">{text}</code>
    </p>
  );
}
