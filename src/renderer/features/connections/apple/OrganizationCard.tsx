import { APPLE_CLOUDS, APPLE_TOKEN_URL, type Organization } from '../../../../core/connections.ts';
import { useSay } from '../../../app/language.tsx';
import { Button } from '../../../ui/Button.tsx';
import { ActButton } from '../parts/ActButton.tsx';
import { PlaceFailure } from '../parts/PlaceFailure.tsx';
import { Removal } from '../parts/Removal.tsx';
import { TestReportList } from '../parts/TestReportList.tsx';
import { organizationPlace, REMOVAL_PLACE } from '../wizard/apple-actions.ts';
import { useIsManaged, useWizard, useWizardState } from '../wizard/use-wizard.ts';

/** An organization as it is kept: its account, whether its key is there, and what a test says of it now. */
export function OrganizationCard({ organization }: { readonly organization: Organization }) {
  const wizard = useWizard();
  const say = useSay();
  const isManaged = useIsManaged();
  const { id, name } = organization;
  const place = organizationPlace(id);
  return (
    <section className="setup-card" aria-label={name}>
      <h3>{name}</h3>
      <Account organization={organization} />
      <div className="setup-row">
        <ActButton place={place} isReading onAct={() => wizard.testOrganization(id)}>
          {say('ui.connections.test')}
        </ActButton>
        <Button disabled={isManaged} onClick={() => wizard.editOrganization(id)}>
          {say('ui.connections.change')}
        </Button>
        <Removal
          place={REMOVAL_PLACE}
          text={say('ui.connections.apple.removeText', { name })}
          onRemove={() => wizard.removeOrganization(id)}
        />
      </div>
      <PlaceFailure place={place} />
      <TestReportList place={place} />
    </section>
  );
}

function Account({ organization }: { readonly organization: Organization }) {
  const say = useSay();
  const { apiBaseUrl, clientId, id, keyId, kind, tokenUrl } = organization;
  const hasKey = useWizardState(({ connected }) => connected?.keysOf.includes(id) ?? false);
  return (
    <dl className="pairs">
      <dt>{say('ui.connections.apple.kind')}</dt>
      <dd>{say(`ui.connections.apple.kinds.${kind}`)}</dd>
      <dt>{say('ui.connections.apple.clientId')}</dt>
      <dd className="mono">{clientId}</dd>
      <dt>{say('ui.connections.apple.keyId')}</dt>
      <dd className="mono">{keyId}</dd>
      <dt>{say('ui.connections.apple.key')}</dt>
      <dd className={hasKey ? undefined : 'field-trouble'}>
        {say(hasKey ? 'ui.connections.apple.keyThere' : 'ui.connections.apple.keyMissing')}
      </dd>
      {apiBaseUrl !== APPLE_CLOUDS[kind].apiBaseUrl && (
        <>
          <dt>{say('ui.connections.apple.apiBaseUrl')}</dt>
          <dd className="mono">{apiBaseUrl}</dd>
        </>
      )}
      {tokenUrl !== APPLE_TOKEN_URL && (
        <>
          <dt>{say('ui.connections.apple.tokenUrl')}</dt>
          <dd className="mono">{tokenUrl}</dd>
        </>
      )}
    </dl>
  );
}
