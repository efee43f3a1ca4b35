import type { DeviceFamily } from '../../core/facts/device-facts.ts';
import type { DeviceSymptom } from '../../core/facts/device-symptom.ts';
import type { SerialNumber } from '../../core/identifiers/serial-number.ts';
import type { Instant } from '../../core/time.ts';

/** What was made in the factory and never changes. */
export interface Hardware {
  readonly serial: SerialNumber;
  readonly family: DeviceFamily;
  readonly model: string;
  readonly productType: string;
  readonly capacity: string;
  readonly color: string;
  readonly partNumber: string;
  readonly orderNumber: string;
  readonly purchaseSource: 'APPLE' | 'RESELLER' | 'MANUALLY_ADDED';
  readonly orderedAt: Instant;
  readonly addedAt: Instant;
  readonly imei: readonly string[];
  readonly meid: readonly string[];
  readonly eid: string;
  readonly wifiMac: string;
  readonly bluetoothMac: string;
  readonly ethernetMac?: string;
  readonly chip: string;
  readonly board: string;
  readonly ecid: string;
  readonly udid: string;
  /** Does this model write the date of its own erase where USB can read it? */
  readonly stampsErase: boolean;
}

/** A serial as one Intune token imported it. */
export interface SimulatedIdentity {
  readonly id: string;
  readonly tokenId: string;
  profileId: string | null;
  profileAssignedAt: Instant | null;
  state: 'unknown' | 'enrolled' | 'pendingReset' | 'failed' | 'notContacted' | 'blocked';
  isDeleted: boolean;
  createdAt: Instant;
  lastContactedAt: Instant | null;
}

/** A managedDevice row. */
export interface SimulatedEnrollment {
  readonly id: string;
  readonly enrolledAt: Instant;
  lastSyncAt: Instant;
  readonly profileName: string | null;
  readonly type: string;
  readonly agent: 'mdm' | 'jamf';
  readonly user: string | null;
  managementState: string;
  /** When Intune was told to wipe it. */
  wipedAt?: Instant;
}

/**
 * Everything about a device that can change. All instants are on the clouds' clock.
 * `appleProfileId` is what Apple would hand out at activation: empty until Intune has given one since the last
 * assignment. `previousServiceId` is what Apple still answers until `visibleAt`.
 */
export interface SimulatedDevice {
  readonly hardware: Hardware;
  isMember: boolean;
  serviceId: string | null;
  previousServiceId: string | null;
  assignedAt: Instant;
  visibleAt: Instant;
  releasedAt: Instant | null;
  appleProfileId: string | null;
  lock: 'NONE' | 'USER' | 'MDM' | 'INTERNAL' | 'unreadable';
  isMigrationCapable: boolean;
  migration: { status: 'REQUESTED' | 'STARTED' | 'SUCCESS' | 'FAILED'; deadlineAt: Instant } | null;
  identities: SimulatedIdentity[];
  enrollments: SimulatedEnrollment[];
  stage: 'sealed' | 'inUse' | 'setupAssistant' | 'activationLocked';
  managedBy: string | null;
  mode: 'normal' | 'recovery' | 'dfu' | 'restoreRamdisk';
  /** Off the bus for now: restarting or erasing. */
  isAway: boolean;
  name: string;
  owner: string | null;
  osVersion: string;
  batteryPercent: number;
  hasActiveEsim: boolean;
  erasedAt: Instant | null;
  /** When this bench paired with it last, which the bench remembers; an erase since then made the device forget it. */
  pairedAt: Instant | null;
  /** What somebody makes it suffer from. */
  symptom: DeviceSymptom | null;
  quirk: Quirk | null;
}

/**
 * Rare misbehaviour that a story needs. `neverImported`: Intune's sync misses it until it was unassigned once.
 * `refusesAssignment`: Apple's activity fails for it. `refusesProfile`: Intune's 204 changes nothing.
 * `lingersInIntune`: rows that Apple no longer backs stay as they are.
 * `findsNoNetwork`: it waits for its user to be activated.
 * `answersDisagree`: Apple names another service at every second question. `saysOtherSerial`: its board came
 * from another device.
 */
export type Quirk =
  | {
      readonly kind:
        | 'neverImported'
        | 'refusesAssignment'
        | 'refusesProfile'
        | 'lingersInIntune'
        | 'findsNoNetwork';
    }
  | { readonly kind: 'answersDisagree'; readonly otherServiceId: string }
  | { readonly kind: 'saysOtherSerial'; readonly serial: SerialNumber };

/** It would answer this bench as one that it has paired with. */
export function isTrusting({ pairedAt, erasedAt }: SimulatedDevice): boolean {
  return pairedAt !== null && pairedAt >= (erasedAt ?? pairedAt);
}

/** The row of the latest enrollment. */
export function newestEnrollment(device: SimulatedDevice): SimulatedEnrollment | undefined {
  return device.enrollments.toSorted((one, other) => other.enrolledAt - one.enrolledAt)[0];
}
