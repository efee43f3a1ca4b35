import { useSay } from '../../../app/language.tsx';
import { Button } from '../../../ui/Button.tsx';
import { useFailure, useWizard, useWizardState } from '../wizard/use-wizard.ts';
import { ActButton } from './ActButton.tsx';
import { PlaceFailure } from './PlaceFailure.tsx';

/** Changes that are on screen but not kept: they wait until they are, or are taken back. */
export function UnkeptNotice() {
  const wizard = useWizard();
  const say = useSay();
  const count = useWizardState(({ edits }) => edits.length);
  const hasFailed = useFailure('policy') !== undefined;
  if (count === 0 || !hasFailed) return null;
  return (
    <div className="unkept">
      <PlaceFailure place="policy" />
      <p>{say('ui.connections.unkept', { count })}</p>
      <div className="setup-row">
        <ActButton place="policy" onAct={wizard.keepPolicyAgain}>
          {say('ui.connections.keepAgain')}
        </ActButton>
        <Button look="plain" onClick={wizard.dropEdits}>
          {say('ui.connections.takeBack')}
        </Button>
      </div>
    </div>
  );
}
