import type { Choices } from '../../contract/connections.ts';
import { refreshServices, refreshTenant } from '../clouds/tenant.ts';
import type { Connected } from '../connected.ts';
import type { Desk } from '../desk/desk.ts';
import { suggestTargets } from './suggest-targets.ts';

/** Services, tokens and profiles as the mirror knows them, and which service goes with which token by what both list. */
export function choicesOf({ mirror }: Pick<Desk, 'mirror'>): Choices {
  const { services, tokens, profiles } = mirror.tenant();
  const ages = [services, tokens, profiles].flatMap((fact) => fact?.observedAt ?? []);
  return {
    services: [...(services?.value ?? [])],
    tokens: [...(tokens?.value ?? [])],
    profiles: [...(profiles?.value ?? [])],
    suggestions: suggestTargets(mirror),
    readAt: ages.length > 0 ? Math.min(...ages) : null,
  };
}

/** Reads them anew; the lists that the suggestions rest on go on in the background. */
export async function refreshChoices(desk: Desk, connected: Connected): Promise<Choices> {
  const { clouds, mirror } = connected;
  const bench = { priority: 'bench' } as const;
  await Promise.all([
    ...clouds.apple.map((cloud) => refreshServices(cloud, mirror, bench)),
    ...(clouds.microsoft ? [refreshTenant(clouds.microsoft, mirror, bench)] : []),
  ]);
  void clouds.listing.run();
  return choicesOf(desk);
}
