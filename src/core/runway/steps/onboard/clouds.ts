import type { Organization } from '../../../connections.ts';
import type { CauseCode } from '../../../setup/checks.ts';
import { found, foundIf } from '../../found.ts';
import type { RunwayInput, SignInState } from '../../input.ts';
import type { RunwayFinding } from '../../runway.ts';

/** Something on the way to the cloud keeps its answers back. */
const NO_WAY: readonly CauseCode[] = [
  'unreachable',
  'hostUnknown',
  'tlsFailed',
  'timedOut',
  'proxyInTheWay',
];
/** Nobody but time or the cloud itself mends these. */
const NOT_NOW: readonly CauseCode[] = [
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
  const params = { organization: name, cause: state };
  if (NO_WAY.includes(state)) return [found('appleUnreachable', params)];
  return [found(NOT_NOW.includes(state) ? 'appleNotNow' : 'appleRefused', params)];
}

/** At Microsoft a person must sign in: as long as nobody has, nothing goes on. */
function microsoftFindings(state: SignInState): RunwayFinding[] {
  if (state === 'good') return [];
  if (state === 'never') return [found('microsoftSignedOut')];
  if (NO_WAY.includes(state)) return [found('microsoftUnreachable', { cause: state })];
  if (NOT_NOW.includes(state)) return [found('microsoftNotNow', { cause: state })];
  const code = NOT_ALLOWED.includes(state) ? 'permissionMissing' : 'microsoftSignedOut';
  return [found(code, { cause: state })];
}
