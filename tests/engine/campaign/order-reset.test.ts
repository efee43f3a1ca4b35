import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE } from '../../../src/core/time.ts';
import { orderReset } from '../../../src/engine/campaign/order-reset.ts';
import { cardOf, deviceStateOf } from '../../../src/engine/desk/card.ts';
import { aSerial } from '../jobs/cloud-world.ts';
import { aCampaign, type Campaign } from './a-campaign.ts';

async function order(campaign: Campaign, serials = [campaign.sandbox.stories.readyToReset]) {
  const { desk, follow } = campaign;
  const request = { serials, format: 'jamf', approvedBy: 'Robin' } as const;
  return campaign.done(orderReset(desk, follow, request));
}

function resetOf({ desk, sandbox }: Campaign) {
  return deviceStateOf(desk, sandbox.stories.readyToReset).resetRecord;
}

/** The current MDM has erased it, and somebody has set it up. */
async function eraseAndSetUp(campaign: Campaign): Promise<void> {
  const serial = campaign.sandbox.stories.readyToReset;
  campaign.sandbox.controls.erase({ serial });
  await campaign.pass(5 * MINUTE);
  campaign.sandbox.controls.setUp({ serial });
  await campaign.pass(10 * MINUTE);
}

describe('a reset by the current MDM', () => {
  it('is a file of those that are clear right now; the others are refused with their reason', async () => {
    const campaign = aCampaign();
    const { readyToReset, lockedByUser, formerService } = campaign.sandbox.stories;
    const reply = await order(campaign, [readyToReset, lockedByUser, formerService]);
    expect(reply).toMatchObject({ value: { queued: [readyToReset] } });
    const value = reply.ok ? reply.value : undefined;
    expect(value?.file?.text).toBe(`Serial Number\r\n${readyToReset}\r\n`);
    expect(value?.refused.map(({ reason }) => reason).toSorted()).toEqual([
      'lockedByUser',
      'onFormerService',
    ]);
  });

  it('asks the clouds again, whatever was known before', async () => {
    const campaign = aCampaign();
    const { sandbox, desk, follow } = campaign;
    const serial = sandbox.stories.readyToReset;
    await campaign.done(follow.settle(serial, 'bench'));
    expect(cardOf(desk, serial).verdict.lane).toBe('clear');
    sandbox.world.change(serial, (device) => (device.lock = 'USER'));
    const reply = await order(campaign);
    expect(reply).toMatchObject({
      value: { queued: [], file: null, refused: [{ serial, reason: 'lockedByUser' }] },
    });
  });

  it('leaves out who was clear when it was asked, and no longer is when the last one is', async () => {
    const campaign = aCampaign();
    const { sandbox, desk, follow } = campaign;
    const { readyToReset: first, lockedByUser: last } = sandbox.stories;
    let say: () => void = () => undefined;
    const judged = new Promise<void>((resolve) => (say = resolve));
    const settle: typeof follow.settle = async (serial, priority) => {
      const card = await follow.settle(serial, priority);
      if (serial === first) setImmediate(say);
      return card;
    };
    const ask: typeof desk.revalidation.ask = async (serial, ...rest) => {
      await desk.revalidation.ask(serial, ...rest);
      if (serial !== last) return;
      await judged;
      sandbox.world.change(first, (device) => (device.lock = 'USER'));
      await desk.revalidation.ask(first, ['lock'], 'bench');
    };
    const slow = { ...desk, revalidation: { ask } };
    const request = { serials: [first, last], format: 'jamf', approvedBy: 'Robin' } as const;
    const reply = await campaign.done(orderReset(slow, { ...follow, settle }, request));
    expect(reply).toMatchObject({ value: { queued: [], file: null } });
    expect(reply.ok && reply.value.refused).toContainEqual({
      serial: first,
      reason: 'lockedByUser',
    });
  });

  it('is refused when nobody could be asked', async () => {
    const campaign = aCampaign();
    const serial = campaign.sandbox.stories.readyToReset;
    await campaign.done(campaign.follow.settle(serial, 'bench'));
    campaign.sandbox.controls.setOnline(false);
    expect(await order(campaign)).toMatchObject({ value: { queued: [], file: null } });
  });

  it('needs a second person', async () => {
    const { desk, follow, sandbox } = aCampaign();
    const serials = [sandbox.stories.readyToReset];
    const reply = await orderReset(desk, follow, { serials, format: 'jamf', approvedBy: 'KIM ' });
    expect(reply).toMatchObject({ error: { code: 'secondPersonNeeded' } });
  });

  it('is on record with the file and both people, and proves nothing by itself', async () => {
    const campaign = aCampaign();
    const serial = campaign.sandbox.stories.readyToReset;
    const reply = await order(campaign);
    const ordered = campaign.ledger.eventsOf(serial).find(({ type }) => type === 'resetOrdered');
    expect(ordered).toMatchObject({
      operator: 'Kim',
      data: {
        by: 'currentMdm',
        approvedBy: 'Robin',
        reference: reply.ok ? reply.value.file?.name : '',
      },
    });
    await campaign.pass(HOUR);
    expect(resetOf(campaign)).toBeUndefined();
    expect(cardOf(campaign.desk, serial).verdict.lane).not.toBe('start');
  });

  it('is not given a second time while the first may still be carried out', async () => {
    const campaign = aCampaign();
    const serial = campaign.sandbox.stories.readyToReset;
    await order(campaign);
    expect(await order(campaign)).toMatchObject({
      value: { queued: [], file: null, refused: [{ serial, reason: 'orderedAlready' }] },
    });
    await campaign.pass(61 * MINUTE);
    expect(await order(campaign)).toMatchObject({ value: { queued: [serial] } });
  });

  it('stands on the card until the device was reset', async () => {
    const campaign = aCampaign();
    const { desk, sandbox } = campaign;
    const warnings = () =>
      cardOf(desk, sandbox.stories.readyToReset).verdict.warnings.map(({ code }) => code);
    expect(warnings()).not.toContain('resetOrdered');
    await order(campaign);
    expect(warnings()).toContain('resetOrdered');
    await eraseAndSetUp(campaign);
    expect(warnings()).not.toContain('resetOrdered');
  });

  it('is awaited for all at once, and before the ledger tells of it', async () => {
    const campaign = aCampaign();
    const { readyToReset, readyMac } = campaign.sandbox.stories;
    const { jobs } = campaign.desk;
    const awaited: (readonly string[])[] = [];
    const isOnRecord = () => campaign.typesOf(readyToReset).includes('resetOrdered');
    const desk = {
      ...campaign.desk,
      jobs: {
        ...jobs,
        awaitEnrollments(...about: Parameters<typeof jobs.awaitEnrollments>) {
          expect(isOnRecord()).toBe(false);
          awaited.push(about[0].toSorted());
          jobs.awaitEnrollments(...about);
        },
      },
    };
    await order({ ...campaign, desk }, [readyToReset, readyMac]);
    expect(awaited).toEqual([[readyToReset, readyMac].toSorted()]);
    expect(isOnRecord()).toBe(true);
  });

  /** Happens at the bench after each was found clear, while the order is still being put together. */
  async function orderWhile(campaign: Campaign, happen: () => void) {
    const { desk } = campaign;
    let isBegun = false;
    const newest: typeof desk.ledger.newest = (...about) => {
      if (!isBegun) setImmediate(happen);
      isBegun = true;
      return desk.ledger.newest(...about);
    };
    const ledger = { ...desk.ledger, newest };
    return order({ ...campaign, desk: { ...desk, ledger } });
  }

  it('belongs to the case that a scan opens while the order is put together', async () => {
    const campaign = aCampaign();
    const { desk, sandbox } = campaign;
    const serial = sandbox.stories.readyToReset;
    const happening = { type: 'caseOpened', data: { origin: 'scan' } } as const;
    const scan = () =>
      void desk.ledger.append({ serial, caseId: 'scanned', operator: 'Kim', happening });
    await orderWhile(campaign, scan);
    const { cases } = deviceStateOf(desk, serial);
    expect(cases.map(({ caseId }) => caseId)).toEqual(['scanned']);
    expect(cases[0]?.ordered).toBeDefined();
  });

  const OPENED = { type: 'caseOpened', data: { origin: 'scan' } } as const;

  /** A device on this bench that is ready to be reset. */
  function aCampaignWithDevice() {
    const campaign = aCampaign();
    const { ledger } = campaign.desk;
    const serial = campaign.sandbox.stories.readyToReset;
    const about = { serial, caseId: 'here', operator: 'Kim' } as const;
    ledger.append({ ...about, happening: OPENED });
    const handOver = () =>
      void ledger.append({ ...about, happening: { type: 'handedOver', data: {} } });
    return { campaign, serial, handOver };
  }

  it('leaves out a device that is handed over while the order is put together', async () => {
    const { campaign, serial, handOver } = aCampaignWithDevice();
    expect(await orderWhile(campaign, handOver)).toMatchObject({
      value: { queued: [], file: null, refused: [{ serial, reason: 'handedOver' }] },
    });
    expect(campaign.typesOf(serial)).toEqual(['caseOpened', 'handedOver']);
  });

  it('leaves it out too when many others are scanned after it', async () => {
    const { campaign, serial, handOver } = aCampaignWithDevice();
    const others = Array.from({ length: 250 }, (_, at) => ({
      serial: aSerial(`F2LM${String(at).padStart(8, '0')}`),
      caseId: `other-${at}`,
      operator: 'Kim',
      happening: OPENED,
    }));
    const busyHour = () => {
      handOver();
      campaign.desk.ledger.appendAll(others);
    };
    expect(await orderWhile(campaign, busyHour)).toMatchObject({
      value: { queued: [], file: null, refused: [{ serial, reason: 'handedOver' }] },
    });
  });

  it('becomes a record of the weakest level once Intune shows the device anew', async () => {
    const campaign = aCampaign();
    await order(campaign);
    await eraseAndSetUp(campaign);
    const serial = campaign.sandbox.stories.readyToReset;
    expect(campaign.typesOf(serial).slice(-2)).toEqual(['enrolled', 'resetRecorded']);
    expect(resetOf(campaign)).toMatchObject({ level: 'ordered' });
  });

  it('does not weaken what was seen at the bench since', async () => {
    const campaign = aCampaign();
    const { desk, ledger } = campaign;
    const serial = campaign.sandbox.stories.readyToReset;
    await order(campaign);
    const caseId = deviceStateOf(desk, serial).cases[0]?.caseId ?? null;
    const data = { level: 'observed', cloudAt: desk.mirror.cloudNow(), raw: {} } as const;
    const happening = { type: 'resetRecorded', data } as const;
    ledger.append({ serial, caseId, operator: 'Kim', happening });
    await eraseAndSetUp(campaign);
    expect(resetOf(campaign)).toMatchObject({ level: 'observed' });
  });
});
