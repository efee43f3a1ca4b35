import type { SerialNumber } from '../../core/identifiers/serial-number.ts';
import { DAY, HOUR, MINUTE, type Instant } from '../../core/time.ts';
import { makeCampaign, type Campaign } from '../campaign/campaign.ts';
import { TOKENS, type Platform } from '../campaign/organization.ts';
import { beginEntra, type EntraState } from '../microsoft-cloud/entra-state.ts';
import { beginIntune, type IntuneState } from '../microsoft-cloud/intune-state.ts';
import type { SimulatedDevice } from './device.ts';
import type { Occurrence } from './occurrence.ts';

export interface SimulatedToken {
  readonly id: string;
  expiresAt: Instant;
  lastSyncAt: Instant;
  lastSyncTriggeredAt: Instant;
  isSyncing: boolean;
  syncErrorCode: number;
  /** Given to serials that come in with a later sync. */
  defaultProfiles: Partial<Record<Platform, string>>;
  /** Of the last renewal: whose account made it, and when. */
  appleIdentifier?: string;
  modifiedAt?: Instant;
  /** How many keys were made for it; absent: the first one. */
  keys?: number;
}

export interface SimulatedActivity {
  readonly id: string;
  readonly type:
    | 'ASSIGN_DEVICES'
    | 'UNASSIGN_DEVICES'
    | 'ASSIGN_DEVICES_WITH_MDM_MIGRATION_DEADLINE'
    | 'UPDATE_MDM_MIGRATION_DEADLINE'
    | 'CANCEL_MDM_MIGRATION';
  /** Of a migration that is scheduled or changed. */
  readonly deadlineAt?: Instant;
  readonly serviceId: string | null;
  readonly serials: readonly SerialNumber[];
  readonly createdAt: Instant;
  readonly processingAt: Instant;
  readonly completedAt: Instant;
  /** Filled when it is done, one per serial; empty text for success. */
  failures: string[];
}

/** Everything in the simulated world that can change. Instants are on the clouds' clock. */
export interface WorldState {
  readonly devices: Map<string, SimulatedDevice>;
  readonly tokens: SimulatedToken[];
  readonly pushCertificate: { expiresAt: Instant };
  activities: SimulatedActivity[];
  occurrences: Occurrence[];
  /** Which device is plugged in where. */
  slots: Record<string, SerialNumber>;
  isOnline: boolean;
  /** Running numbers by name, so that made-up ids and turns can be repeated. */
  counters: Record<string, number>;
  /** When requests were let through, per quota. */
  quotas: Record<string, Instant[]>;
  /** Hashes of the bearers that Apple's sign-in has given out and that are still good. */
  appleBearers: { readonly hash: string; readonly until: Instant }[];
  /** The statements that were signed in with, until they could not be sent again anyway. */
  assertions: { readonly jti: string; readonly until: Instant }[];
  entra: EntraState;
  intune: IntuneState;
}

export interface Beginning {
  readonly campaign: Campaign;
  readonly state: WorldState;
}

/** The world at its start. */
export function beginWorld(seed: number, startAt: Instant): Beginning {
  const campaign = makeCampaign(seed, startAt);
  const devices = campaign.entries.map(({ device }) => [device.hardware.serial, device] as const);
  return {
    campaign,
    state: {
      devices: new Map(devices),
      tokens: TOKENS.map(({ id }, index) => ({
        id,
        // The second one ends soon enough for a warning.
        expiresAt: startAt + (index === 0 ? 240 : 19) * DAY,
        lastSyncAt: startAt - 4 * HOUR - index * 7 * MINUTE,
        lastSyncTriggeredAt: startAt - 26 * HOUR - index * 11 * MINUTE,
        isSyncing: false,
        syncErrorCode: 0,
        defaultProfiles: {},
      })),
      pushCertificate: { expiresAt: startAt + 171 * DAY },
      activities: [],
      occurrences: [],
      slots: {},
      isOnline: true,
      counters: {},
      quotas: {},
      appleBearers: [],
      assertions: [],
      entra: beginEntra(),
      intune: beginIntune(),
    },
  };
}
