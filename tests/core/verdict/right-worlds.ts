import { HOUR, MINUTE } from '../../../src/core/time.ts';
import {
  aDevice,
  aFact,
  ago,
  aHardware,
  anAssignment,
  aPolicy,
  aSighting,
  aView,
  aWorld,
  cloudAgo,
  enrollments,
  identities,
  PROFILE,
  SERVICE,
  TOKEN,
  type World,
} from './builders.ts';

const attested = aView({ lockAttestedAt: ago(HOUR) });
const unreadable = aFact({ state: 'unreadable' as const, failures: 3 }, MINUTE, 'appleDevice');

/** Worlds in which every gate holds: each is `clear` or `start`, as its name says. */
export const RIGHT_WORLDS: Readonly<Record<string, World>> = {
  'clear: nothing special': aWorld(),
  'clear: offline': aWorld({ tenant: { ...aWorld().tenant, isOnline: false } }),
  'clear: enrolled with another profile': aWorld({
    device: aDevice({ identities: identities({ enrollmentState: 'pendingReset' }) }),
  }),
  'clear: enrollment failed': aWorld({
    device: aDevice({ identities: identities({ enrollmentState: 'failed' }) }),
  }),
  'clear: enrolled long ago': aWorld({
    device: aDevice({ enrollments: enrollments({ enrolledAt: cloudAgo(300 * HOUR) }) }),
  }),
  'clear: lock attested': aWorld({ device: aDevice({ lock: unreadable }), view: attested }),
  'clear: Apple TV': aWorld({
    device: aDevice({ hardware: aFact(aHardware({ family: 'AppleTV' })), lock: undefined }),
  }),
  'clear: no migration check': aWorld({
    device: aDevice({ deviceCheck: undefined }),
    policy: aPolicy({ migrationCheck: false }),
  }),
  'clear: kiosk by manifest': aWorld({
    device: aDevice({
      assignment: anAssignment({ serviceId: SERVICE.kiosk }),
      identities: identities({ tokenId: TOKEN.kiosk, profileId: PROFILE.kiosk }),
    }),
    view: aView({ expectation: { targetId: 'kiosk' } }),
  }),
  'start: reset proven': aWorld({
    view: aView({ resetRecord: { level: 'attested', cloudAt: cloudAgo(5 * MINUTE) } }),
  }),
  'start: sealed new': aWorld({ view: aView({ expectation: { isSealedNew: true } }) }),
  'start: at Hello': aWorld({
    view: aView({ sightings: [aSighting({ isInSetupAssistant: true })] }),
  }),
};
