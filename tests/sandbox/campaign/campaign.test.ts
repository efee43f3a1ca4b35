import { describe, expect, it } from 'vitest';
import { connectionsSchema } from '../../../src/core/connections.ts';
import { serialNumberSchema } from '../../../src/core/identifiers/serial-number.ts';
import { laneSchema } from '../../../src/core/verdict/lane.ts';
import { REASONS } from '../../../src/core/verdict/reasons.ts';
import { connections, SERVICE } from '../../../src/sandbox/campaign/organization.ts';
import { STORIES, STORY_NAMES } from '../../../src/sandbox/campaign/stories.ts';
import { createManualClock } from '../../../src/sandbox/manual-clock.ts';
import { createSandbox, SANDBOX_START } from '../../../src/sandbox/sandbox.ts';

const sandbox = createSandbox({ clock: createManualClock(SANDBOX_START) });
const devices = [...sandbox.world.state.devices.values()];
const hardware = devices.map((device) => device.hardware);

describe('the campaign', () => {
  it('has 2,000 devices in the organization and one that is in none', () => {
    expect(devices.filter(({ isMember }) => isMember)).toHaveLength(2_000);
    expect(devices).toHaveLength(2_001);
  });

  it('gives every device identifiers of its own', () => {
    for (const of of ['serial', 'wifiMac', 'bluetoothMac', 'ecid', 'udid'] as const) {
      expect(new Set(hardware.map((each) => each[of])).size).toBe(devices.length);
    }
    const imeis = hardware.flatMap(({ imei }) => imei);
    expect(new Set(imeis).size).toBe(imeis.length);
  });

  it('has serials of both styles, all valid', () => {
    const lengths = new Set(hardware.map(({ serial }) => serialNumberSchema.parse(serial).length));
    expect(lengths).toEqual(new Set([10, 12]));
    expect(hardware.filter(({ serial }) => /[OI]/.test(serial))).toEqual([]);
  });

  it('has IMEIs and EIDs with valid check digits', () => {
    const phones = hardware.filter(({ imei }) => imei.length > 0);
    expect(phones.length).toBeGreaterThan(1_000);
    for (const { imei, eid } of phones) {
      expect(imei.every(passesLuhn)).toBe(true);
      expect([eid.length, BigInt(eid) % 97n]).toEqual([32, 1n]);
    }
  });

  it('is spread over the migration: most still on the old MDM, a fifth in Intune', () => {
    const share = (count: number) => Math.round((count / 2_000) * 100);
    const onOldMdm = devices.filter(({ serviceId }) => serviceId === SERVICE.oldMdm).length;
    const inIntune = devices.filter(({ enrollments }) => enrollments.length > 0).length;
    const families = new Set(hardware.map(({ family }) => family));
    expect(share(onOldMdm)).toBeGreaterThan(38);
    expect(share(inIntune)).toBeGreaterThan(17);
    expect(families.size).toBe(6);
  });

  it('happens in the past: nothing was enrolled, assigned or synced after the start', () => {
    const times = devices.flatMap((device) => [
      device.assignedAt,
      device.hardware.addedAt,
      ...device.enrollments.flatMap(({ enrolledAt, lastSyncAt }) => [enrolledAt, lastSyncAt]),
      ...device.identities.flatMap(({ createdAt, profileAssignedAt }) => [
        createdAt,
        profileAssignedAt ?? 0,
      ]),
    ]);
    expect(Math.max(...times)).toBeLessThanOrEqual(sandbox.world.now());
  });

  it('gives Intune an identity for everything that Apple assigned before the last sync', () => {
    const targets: readonly (string | null)[] = [SERVICE.offices, SERVICE.stores];
    const [last = 0] = sandbox.world.state.tokens
      .map(({ lastSyncAt }) => lastSyncAt)
      .toSorted((one, other) => one - other);
    const missing = devices.filter(
      (device) =>
        targets.includes(device.serviceId) &&
        device.assignedAt < last &&
        device.identities.length === 0,
    );
    expect(missing).toEqual([]);
  });

  it('is connected by valid settings', () => {
    expect(connectionsSchema.parse(connections)).toEqual(connections);
    expect(sandbox.connections.policy.targets.map(({ id }) => id)).toEqual(['offices', 'stores']);
  });
});

describe('the stories', () => {
  it('name lanes and reasons that exist and belong together', () => {
    const wrong = STORY_NAMES.filter((name) => {
      const { lane, reason } = STORIES[name];
      return REASONS[reason].lane !== laneSchema.parse(lane);
    });
    expect(wrong).toEqual([]);
  });

  it('reach every lane', () => {
    const lanes = new Set(STORY_NAMES.map((name) => STORIES[name].lane));
    expect(lanes).toEqual(new Set(laneSchema.options));
  });

  it('reach every reason that a single device can have without people or faults', () => {
    const told = new Set<string>(STORY_NAMES.map((name) => STORIES[name].reason));
    const untold = Object.keys(REASONS).filter((reason) => !told.has(reason));
    expect(untold.filter((reason) => !ELSEWHERE.test(reason) && !MADE_BY_WORK.has(reason))).toEqual(
      [],
    );
  });

  it('keep their serials', () => {
    expect(sandbox.stories).toMatchObject({
      formerService: 'MKD9FYJ0WL',
      readyToReset: 'K4T9F0JV7V',
    });
  });
});

/** Missing answers, policy, the state of the tenant, and codes that name no device. */
const ELSEWHERE = /(Asking|Offline|Rechecking|NotAttestable)$|^token|^pushCertificate|^code/;
/** What a person or a job brings about. */
const MADE_BY_WORK = new Set([
  'setAside',
  'handedOver',
  'resetUnderWay',
  'resetProven',
  'reassignUnderWay',
  'syncUnderWay',
  'profileUnderWay',
  'profileOlderThanAssignment',
]);

function passesLuhn(digits: string): boolean {
  const sum = Array.from(digits)
    .toReversed()
    .reduce((total, digit, index) => {
      const value = Number(digit) * (index % 2 === 1 ? 2 : 1);
      return total + (value > 9 ? value - 9 : value);
    }, 0);
  return digits.length === 15 && sum % 10 === 0;
}
