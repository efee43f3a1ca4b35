import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE } from '../../../src/core/time.ts';
import { SERVICE, TOKEN } from '../../../src/sandbox/campaign/organization.ts';
import type { SimulatedDevice } from '../../../src/sandbox/world/device.ts';
import { faultyClouds } from './faulty-clouds.ts';
import { reasonOf } from './told.ts';

describe('a serial that is in two tokens', () => {
  it('is judged by the row under the token of its target, with a warning', async () => {
    const bench = await faultyClouds();
    const { verdict } = await bench.check(bench.sandbox.stories.underOtherToken);
    expect(verdict.lane).toBe('clear');
    expect(verdict.warnings.map(({ code }) => code)).toContain('identityUnderOtherToken');
  });

  it('is not clear by the profile of the other one', async () => {
    const bench = await faultyClouds();
    const serial = bench.sandbox.stories.underOtherToken;
    bench.sandbox.world.change(serial, ({ identities }) => {
      const [own, other] = identities;
      if (!own || !other) throw new Error('it has a row under each token');
      other.profileId = own.profileId;
      other.profileAssignedAt = own.profileAssignedAt;
      own.profileId = null;
    });
    expect(reasonOf(await bench.check(serial))).toBe('noProfile');
  });

  it('is not clear while one of the tokens gives no answer', async () => {
    const bench = await faultyClouds();
    const serial = bench.sandbox.stories.underOtherToken;
    const match = `${TOKEN.offices}/importedAppleDeviceIdentities`;
    bench.sandbox.world.faults.push({ match, kind: 'status', status: 503, times: Infinity });
    reasonOf(await bench.cardAfter(2 * MINUTE, serial));
  });
});

describe('answers of the two clouds that contradict each other', () => {
  it.each<[string, string, (device: SimulatedDevice) => void]>([
    [
      'Apple on the old service, Intune with a profile',
      'onFormerService',
      (device) => {
        device.serviceId = SERVICE.oldMdm;
        device.previousServiceId = SERVICE.oldMdm;
      },
    ],
    [
      'Apple on no service, Intune with a profile',
      'unassigned',
      (device) => {
        device.serviceId = null;
        device.previousServiceId = null;
      },
    ],
    [
      'Apple on the service of another token',
      'onOtherTarget',
      (device) => {
        device.serviceId = SERVICE.stores;
        device.previousServiceId = SERVICE.stores;
      },
    ],
    [
      'Apple without the device, Intune with it',
      'notInOrganization',
      (device) => (device.isMember = false),
    ],
    [
      'Apple on the target, Intune without a row',
      'syncPending',
      (device) => (device.identities = []),
    ],
    [
      'Apple on the target, the row of Intune deleted',
      'syncPending',
      ({ identities }) => {
        for (const row of identities) row.isDeleted = true;
      },
    ],
    [
      'Apple on the target since later than the profile',
      'profileOlderThanAssignment',
      ({ identities }) => {
        for (const row of identities) row.profileAssignedAt = null;
      },
    ],
  ])('%s: never clear', async (_, reason, change) => {
    const bench = await faultyClouds();
    const serial = bench.sandbox.stories.readyToReset;
    bench.sandbox.world.change(serial, change);
    expect([reason, 'identityMissing']).toContain(reasonOf(await bench.check(serial)));
  });

  it('of one cloud with itself end every clear, and stop the device once a sync has gone by', async () => {
    const bench = await faultyClouds();
    const serial = bench.sandbox.stories.answersDisagree;
    await bench.check(serial);
    await bench.through(bench.clouds.revalidation.ask(serial, ['assignment'], 'bench'));
    for (let minute = 0; minute < 6; minute += 1) {
      reasonOf(await bench.cardAfter(MINUTE, serial));
    }
    bench.jobs.sync(bench.offices);
    await bench.pass(HOUR, () => bench.jobs.views().every(({ state }) => state === 'confirmed'));
    reasonOf(await bench.cardAfter(MINUTE, serial));
  });

  it('as Apple moves it behind our back: what was clear is not, once Apple was asked', async () => {
    const bench = await faultyClouds();
    const serial = bench.sandbox.stories.readyToReset;
    expect((await bench.check(serial)).verdict.lane).toBe('clear');
    bench.sandbox.world.change(serial, (device) => {
      device.serviceId = SERVICE.oldMdm;
      device.previousServiceId = SERVICE.oldMdm;
    });
    await bench.through(bench.clouds.revalidation.ask(serial, ['assignment'], 'bench'));
    reasonOf(bench.card(serial));
    await bench.pass(MINUTE);
    reasonOf(await bench.check(serial));
  });

  it('when a batch answers for other serials: their rows are nobody’s', async () => {
    const bench = await faultyClouds();
    const { withoutProfile, readyPad } = bench.sandbox.stories;
    bench.sandbox.world.faults.push({
      match: '$batch',
      kind: 'altered',
      times: Infinity,
      change: (body) => body.replaceAll(withoutProfile, readyPad),
    });
    reasonOf(await bench.check(withoutProfile));
  });
});
