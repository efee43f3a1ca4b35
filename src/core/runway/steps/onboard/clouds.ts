import type { Organization } from '../../../connections.ts';
import type { CauseCode } from '../../../setup/checks.ts';
import { found, foundIf } from '../../found.ts';
import type { RunwayInput, SignInState } from '../../input.ts';
import type { RunwayFinding } from '../../runway.ts';

/** Nobody but time, the network or the cloud itself mends these. */
const NO_ANSWER: readonly CauseCode[] = [
  'unreachable',
  'hostUnknown',
  'tlsFailed',
  'timedOut',
  'proxyInTheWay',
  'throttled',
  'cloudDown',
  'unexpectedAnswer',
  'tooManySignIns',
];
/** Somebody is signed in, but may not do what is needed. */
const NOT_ALLOWED: readonly CauseCode[] = [
  'consentMissing',
  'permissionMissing',
  'roleTooSmall',
  'licenceMissing',
];

/** Whether both clouds are set up and can be asked. `cause` in the parameters is a word under `cause`. */
export function cloudFindings({ connections, signIn }: RunwayInput): RunwayFinding[] {
  const { organizations, tenant } = connections;
  return [
    ...foundIf(organizations.length === 0, 'noOrganization'),
    ...organizations.flatMap((each) => appleFindings(each, signIn.apple[each.id] ?? 'never')),
    ...(tenant ? microsoftFindings(signIn.microsoft) : [found('noTenant')]),
  ];
}

/** An organization that was not asked yet is not known to refuse. */
function appleFindings({ name }: Organization, state: SignInState): RunwayFinding[] {
  if (state === 'good' || state === 'never') return [];
  const code = NO_ANSWER.includes(state) ? 'appleUnreachable' : 'appleRefused';
  return [found(code, { organization: name, cause: state })];
}

/** At Microsoft a person must sign in: as long as nobody has, nothing goes on. */
function microsoftFindings(state: SignInState): RunwayFinding[] {
  if (state === 'good') return [];
  if (state === 'never') return [found('microsoftSignedOut')];
  if (NO_ANSWER.includes(state)) return [found('microsoftUnreachable', { cause: state })];
  const code = NOT_ALLOWED.includes(state) ? 'permissionMissing' : 'microsoftSignedOut';
  return [found(code, { cause: state })];
}
