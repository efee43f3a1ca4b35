import type { Profile } from '../../../../core/facts/tenant-facts.ts';
import { useSay } from '../../../app/language.tsx';
import { AskOnce } from '../parts/AskOnce.tsx';
import { PlaceFailure } from '../parts/PlaceFailure.tsx';
import { useIsManaged, useWizard, useWizardState } from '../wizard/use-wizard.ts';

/** New serials of the token arrive with this profile: changes Intune, so it is asked once more in place. */
export function DefaultProfile({ profile }: { readonly profile: Profile }) {
  const wizard = useWizard();
  const say = useSay();
  const isManaged = useIsManaged();
  const place = `default:${profile.id}`;
  const isDone = useWizardState(({ texts }) => texts[place] !== undefined);
  if (profile.isDefault === true || isManaged) return null;
  if (isDone) return <p role="status">{say('ui.connections.default.done')}</p>;
  return (
    <>
      <AskOnce
        place={place}
        label={say('ui.connections.default.ask')}
        text={say('ui.connections.default.meaning')}
        yes={say('ui.connections.default.confirm')}
        no={say('ui.connections.default.leave')}
        onYes={() => wizard.setDefaultProfile(profile.tokenId, profile.id)}
      />
      <PlaceFailure place={place} />
    </>
  );
}
