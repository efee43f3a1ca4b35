import { MINUTE } from '../../../../src/core/time.ts';
import {
  aDevice,
  anAssignment,
  aView,
  aWork,
  BENCH,
  cloudAgo,
  identities,
  PROFILE,
} from '../builders.ts';
import type { Situation } from './situation.ts';

const kioskByManifest = aView({ expectation: { profileIds: [PROFILE.kiosk] } });
const profileJob = aWork({ kind: 'assignProfile', nextAt: BENCH + MINUTE });
const failedJob = aWork({ kind: 'assignProfile', state: 'failed', failure: 'NOT_FOUND' });
const noProfile = aDevice({ identities: identities({ profileId: null, profileAssignedAt: null }) });

function given(milliseconds: number) {
  return aDevice({ identities: identities({ profileAssignedAt: cloudAgo(milliseconds) }) });
}

/** Gate 8: an allowed profile, given after the assignment, and settled. */
export const PROFILES: readonly Situation[] = [
  {
    name: 'A device without a profile can be given one',
    given: { device: noProfile },
    lane: 'fix',
    reason: 'noProfile',
    fix: 'assignProfile',
  },
  {
    name: 'A device with a profile outside the allowed set can be given the right one',
    given: { device: aDevice({ identities: identities({ profileId: PROFILE.stray }) }) },
    lane: 'fix',
    reason: 'profileNotAllowed',
    fix: 'assignProfile',
  },
  {
    name: 'A device with the profile of its manifest column is right',
    given: {
      device: aDevice({ identities: identities({ profileId: PROFILE.kiosk }) }),
      view: kioskByManifest,
    },
    lane: 'clear',
    reason: 'allGatesHold',
  },
  {
    name: 'A device with the profile of its family is wrong when its manifest column names another',
    given: { view: kioskByManifest },
    lane: 'fix',
    reason: 'profileNotAllowed',
    fix: 'assignProfile',
  },
  {
    name: 'A second allowed profile is never replaced',
    given: {
      device: aDevice({ identities: identities({ profileId: PROFILE.stray }) }),
      view: aView({ expectation: { profileIds: [PROFILE.phone, PROFILE.stray] } }),
    },
    lane: 'clear',
    reason: 'allGatesHold',
  },
  {
    name: 'A profile older than the assignment must be given again',
    given: { device: given(121 * MINUTE) },
    lane: 'fix',
    reason: 'profileOlderThanAssignment',
    fix: 'assignProfile',
  },
  {
    name: 'A profile of the very moment of the assignment is not after it',
    given: { device: given(120 * MINUTE) },
    lane: 'fix',
    reason: 'profileOlderThanAssignment',
    fix: 'assignProfile',
  },
  {
    name: 'A profile of unknown date counts as older than the assignment',
    given: { device: aDevice({ identities: identities({ profileAssignedAt: null }) }) },
    lane: 'fix',
    reason: 'profileOlderThanAssignment',
    fix: 'assignProfile',
  },
  {
    name: 'A profile being given is waited for',
    given: { device: noProfile, view: aView({ work: [profileJob] }) },
    lane: 'wait',
    reason: 'profileUnderWay',
    until: BENCH + MINUTE,
  },
  {
    name: 'A profile that Intune did not take can be tried again',
    given: { device: noProfile, view: aView({ work: [failedJob] }) },
    lane: 'fix',
    reason: 'profileFailed',
    fix: 'assignProfile',
  },
  {
    name: 'A failure to give the profile is forgotten once the device has it',
    given: { view: aView({ work: [failedJob] }) },
    lane: 'clear',
    reason: 'allGatesHold',
  },
  {
    name: 'A profile given four minutes ago has not settled',
    given: { device: given(4 * MINUTE) },
    lane: 'wait',
    reason: 'profileSettling',
    until: BENCH + 6 * MINUTE,
  },
  {
    name: 'A profile is not settled a millisecond before ten minutes',
    given: { device: given(10 * MINUTE - 1) },
    lane: 'wait',
    reason: 'profileSettling',
    until: BENCH + 1,
  },
  {
    name: 'A profile is settled after exactly ten minutes',
    given: { device: given(10 * MINUTE) },
    lane: 'clear',
    reason: 'allGatesHold',
  },
  {
    name: 'A profile from the future of the cloud has not settled',
    given: { device: given(-5 * MINUTE) },
    lane: 'wait',
    reason: 'profileSettling',
    until: BENCH + 15 * MINUTE,
  },
  {
    name: 'A device reassigned after it got its profile needs the profile again',
    given: {
      device: aDevice({
        assignment: anAssignment({ assignedAt: cloudAgo(60 * MINUTE) }),
        identities: identities({ createdAt: cloudAgo(50 * MINUTE) }),
      }),
    },
    lane: 'fix',
    reason: 'profileOlderThanAssignment',
    fix: 'assignProfile',
  },
  {
    name: 'Waiting for the enrollment after a reset does not hold up anything',
    given: { view: aView({ work: [aWork({ kind: 'confirm', nextAt: BENCH + MINUTE })] }) },
    lane: 'clear',
    reason: 'allGatesHold',
  },
];
