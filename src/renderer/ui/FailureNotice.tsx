import { useApp } from '../app/AppContext.tsx';
import { useSay } from '../app/language.tsx';
import type { Trouble } from '../app/store.ts';
import { Button } from './Button.tsx';
import { Notice } from './Notice.tsx';

/** A failure as a sentence and the next step. */
export function FailureNotice({ trouble }: { readonly trouble: Trouble }) {
  const { store } = useApp();
  const say = useSay();
  const signIn = trouble.code === 'noOperator' && (
    <Button onClick={() => store.setState({ view: 'settings' })}>
      {say('ui.settings.signIn')}
    </Button>
  );
  return (
    <Notice tone="alert" title={say(`failure.${trouble.code}.text`)} action={signIn}>
      {say(`failure.${trouble.code}.next`)}
    </Notice>
  );
}
