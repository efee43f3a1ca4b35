import { NO_CONNECTIONS } from '../../../src/core/connections.ts';
import type { RunwayInput } from '../../../src/core/runway/input.ts';
import type { FindingCode, StepName } from '../../../src/core/runway/runway.ts';
import { DAY } from '../../../src/core/time.ts';
import {
  aFact,
  aLine,
  anInput,
  aProfile,
  aService,
  aToken,
  CLOUD,
  CONNECTED,
  OLD,
  withPolicy,
  withTarget,
  withTenant,
  withTokens,
} from './builders.ts';
import { WORK } from './work-situations.ts';

interface Situation {
  readonly about: string;
  readonly input: RunwayInput;
  readonly step: StepName;
  /** Exactly these, in this order. */
  readonly findings: readonly FindingCode[];
}

const services = (...list: readonly ReturnType<typeof aService>[]) =>
  withTenant({ services: aFact([...list]) });
const profiles = (...list: readonly ReturnType<typeof aProfile>[]) =>
  withTenant({ profiles: aFact([...list]) });
const certificate = (expiresAt: number | null) =>
  withTenant({ pushCertificate: aFact({ expiresAt }) });
const signedIn = (change: Partial<RunwayInput['signIn']>) =>
  anInput({ signIn: { apple: { contoso: 'good' }, microsoft: 'good', ...change } });

const CLOUDS: readonly (readonly [string, RunwayInput, readonly FindingCode[]])[] = [
  [
    'nothing is connected at all',
    anInput({ connections: NO_CONNECTIONS, tenant: {}, tally: [] }),
    ['noOrganization', 'noTenant', 'noTarget'],
  ],
  [
    'only Apple is connected',
    anInput({ connections: { ...CONNECTED, tenant: null } }),
    ['noTenant'],
  ],
  [
    'only Microsoft is connected',
    anInput({ connections: { ...withPolicy({ targets: [] }), organizations: [] }, tally: [] }),
    ['noOrganization', 'noTarget'],
  ],
  [
    'the network does not reach Apple',
    signedIn({ apple: { contoso: 'hostUnknown' } }),
    ['appleUnreachable'],
  ],
  [
    'Apple does not take the key',
    signedIn({ apple: { contoso: 'invalidClient' } }),
    ['appleRefused'],
  ],
  [
    'Apple’s role lacks a permission',
    signedIn({ apple: { contoso: 'roleLacksPermission' } }),
    ['appleRefused'],
  ],
  ['Apple wants to be asked less', signedIn({ apple: { contoso: 'throttled' } }), ['appleNotNow']],
  ['Microsoft is out of order', signedIn({ microsoft: 'cloudDown' }), ['microsoftNotNow']],
  ['nobody has signed in at Microsoft', signedIn({ microsoft: 'never' }), ['microsoftSignedOut']],
  ['the sign-in has run out', signedIn({ microsoft: 'signedOut' }), ['microsoftSignedOut']],
  [
    'Microsoft does not answer in time',
    signedIn({ microsoft: 'timedOut' }),
    ['microsoftUnreachable'],
  ],
  ['a permission is missing', signedIn({ microsoft: 'permissionMissing' }), ['permissionMissing']],
  ['nobody has consented', signedIn({ microsoft: 'consentMissing' }), ['permissionMissing']],
  ['no target is chosen', anInput({ connections: withPolicy({ targets: [] }) }), ['noTarget']],
];

const TOKENS: typeof CLOUDS = [
  ['Intune has no token', withTokens(), ['noToken']],
  ['the target’s token is gone', withTokens(aToken({ id: 'other' })), ['targetTokenMissing']],
  ['the token has expired', withTokens(aToken({ expiresAt: CLOUD })), ['tokenExpired']],
  ['the token has no date', withTokens(aToken({ expiresAt: null })), ['tokenExpired']],
  [
    'the token expires this month',
    withTokens(aToken({ expiresAt: CLOUD + 30 * DAY })),
    ['tokenExpiresSoon'],
  ],
  ['Apple refuses the sync', withTokens(aToken({ lastSyncErrorCode: 3 })), ['tokenSyncFailing']],
  [
    'the last sync is three days ago',
    withTokens(aToken({ recentSyncs: [CLOUD - 3 * DAY] })),
    ['tokenNotSynced'],
  ],
  ['it has never synced', withTokens(aToken({ recentSyncs: [] })), ['tokenNotSynced']],
  [
    'the token was renewed after the profile was made',
    withTokens(aToken({ modifiedAt: CLOUD - DAY })),
    ['tokenRenewedAfterProfile'],
  ],
  ['Intune has no push certificate', certificate(null), ['noPushCertificate']],
  ['the push certificate has expired', certificate(CLOUD), ['pushCertificateExpired']],
  ['the push certificate expires soon', certificate(CLOUD + DAY), ['pushCertificateExpiresSoon']],
];

const TARGETS: typeof CLOUDS = [
  ['the target’s service is gone', services(OLD), ['targetServiceMissing']],
  [
    'the target’s organization is gone',
    anInput({ connections: withTarget({ organizationId: 'sold' }), tally: [] }),
    ['targetServiceMissing'],
  ],
  [
    'the target’s service is switched off',
    services(aService({ status: 'INACTIVE' }), OLD),
    ['targetServiceInactive'],
  ],
  [
    'the target’s service has not called for days',
    services(aService({ lastConnectedAt: CLOUD - 3 * DAY }), OLD),
    ['targetServiceSilent'],
  ],
  [
    'the target’s service never called',
    services(aService({ lastConnectedAt: null }), OLD),
    ['targetServiceSilent'],
  ],
  [
    'School tells neither status nor last contact',
    services(
      aService({ status: undefined, lastConnectedAt: undefined, mayDisown: undefined }),
      OLD,
    ),
    [],
  ],
  [
    'the old service still gets new purchases',
    services(aService(), aService({ ...OLD, defaultFamilies: ['IPHONE', 'MAC'] })),
    ['formerIsDefault'],
  ],
  [
    'the old service may disown devices',
    services(aService(), aService({ ...OLD, mayDisown: true })),
    ['serviceMayDisown'],
  ],
  [
    'no former service is named',
    anInput({ connections: withPolicy({ formerServiceIds: [] }), tally: [] }),
    ['noFormerService'],
  ],
  [
    'the target names no profile for a family that is there',
    anInput({ tally: [aLine({ family: 'Mac' })] }),
    ['profileMissingForFamily'],
  ],
  [
    'a group has the profile for a family',
    anInput({
      tally: [aLine({ family: 'iPad' })],
      connections: withPolicy({ groups: { Munich: { allowedProfileIds: ['p-phone'] } } }),
    }),
    [],
  ],
  ['the profile is gone', profiles(), ['profileGone']],
  ['the profile stands under another token', profiles(aProfile({ tokenId: 'U' })), ['profileGone']],
  [
    'the profile does not await configuration',
    profiles(aProfile({ awaitsConfiguration: false })),
    ['profileNotAwaiting'],
  ],
  [
    'the profile lets users leave',
    profiles(aProfile({ isRemovalDisabled: false })),
    ['profileRemovable'],
  ],
  ['new devices get no profile', profiles(aProfile({ isDefault: false })), ['noDefaultProfile']],
  ['a policy does not say whether it is the default', profiles(aProfile({ isDefault: null })), []],
  [
    'a restriction keeps the platform out',
    withTenant({ restrictions: aFact({ blockedPlatforms: ['ios'] }) }),
    ['platformBlocked'],
  ],
];

const ONBOARD = [...CLOUDS, ...TOKENS, ...TARGETS];

export const SITUATIONS: readonly Situation[] = [
  ...ONBOARD.map(([about, input, findings]) => ({
    about,
    input,
    findings,
    step: 'onboard' as const,
  })),
  ...WORK.map(([about, step, input, findings]) => ({ about, step, input, findings })),
];
