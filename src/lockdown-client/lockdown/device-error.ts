import { cleanText } from '../clean-text.ts';
import type { LockdownFailure } from '../failure.ts';

/** The refusals lockdown is known to give: docs/protocol/apple-usb.md#lockdown. */
const names = [
  'InvalidResponse',
  'MissingKey',
  'MissingValue',
  'GetProhibited',
  'SetProhibited',
  'RemoveProhibited',
  'ImmutableValue',
  'PasswordProtected',
  'UserDeniedPairing',
  'PairingDialogResponsePending',
  'MissingHostID',
  'InvalidHostID',
  'SessionActive',
  'SessionInactive',
  'MissingSessionID',
  'InvalidSessionID',
  'MissingService',
  'InvalidService',
  'ServiceLimit',
  'MissingPairRecord',
  'SavePairRecordFailed',
  'InvalidPairRecord',
  'InvalidActivationRecord',
  'MissingActivationRecord',
  'ServiceProhibited',
  'EscrowLocked',
  'PairingProhibitedOverThisConnection',
  'FMiPProtected',
  'MCProtected',
  'MCChallengeRequired',
] as const;

export type DeviceErrorName = (typeof names)[number];

/** A refusal as the device worded it. */
export function deviceFailure(text: string): LockdownFailure {
  const name = names.find((known) => known === text) ?? 'other';
  return { code: 'device', name, text: cleanText(text) };
}
