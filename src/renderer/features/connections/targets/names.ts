import type { Choices } from '../../../../contract/connections.ts';
import { useWizardState } from '../wizard/use-wizard.ts';

/** Names for ids: what was listed, else the id itself. */
export interface Names {
  service(id: string): string;
  token(id: string): string;
  organization(id: string): string;
}

export function useNames(): Names {
  const choices = useWizardState((state) => state.choices);
  const organizations = useWizardState(({ connected }) => connected?.connections.organizations);
  return {
    service: (id) => nameIn(choices?.services, id),
    token: (id) => nameIn(choices?.tokens, id),
    organization: (id) => nameIn(organizations, id),
  };
}

function nameIn(
  list: readonly Pick<Choices['tokens'][number], 'id' | 'name'>[] | undefined,
  id: string,
): string {
  return list?.find((each) => each.id === id)?.name ?? id;
}
