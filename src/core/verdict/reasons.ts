import type { Lane } from './lane.ts';

/**
 * Every reason a verdict can have: the lane it leads to and the gate it belongs to.
 * Its sentence and next step stand in words/<language>.json under `reason.<code>`; a test walks both.
 * A pair `…Asking` / `…Offline` is one missing or aged fact: it can be asked now, or it cannot.
 */
export const REASONS = {
  noSerial: { gate: 'identified', lane: 'unknown' },
  codeUnresolved: { gate: 'identified', lane: 'unknown' },
  codeAmbiguous: { gate: 'identified', lane: 'unknown' },
  serialMismatch: { gate: 'identified', lane: 'stop' },
  serialOnTwoSlots: { gate: 'identified', lane: 'stop' },
  unsupportedKind: { gate: 'identified', lane: 'stop' },
  setAside: { gate: 'identified', lane: 'stop' },

  handedOver: { gate: 'done', lane: 'done' },
  inIntune: { gate: 'done', lane: 'done' },
  enrollmentBlocked: { gate: 'done', lane: 'stop' },
  enrollmentsAsking: { gate: 'done', lane: 'wait' },
  enrollmentsOffline: { gate: 'done', lane: 'unknown' },
  profilesAsking: { gate: 'done', lane: 'wait' },
  profilesOffline: { gate: 'done', lane: 'unknown' },

  migrationRequested: { gate: 'migration', lane: 'wait' },
  migrationStarted: { gate: 'migration', lane: 'wait' },
  migrationFailed: { gate: 'migration', lane: 'stop' },
  migratesByItself: { gate: 'migration', lane: 'migrate' },
  cannotKeepData: { gate: 'migration', lane: 'fix' },
  keepsDataAsking: { gate: 'migration', lane: 'wait' },
  keepsDataOffline: { gate: 'migration', lane: 'unknown' },

  noTarget: { gate: 'tenant', lane: 'wait' },
  tokenMissing: { gate: 'tenant', lane: 'wait' },
  tokenExpired: { gate: 'tenant', lane: 'wait' },
  tokenSyncFailing: { gate: 'tenant', lane: 'wait' },
  pushCertificateExpired: { gate: 'tenant', lane: 'wait' },
  noAllowedProfile: { gate: 'tenant', lane: 'wait' },
  tokensAsking: { gate: 'tenant', lane: 'wait' },
  tokensOffline: { gate: 'tenant', lane: 'unknown' },
  pushCertificateAsking: { gate: 'tenant', lane: 'wait' },
  pushCertificateOffline: { gate: 'tenant', lane: 'unknown' },

  notInOrganization: { gate: 'organization', lane: 'stop' },
  released: { gate: 'organization', lane: 'stop' },
  membershipAsking: { gate: 'organization', lane: 'wait' },
  membershipOffline: { gate: 'organization', lane: 'unknown' },

  answersDisagree: { gate: 'service', lane: 'stop' },
  answersRechecking: { gate: 'service', lane: 'wait' },
  foreignService: { gate: 'service', lane: 'stop' },
  onOtherTarget: { gate: 'service', lane: 'stop' },
  onFormerService: { gate: 'service', lane: 'fix' },
  unassigned: { gate: 'service', lane: 'fix' },
  reassignFailed: { gate: 'service', lane: 'fix' },
  reassignUnderWay: { gate: 'service', lane: 'wait' },
  assignmentAsking: { gate: 'service', lane: 'wait' },
  assignmentOffline: { gate: 'service', lane: 'unknown' },

  identityMissing: { gate: 'identity', lane: 'fix' },
  syncPending: { gate: 'identity', lane: 'wait' },
  syncUnderWay: { gate: 'identity', lane: 'wait' },
  identitiesAsking: { gate: 'identity', lane: 'wait' },
  identitiesOffline: { gate: 'identity', lane: 'unknown' },

  noProfile: { gate: 'profile', lane: 'fix' },
  profileNotAllowed: { gate: 'profile', lane: 'fix' },
  profileOlderThanAssignment: { gate: 'profile', lane: 'fix' },
  profileFailed: { gate: 'profile', lane: 'fix' },
  profileUnderWay: { gate: 'profile', lane: 'wait' },
  profileSettling: { gate: 'profile', lane: 'wait' },

  lockedByUser: { gate: 'lock', lane: 'stop' },
  lockedByMdm: { gate: 'lock', lane: 'stop' },
  lockedUnknownKind: { gate: 'lock', lane: 'stop' },
  lockUnreadable: { gate: 'lock', lane: 'wait' },
  lockNotAttestable: { gate: 'lock', lane: 'wait' },
  lockAsking: { gate: 'lock', lane: 'wait' },
  lockOffline: { gate: 'lock', lane: 'unknown' },

  deviceCheckAsking: { gate: 'deviceCheck', lane: 'wait' },
  deviceCheckOffline: { gate: 'deviceCheck', lane: 'unknown' },

  resetUnderWay: { gate: 'open', lane: 'wait' },
  resetProven: { gate: 'open', lane: 'start' },
  sealedNew: { gate: 'open', lane: 'start' },
  sealedButEnrolled: { gate: 'open', lane: 'unknown' },
  atSetupAssistant: { gate: 'open', lane: 'start' },
  pendingReset: { gate: 'open', lane: 'clear' },
  enrollmentFailed: { gate: 'open', lane: 'clear' },
  allGatesHold: { gate: 'open', lane: 'clear' },
} as const satisfies Record<string, { gate: Gate; lane: Lane }>;

/**
 * In the order in which they decide; `open` means that every gate held. Asking Apple for one device costs a
 * request, so `lock` and `deviceCheck` come last: only a device that is right in every other way is asked for.
 */
export const GATES = [
  'identified',
  'done',
  'migration',
  'tenant',
  'organization',
  'service',
  'identity',
  'profile',
  'lock',
  'deviceCheck',
  'open',
] as const;
export type Gate = (typeof GATES)[number];
export type ReasonCode = keyof typeof REASONS;
export const REASON_CODES = Object.keys(REASONS) as [ReasonCode, ...ReasonCode[]];

/** Beside any lane. Sentences stand in words/<language>.json under `warning.<code>`. */
export const WARNING_CODES = [
  'erasesDeviceInUse',
  'notReleasedByUser',
  'resetOrdered',
  'configuratorProvisional',
  'batteryLow',
  'staleEnrollmentRows',
  'managedByPartner',
  'identityUnderOtherToken',
  'osBelowMinimum',
  'keepEsim',
  'lockAttested',
  'tokenExpiresSoon',
  'pushCertificateExpiresSoon',
  'releaseNotChecked',
] as const;
export type WarningCode = (typeof WARNING_CODES)[number];
