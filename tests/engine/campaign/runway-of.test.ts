import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Happening } from '../../../src/core/custody/event.ts';
import type { SerialNumber } from '../../../src/core/identifiers/serial-number.ts';
import { DAY, HOUR } from '../../../src/core/time.ts';
import { runwayOf, type RunwayParts } from '../../../src/engine/campaign/runway-of.ts';
import { createMirror } from '../../../src/engine/mirror/mirror.ts';
import { createManualClock } from '../../../src/sandbox/manual-clock.ts';
import { aProfile, aService, aToken, CONNECTED, OLD } from '../../core/runway/builders.ts';
import { aBench, aSeries, onlyView, theTarget } from '../jobs/a-bench.ts';
import { aFolder, aLedger, anEntry, append, aSerial, START } from '../ledger/a-ledger.ts';

const FORMER = aSerial('F4GXKQ7N0D91');
const READY = aSerial('C39XK2PQJG5H');
const IN_USE = aSerial('DMPX1A2B3C4D');
const now = START;
const FORBIDDEN = { kind: 'forbidden', status: 403, detail: 'role' } as const;

/** A real ledger and a real mirror. */
function aCampaign(change: Partial<RunwayParts> = {}) {
  const clock = createManualClock(START);
  const ledger = aLedger({ clock });
  const mirror = createMirror({ file: path.join(aFolder(), 'mirror.sqlite'), clock });
  onTestFinished(() => mirror.close());
  const parts: RunwayParts = {
    connections: () => CONNECTED,
    ledger,
    mirror,
    jobs: { views: () => [] },
    signIn: () => ({ apple: { contoso: 'good' }, microsoft: 'good' }),
    isListed: () => true,
    clock,
    ...change,
  };
  const know = (serial: SerialNumber, service: string, profile?: 'assigned' | 'enrolled') => {
    fillDevice(mirror, serial, { service, profile });
  };
  const happen = (serial: SerialNumber, ...happenings: readonly Happening[]) => {
    for (const happening of happenings) append(ledger, anEntry(happening, { serial }));
  };
  return { clock, know, happen, mirror, read: () => runwayOf(parts) };
}

function fillDevice(
  mirror: ReturnType<typeof createMirror>,
  serial: SerialNumber,
  { service, profile }: { service: string; profile?: 'assigned' | 'enrolled' | undefined },
) {
  const fact = <T>(value: T) => ({ value, source: 'appleList' as const, observedAt: now });
  const hardware = { family: 'iPhone' as const, model: 'iPhone 14', imei: [], meid: [] };
  mirror.put(serial, 'hardware', fact(hardware));
  mirror.put(serial, 'membership', fact({ state: 'member' as const, organizationId: 'contoso' }));
  mirror.put(serial, 'assignment', fact({ organizationId: 'contoso', serviceId: service }));
  const identity = {
    id: serial,
    tokenId: 'T',
    profileId: 'p-phone',
    profileAssignedAt: now,
    enrollmentState: 'unknown' as const,
    isDeleted: false,
    createdAt: now,
    lastContactedAt: null,
  };
  if (profile) mirror.put(serial, 'identities', fact([identity]));
  const enrollment = {
    id: serial,
    enrolledAt: now,
    managementState: 'managed',
    managementAgent: 'mdm',
    enrollmentType: 'appleBulkWithUser',
    profileName: 'Standard iPhone',
    userPrincipalName: null,
    lastSyncAt: null,
    osVersion: null,
  };
  if (profile === 'enrolled') mirror.put(serial, 'enrollments', fact([enrollment]));
}

function readTenant({ mirror }: ReturnType<typeof aCampaign>) {
  const fact = <T>(value: T) => ({ value, source: 'intuneList' as const, observedAt: now });
  mirror.putTenant('services', fact([aService(), OLD]));
  mirror.putTenant('tokens', fact([aToken()]));
  mirror.putTenant('profiles', fact([aProfile()]));
  mirror.putTenant('pushCertificate', fact({ expiresAt: START + 100 * DAY }));
}

const opened: Happening = { type: 'caseOpened', data: { origin: 'scan' } };
const reset: Happening = {
  type: 'resetRecorded',
  data: { level: 'observed', cloudAt: START, raw: {} },
};
const handedOver: Happening = { type: 'handedOver', data: {} };

describe('the runway of an engine', () => {
  it('joins what the mirror knows with what the ledger tells', async () => {
    const campaign = aCampaign();
    readTenant(campaign);
    campaign.know(FORMER, 'S-OLD');
    campaign.know(READY, 'S-INTUNE', 'assigned');
    campaign.know(IN_USE, 'S-INTUNE', 'enrolled');
    campaign.happen(READY, opened, reset);
    campaign.happen(IN_USE, opened);
    const { steps } = await campaign.read();
    expect(steps.map(({ done, total }) => `${done}/${total}`)).toEqual([
      '3/3',
      '2/3',
      '2/3',
      '2/3',
      '2/3',
      '0/3',
    ]);
  });

  it('tells a week after the hand-over that a device has not come up', async () => {
    const campaign = aCampaign();
    campaign.know(READY, 'S-INTUNE', 'assigned');
    campaign.happen(READY, opened, reset, handedOver);
    const findings = async () => (await campaign.read()).steps.at(-1)?.findings ?? [];
    expect(await findings()).toEqual([]);
    await campaign.clock.advance(8 * DAY);
    expect(await findings()).toMatchObject([
      { code: 'handedOverNotEnrolled', params: { count: 1, days: 7 } },
    ]);
  });

  it.each([0, -5 * HOUR])(
    'counts none of three hundred as failed that were done in a second try, with the clock set by %i',
    async (setBy) => {
      const serials = aSeries(300);
      const bench = aBench(serials);
      const campaign = aCampaign({ jobs: { views: () => bench.jobs.views() } });
      for (const serial of serials) campaign.know(serial, 'S-OLD');
      const failed = async () => {
        const { steps } = await campaign.read();
        const findings = steps.flatMap((step) => step.findings);
        return findings.find(({ code }) => code === 'reassignFailed')?.params;
      };
      bench.world.assignOutcomes.push(FORBIDDEN);
      bench.jobs.queue({
        kind: 'reassign',
        target: theTarget(),
        serials: serials.map((serial) => ({ serial })),
      });
      await bench.clock.advance(2 * HOUR);
      expect(await failed()).toEqual({ count: 300 });
      bench.wall.setBy = setBy;
      const again = bench.jobs.retry(onlyView(bench).id);
      await bench.clock.advance(2 * HOUR);
      const moved = bench.jobs.views().find(({ id }) => again.ok && id === again.value.id);
      expect(moved).toMatchObject({ confirmed: 300 });
      expect(await failed()).toBeUndefined();
    },
  );

  it('is true of a bench that has read nothing yet', async () => {
    const campaign = aCampaign({
      signIn: () => ({ apple: {}, microsoft: 'never' }),
      isListed: () => false,
    });
    const { steps, readAt } = await campaign.read();
    expect(steps.map(({ state }) => state)).not.toContain('done');
    expect(readAt).toBeNull();
  });
});
