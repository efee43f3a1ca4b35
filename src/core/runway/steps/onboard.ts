import type { Fleet } from '../fleet.ts';
import { blocks, foundIf, tidied } from '../found.ts';
import type { RunwayInput } from '../input.ts';
import type { RunwayStep } from '../runway.ts';
import { cloudFindings } from './onboard/clouds.ts';
import { profileFindings } from './onboard/profiles.ts';
import { formerFindings, targetServiceFindings } from './onboard/services.ts';
import { pushCertificateFindings, tokenFindings } from './onboard/tokens.ts';

/**
 * Both clouds can be used, and what every target needs is there and valid. Enrollment restrictions are told when
 * they were read; reading them asks for a permission that a bench need not have, so nothing waits for them.
 */
export function onboardStep(input: RunwayInput, fleet: Fleet): RunwayStep {
  const { policy } = input.connections;
  const findings = tidied([
    ...cloudFindings(input),
    ...foundIf(policy.targets.length === 0, 'noTarget'),
    ...tokenFindings(input),
    ...pushCertificateFindings(input),
    ...policy.targets.flatMap((target) => [
      ...targetServiceFindings(target, input),
      ...profileFindings(target, input, fleet),
    ]),
    ...formerFindings(input),
  ]);
  const state = stateOf(input, blocks(findings));
  const { total } = fleet;
  return {
    step: 'onboard',
    state,
    done: state === 'done' ? total : 0,
    total,
    underWay: 0,
    findings,
  };
}

function stateOf(input: RunwayInput, isBlocked: boolean): RunwayStep['state'] {
  if (isBlocked) return 'blocked';
  return isAllRead(input) ? 'done' : 'unknown';
}

function isAllRead({ connections, tenant, signIn }: RunwayInput): boolean {
  const { services, tokens, pushCertificate, profiles } = tenant;
  const { organizations, policy } = connections;
  const areAsked = organizations.every(({ id }) => signIn.apple[id] === 'good');
  const areThere = policy.targets.every(({ organizationId, serviceId }) =>
    services?.value.some((each) => each.id === serviceId && each.organizationId === organizationId),
  );
  const isTenantRead = [tokens, profiles, pushCertificate].every((fact) => fact !== undefined);
  return areAsked && areThere && isTenantRead && signIn.microsoft === 'good';
}
