import type { Target } from '../../../../core/verdict/policy.ts';
import { useSay } from '../../../app/language.tsx';
import { ActButton } from '../parts/ActButton.tsx';
import { KeptText } from '../parts/KeptText.tsx';
import { PlaceFailure } from '../parts/PlaceFailure.tsx';
import { Removal } from '../parts/Removal.tsx';
import { TestReportList } from '../parts/TestReportList.tsx';
import { FAMILIES, chooseFamily, removeTarget, renameTarget } from '../wizard/policy-edits.ts';
import { targetPlace } from '../wizard/target-actions.ts';
import { useIsManaged, useWizard } from '../wizard/use-wizard.ts';
import { useNames } from './names.ts';
import { PairLine } from './SuggestionList.tsx';

/** A target: its name, its pair, the families it is for, and what a test says of it. */
export function TargetCard({ target }: { readonly target: Target }) {
  const wizard = useWizard();
  const say = useSay();
  const names = useNames();
  const { id, name } = target;
  const place = targetPlace(id);
  return (
    <section className="setup-card" aria-label={name}>
      <h3>{name}</h3>
      <PairLine
        service={names.service(target.serviceId)}
        organization={names.organization(target.organizationId)}
        token={names.token(target.tokenId)}
      />
      <KeptText
        place={`target-name:${id}`}
        label={say('ui.connections.targets.name')}
        kept={name}
        onKeep={(text) => wizard.changePolicy(renameTarget(id, text))}
      />
      <Families target={target} />
      <div className="setup-row">
        <ActButton place={place} isReading onAct={() => wizard.testTarget(target)}>
          {say('ui.connections.test')}
        </ActButton>
        <Removal
          place="policy"
          text={say('ui.connections.targets.removeText')}
          onRemove={() => wizard.changePolicy(removeTarget(id))}
        />
      </div>
      <PlaceFailure place={place} />
      <TestReportList place={place} />
    </section>
  );
}

function Families({ target }: { readonly target: Target }) {
  const wizard = useWizard();
  const say = useSay();
  const isManaged = useIsManaged();
  const chosen: readonly string[] = target.families ?? FAMILIES;
  return (
    <fieldset className="families" disabled={isManaged}>
      <legend className="field-label">{say('ui.connections.targets.families')}</legend>
      {FAMILIES.map((family) => (
        <label key={family} className="family">
          <input
            type="checkbox"
            checked={chosen.includes(family)}
            onChange={(event) =>
              void wizard.changePolicy(chooseFamily(target.id, family, event.target.checked))
            }
          />
          {say(`ui.connections.family.${family}`)}
        </label>
      ))}
      <p className="field-hint">
        {say(
          chosen.length === 0
            ? 'ui.connections.targets.noFamily'
            : 'ui.connections.targets.familiesHint',
        )}
      </p>
    </fieldset>
  );
}
