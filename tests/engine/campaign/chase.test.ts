import { describe, expect, it } from 'vitest';
import type { ChaseList } from '../../../src/contract/chase.ts';
import type { SerialNumber } from '../../../src/core/identifiers/serial-number.ts';
import type { ManifestRow } from '../../../src/core/sessions/manifest-row.ts';
import { DAY } from '../../../src/core/time.ts';
import { chaseLists } from '../../../src/engine/campaign/chase/chase-lists.ts';
import { stuckAt } from '../../../src/engine/campaign/chase/stuck.ts';
import { putAside } from '../../../src/engine/campaign/set-aside/put-aside.ts';
import { openManifestStore } from '../../../src/engine/check-in/manifest-store.ts';
import { scan } from '../../../src/engine/desk/scan.ts';
import { handOver } from '../../../src/engine/desk/statements.ts';
import { aCampaign, type Campaign } from './a-campaign.ts';

const EVERYTHING = ['device', 'assignment', 'lock', 'identities', 'enrollments'] as const;

/** The manifests of this bench, with these rows in one that was taken. */
function manifests({ ledger }: Campaign, rows: readonly ManifestRow[] = []) {
  const store = openManifestStore(ledger.database, ['m1']);
  store.keep({ manifestId: 'm1', sessionId: 's1' }, rows);
  return store;
}

async function rowsOf(
  campaign: Campaign,
  kind: ChaseList['kind'],
  rows: readonly ManifestRow[] = [],
) {
  const parts = { desk: campaign.desk, manifests: manifests(campaign, rows) };
  const lists = await chaseLists(parts, 7);
  return lists.find((list) => list.kind === kind)?.rows;
}

async function ask({ desk, done }: Campaign, serial: SerialNumber): Promise<void> {
  await done(desk.revalidation.ask(serial, EVERYTHING, 'bench'));
}

describe('what was handed over and is not in Intune', () => {
  it('is on the list after seven days, with the user of its manifest', async () => {
    const campaign = aCampaign();
    const { desk, follow, clock, sandbox } = campaign;
    const serial = sandbox.stories.readyToReset;
    scan(desk, follow, { text: serial });
    handOver(desk, serial);
    const handedOverAt = clock.now();
    const manifest = [{ serial, user: 'ada@example.com' }];
    await clock.advance(7 * DAY - 1);
    expect(await rowsOf(campaign, 'notEnrolled', manifest)).toEqual([]);
    await clock.advance(2);
    expect(await rowsOf(campaign, 'notEnrolled', manifest)).toMatchObject([
      { serial, since: handedOverAt, person: 'ada@example.com' },
    ]);
  });

  it('leaves out what has come up in Intune since', async () => {
    const campaign = aCampaign();
    const { desk, follow, clock, sandbox } = campaign;
    const serial = sandbox.stories.readyToReset;
    scan(desk, follow, { text: serial });
    handOver(desk, serial);
    await clock.advance(8 * DAY);
    desk.mirror.put(serial, 'enrollments', {
      value: [
        {
          id: 'row',
          enrolledAt: desk.mirror.cloudNow() - DAY,
          managementState: 'managed',
          managementAgent: 'mdm',
          enrollmentType: 'appleBulkWithUser',
          profileName: 'Field',
          userPrincipalName: null,
          lastSyncAt: null,
          osVersion: '17.0',
        },
      ],
      source: 'intuneDevice',
      observedAt: clock.now(),
    });
    expect(await rowsOf(campaign, 'notEnrolled')).toEqual([]);
  });
});

describe('the other lists', () => {
  it('name the device that stands under the asset tag of another', async () => {
    const campaign = aCampaign();
    const { readyToReset, formerService } = campaign.sandbox.stories;
    const rows = [
      { serial: readyToReset, assetTag: 'A-1' },
      { serial: formerService, assetTag: 'A-1' },
    ];
    expect(await rowsOf(campaign, 'replaced', rows)).toMatchObject([
      { serial: formerService, params: { former: readyToReset, assetTag: 'A-1' } },
    ]);
  });

  it('name what goes to repair while a service still has it', async () => {
    const campaign = aCampaign();
    const { desk, sandbox, done } = campaign;
    const { formerService, unassigned } = sandbox.stories;
    for (const serial of [formerService, unassigned]) await ask(campaign, serial);
    const putting = { serials: [formerService, unassigned], owner: 'Ada' } as const;
    await done(putAside(desk, { ...putting, cause: 'forRepair' }));
    expect(await rowsOf(campaign, 'unassignBeforeRepair')).toMatchObject([
      { serial: formerService, person: 'Ada' },
    ]);
  });

  it('name what is here and was not let go by its user', async () => {
    const campaign = aCampaign();
    const { desk, follow, sandbox } = campaign;
    const { readyToReset, formerService, unassigned } = sandbox.stories;
    scan(desk, follow, { text: readyToReset });
    scan(desk, follow, { text: formerService });
    const rows = [
      { serial: readyToReset, isReleased: false },
      { serial: formerService, isReleased: true },
      // Never arrived.
      { serial: unassigned, isReleased: false },
    ];
    expect(await rowsOf(campaign, 'notReleased', rows)).toMatchObject([{ serial: readyToReset }]);
  });

  it('name systems below the minimum of the policy, and none without one', async () => {
    const strict = aCampaign({ minimumOs: { iPhone: '99' } });
    const lax = aCampaign();
    const counts = [];
    for (const campaign of [strict, lax]) {
      const serial = campaign.sandbox.stories.inIntune;
      await ask(campaign, serial);
      counts.push((await rowsOf(campaign, 'belowMinimumOs'))?.map((row) => row.serial));
    }
    expect(counts).toEqual([[strict.sandbox.stories.inIntune], []]);
  });
});

describe('what is stuck', () => {
  it('stands under the reason of its verdict, the largest group first', async () => {
    const campaign = aCampaign();
    const { desk, follow, sandbox, done } = campaign;
    const { formerService, readyToReset, foreignService } = sandbox.stories;
    const twin = anotherForeign(campaign, foreignService);
    for (const serial of [formerService, readyToReset, foreignService, twin]) {
      scan(desk, follow, { text: serial });
      await done(follow.settle(serial, 'bench'));
    }
    expect(await stuckAt(desk)).toMatchObject([
      { lane: 'stop', reason: 'foreignService', count: 2, serials: [foreignService, twin] },
      { lane: 'fix', reason: 'onFormerService', count: 1, serials: [formerService] },
    ]);
  });

  it('is nothing that was handed over', async () => {
    const campaign = aCampaign();
    const { desk, follow, sandbox } = campaign;
    scan(desk, follow, { text: sandbox.stories.foreignService });
    handOver(desk, sandbox.stories.foreignService);
    expect(await stuckAt(desk)).toEqual([]);
  });
});

function anotherForeign({ sandbox }: Campaign, one: SerialNumber): SerialNumber {
  const { devices } = sandbox.world.state;
  const serviceId = devices.get(one)?.serviceId;
  for (const device of devices.values()) {
    const { serial } = device.hardware;
    const isPlain = !device.quirk && !device.migration && device.lock === 'NONE';
    if (serial !== one && device.serviceId === serviceId && isPlain) return serial;
  }
  throw new Error('the sandbox has one foreign device only');
}
