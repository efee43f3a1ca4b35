import type { Enrollment, Hardware, Identity } from '../../src/core/facts/device-facts.ts';
import type { Fact, FactSource } from '../../src/core/facts/fact.ts';
import { type SerialNumber, serialNumberSchema } from '../../src/core/identifiers/serial-number.ts';
import { DAY, HOUR, type Instant } from '../../src/core/time.ts';
import { inTurns } from '../../src/engine/in-turns.ts';
import type { FactRow } from '../../src/engine/mirror/fact-row.ts';
import type { Mirror } from '../../src/engine/mirror/mirror.ts';

/** A fleet of made-up devices: the same seed gives the same fleet. */
export interface FleetPlan {
  readonly devices: number;
  /** When the lists were read (bench clock). */
  readonly readAt: Instant;
  readonly seed?: number;
}

export const FLEET_IDS = {
  organizationId: 'organization-1',
  tokenId: '6f0c1d52-7a0e-4c3b-9d57-0b9a1c2e4f10',
  services: ['0A1B2C3D4E5F60718293A4B5C6D7E8F9', 'FFEEDDCCBBAA99887766554433221100'],
  profiles: ['b1d7a1de-3c54-4b0a-8f4f-52f1f0c8a901', 'b1d7a1de-3c54-4b0a-8f4f-52f1f0c8a902'],
} as const;

const ALPHABET = '0123456789CDFGHJKLMNPQRTVWXY';
const MODELS = [
  ['iPhone', 'iPhone 16', 'iPhone17,3'],
  ['iPhone', 'iPhone 14', 'iPhone14,7'],
  ['iPad', 'iPad (9th generation)', 'iPad12,1'],
  ['Mac', 'MacBook Air (13-inch, M3, 2024)', 'Mac15,12'],
  ['AppleTV', 'Apple TV 4K (3rd generation)', 'AppleTV14,1'],
] as const;

/**
 * Puts the whole fleet into a mirror as a listing would: hardware, membership, assignment, identities and
 * enrollments of each device, in slices that let the event loop go on. Gives back the serials.
 */
export async function fillMirror(
  mirror: Mirror,
  plan: FleetPlan,
): Promise<readonly SerialNumber[]> {
  const seed = plan.seed ?? 1;
  const numbers = Array.from({ length: plan.devices }, (_, number) => number);
  const serials = numbers.map((number) => serialOf(number, seed));
  await inTurns(numbers, (slice) => {
    mirror.putAll(slice.flatMap((number) => rowsOf(number, serialOf(number, seed), plan.readAt)));
  });
  return serials;
}

/** The facts of one device of the fleet. */
export function rowsOf(number: number, serial: SerialNumber, readAt: Instant): FactRow[] {
  const { organizationId, services } = FLEET_IDS;
  const fact = <T>(value: T, source: FactSource): Fact<T> => ({
    value,
    source,
    observedAt: readAt,
  });
  const assignedAt = readAt - 30 * DAY;
  const serviceId = services[number % 3 === 0 ? 1 : 0];
  const membership = { state: 'member' as const, organizationId };
  return [
    { serial, kind: 'hardware', fact: fact(hardwareOf(number), 'appleList') },
    { serial, kind: 'membership', fact: fact(membership, 'appleList') },
    {
      serial,
      kind: 'assignment',
      fact: fact({ organizationId, serviceId, assignedAt }, 'appleList'),
    },
    { serial, kind: 'identities', fact: fact([identityOf(number, readAt)], 'intuneList') },
    { serial, kind: 'enrollments', fact: fact(enrollmentsOf(number, readAt), 'intuneList') },
  ];
}

/** 200,000 numbers in a row give 200,000 different serials that lie anywhere in the alphabet. */
export function serialOf(number: number, seed: number): SerialNumber {
  let mixed = (BigInt(number) * 0x9e3779b97f4a7c15n + BigInt(seed)) & 0xffff_ffff_ffff_ffffn;
  let text = '';
  for (let place = 0; place < 12; place += 1) {
    text += ALPHABET[Number(mixed % 28n)] ?? '0';
    mixed /= 28n;
  }
  return serialNumberSchema.parse(text);
}

function hardwareOf(number: number): Hardware {
  const [family, model, productType] = MODELS[number % MODELS.length] ?? MODELS[0];
  const digits = String(number).padStart(9, '0');
  const isCellular = family === 'iPhone';
  return {
    family,
    model,
    productType,
    partNumber: 'MYE73ZD/A',
    wifiMacAddress: `AABB${number.toString(16).toUpperCase().padStart(8, '0')}`,
    imei: isCellular ? [`35999${digits}0`, `49015${digits}1`] : [],
    meid: isCellular ? [`35999${digits}`] : [],
    ...(isCellular && { eid: `89049032004000000000000${digits}` }),
    addedAt: 1_700_000_000_000,
    purchaseSource: 'RESELLER',
  };
}

function identityOf(number: number, readAt: Instant): Identity {
  const isEnrolled = number % 2 === 0;
  return {
    id: `352e3c2f-3c2f-352e-2f3c-${number.toString(16).padStart(12, '0')}`,
    tokenId: FLEET_IDS.tokenId,
    profileId: FLEET_IDS.profiles[number % 5 === 0 ? 1 : 0],
    profileAssignedAt: readAt - 20 * DAY,
    enrollmentState: isEnrolled ? 'enrolled' : 'notContacted',
    isDeleted: false,
    createdAt: readAt - 25 * DAY,
    lastContactedAt: isEnrolled ? readAt - HOUR : null,
  };
}

function enrollmentsOf(number: number, readAt: Instant): Enrollment[] {
  if (number % 2 !== 0) return [];
  return [
    {
      id: `9c0a4f7e-52d2-4d2b-a2a1-${number.toString(16).padStart(12, '0')}`,
      enrolledAt: readAt - 10 * DAY,
      managementState: 'managed',
      managementAgent: 'mdm',
      enrollmentType: 'appleBulkWithUser',
      profileName: 'iOS - user affinity',
      userPrincipalName: `user.${number}@contoso.example`,
      lastSyncAt: readAt - HOUR,
      osVersion: '26.1',
    },
  ];
}
