import type { Organization } from '../../../../core/connections.ts';
import { useSay } from '../../../app/language.tsx';
import { Button } from '../../../ui/Button.tsx';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { Page } from '../parts/Page.tsx';
import { PlaceFailure } from '../parts/PlaceFailure.tsx';
import { Section } from '../parts/Section.tsx';
import { REMOVAL_PLACE } from '../wizard/apple-actions.ts';
import { useIsManaged, useWizard, useWizardState } from '../wizard/use-wizard.ts';
import { OrganizationCard } from './OrganizationCard.tsx';
import { OrganizationForm } from './OrganizationForm.tsx';

/** Accounts at Apple Business and Apple School Manager; there may be several. */
export function AppleStep() {
  const say = useSay();
  const organizations =
    useWizardState(({ connected }) => connected?.connections.organizations) ?? NONE;
  const open = useWizardState(({ openOrganization }) => openOrganization);
  const isAdded = open !== undefined && !organizations.some(({ id }) => id === open);
  const isEmpty = organizations.length === 0;
  return (
    <Page step="apple" isDone={!isEmpty && open === undefined}>
      <Section title={say('ui.connections.apple.organizations')}>
        <PlaceFailure place={REMOVAL_PLACE} />
        {isEmpty && !isAdded && (
          <EmptyState title={say('ui.connections.apple.none')}>
            {say('ui.connections.apple.noneText')}
          </EmptyState>
        )}
        <ul className="card-list">
          {organizations.map((organization) => (
            <li key={organization.id}>
              {organization.id === open ? (
                <OrganizationForm id={organization.id} />
              ) : (
                <OrganizationCard organization={organization} />
              )}
            </li>
          ))}
        </ul>
        {isAdded ? <OrganizationForm id={open} /> : <AddOrganization isFirst={isEmpty} />}
      </Section>
    </Page>
  );
}

const NONE: readonly Organization[] = [];

function AddOrganization({ isFirst }: { readonly isFirst: boolean }) {
  const wizard = useWizard();
  const say = useSay();
  const isManaged = useIsManaged();
  if (isManaged) return null;
  return (
    <div>
      <Button look={isFirst ? 'filled' : 'outline'} onClick={wizard.addOrganization}>
        {say(isFirst ? 'ui.connections.apple.addFirst' : 'ui.connections.apple.add')}
      </Button>
    </div>
  );
}
