import { useAppState } from '../../../app/AppContext.tsx';
import { useSay } from '../../../app/language.tsx';

/** Where a secret is taken in: how it is kept, or that it is not. */
export function SecretNote() {
  const say = useSay();
  const keepsSecrets = useAppState(({ shell }) => shell.keepsSecrets);
  return (
    <p className={keepsSecrets ? 'field-hint' : 'field-trouble'}>
      {say(keepsSecrets ? 'ui.connections.secret.kept' : 'ui.connections.secret.thisRun')}
    </p>
  );
}
