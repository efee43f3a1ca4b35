import { HOUR, MINUTE } from '../../../../src/core/time.ts';
import {
  aDevice,
  aFact,
  aged,
  aHardware,
  anAssignment,
  aPolicy,
  aTenant,
  aToken,
  aView,
  cloudAgo,
  enrollments,
  identities,
  offline,
  SERVICE,
  TOKEN,
  tokens,
} from '../builders.ts';
import type { Situation } from './situation.ts';

const expiredPush = aFact({ expiresAt: cloudAgo(MINUTE) });

/** Gate 4: holds. Nothing is wrong with the device; Intune cannot enroll any. */
export const TENANT: readonly Situation[] = [
  {
    name: 'Without a target the whole bench is on hold',
    given: { policy: aPolicy({ targets: [] }) },
    lane: 'wait',
    reason: 'noTarget',
  },
  {
    name: 'Without a target nothing needs to be known of a device to say so',
    given: { device: aDevice({ hardware: undefined }), policy: aPolicy({ targets: [] }) },
    lane: 'wait',
    reason: 'noTarget',
  },
  {
    name: 'A target that the manifest names and nobody set up is a hold',
    given: { view: aView({ expectation: { targetId: 'gone' } }) },
    lane: 'wait',
    reason: 'noTarget',
  },
  {
    name: 'A target whose token Intune does not have is a hold',
    given: { tenant: aTenant({ tokens: aFact([aToken({ id: TOKEN.kiosk })]) }) },
    lane: 'wait',
    reason: 'tokenMissing',
  },
  {
    name: 'An expired token is a hold, by the clock of the cloud',
    given: { tenant: aTenant({ tokens: tokens({ expiresAt: cloudAgo(1) }) }) },
    lane: 'wait',
    reason: 'tokenExpired',
  },
  {
    name: 'A token that cannot sync is a hold: perhaps new terms wait for acceptance',
    given: { tenant: aTenant({ tokens: tokens({ lastSyncErrorCode: 12 }) }) },
    lane: 'wait',
    reason: 'tokenSyncFailing',
  },
  {
    name: 'An expired push certificate is a hold',
    given: { tenant: aTenant({ pushCertificate: expiredPush }) },
    lane: 'wait',
    reason: 'pushCertificateExpired',
  },
  {
    name: 'A hold comes before what is wrong with the device, which is listed under it',
    given: {
      device: aDevice({ assignment: anAssignment({ serviceId: SERVICE.stranger }) }),
      tenant: aTenant({ pushCertificate: expiredPush }),
    },
    lane: 'wait',
    reason: 'pushCertificateExpired',
    under: ['foreignService'],
  },
  {
    name: 'A hold asks Apple nothing: its answer would not help',
    given: {
      device: aDevice({ lock: undefined, deviceCheck: undefined }),
      tenant: aTenant({ pushCertificate: expiredPush }),
    },
    lane: 'wait',
    reason: 'pushCertificateExpired',
  },
  {
    name: 'A hold still asks Intune, which is cheap',
    given: {
      device: aDevice({ identities: aged(identities({}), 5 * HOUR) }),
      tenant: aTenant({ pushCertificate: expiredPush }),
    },
    lane: 'wait',
    reason: 'pushCertificateExpired',
    under: ['identitiesAsking'],
    questions: ['identities'],
  },
  {
    name: 'A family for which the target names no profile is a hold',
    given: { device: aDevice({ hardware: aFact(aHardware({ family: 'Vision' })) }) },
    lane: 'wait',
    reason: 'noAllowedProfile',
  },
  {
    name: 'A blank profile column in the manifest means the profile of its family',
    given: { view: aView({ expectation: { profileIds: [] } }) },
    lane: 'clear',
    reason: 'allGatesHold',
  },
  {
    name: 'Without tokens Intune is asked for them',
    given: { tenant: aTenant({ tokens: undefined }) },
    lane: 'wait',
    reason: 'tokensAsking',
    questions: ['tenant'],
  },
  {
    name: 'Tokens read an hour and a minute ago are asked again',
    given: { tenant: aTenant({ tokens: aged(tokens(), 61 * MINUTE) }) },
    lane: 'wait',
    reason: 'tokensAsking',
    questions: ['tenant'],
  },
  {
    name: 'Tokens cannot be asked offline',
    given: { tenant: offline({ tokens: aged(tokens(), 2 * HOUR) }) },
    lane: 'unknown',
    reason: 'tokensOffline',
  },
  {
    name: 'Without the push certificate Intune is asked for it',
    given: { tenant: aTenant({ pushCertificate: undefined }) },
    lane: 'wait',
    reason: 'pushCertificateAsking',
    questions: ['tenant'],
  },
  {
    name: 'A push certificate that was read too long ago cannot be asked offline',
    given: {
      tenant: offline({ pushCertificate: aFact({ expiresAt: cloudAgo(-HOUR) }, 61 * MINUTE) }),
    },
    lane: 'unknown',
    reason: 'pushCertificateOffline',
    warnings: ['pushCertificateExpiresSoon'],
  },
  {
    name: 'A device in use under an expired token may still be found out of place later',
    given: {
      device: aDevice({ enrollments: enrollments({ enrolledAt: cloudAgo(3 * HOUR) }) }),
      tenant: aTenant({ tokens: tokens({ expiresAt: null }) }),
    },
    lane: 'wait',
    reason: 'tokenExpired',
  },
];
