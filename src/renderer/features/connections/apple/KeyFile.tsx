import { useSay } from '../../../app/language.tsx';
import { ActButton } from '../parts/ActButton.tsx';
import { SecretNote } from '../parts/SecretNote.tsx';
import { organizationPlace } from '../wizard/apple-actions.ts';
import { useWizard } from '../wizard/use-wizard.ts';

interface KeyFileProps {
  readonly id: string;
  /** The file that was just chosen. */
  readonly fileName: string | null;
  readonly hasKey: boolean;
}

/** The private key: chosen outside of this page, which learns its file name alone. */
export function KeyFile({ id, fileName, hasKey }: KeyFileProps) {
  const wizard = useWizard();
  const say = useSay();
  const chosen = fileName !== null && say('ui.connections.apple.keyChosen', { file: fileName });
  const kept = say(hasKey ? 'ui.connections.apple.keyThere' : 'ui.connections.apple.keyNone');
  return (
    <div className="secret" role="group" aria-label={say('ui.connections.apple.key')}>
      <span className="field-label">{say('ui.connections.apple.key')}</span>
      <div className="setup-row">
        <ActButton place={organizationPlace(id)} onAct={() => wizard.chooseAppleKey(id)}>
          {say(hasKey ? 'ui.connections.apple.otherKey' : 'ui.connections.apple.chooseKey')}
        </ActButton>
        <p role="status">{chosen || kept}</p>
      </div>
      <SecretNote />
    </div>
  );
}
