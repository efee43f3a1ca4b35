import { describe, expect, it } from 'vitest';
import { DAY } from '../../../src/core/time.ts';
import { assignMany } from '../../../src/engine/campaign/queue-work.ts';
import { asideList } from '../../../src/engine/campaign/set-aside/aside-list.ts';
import { bringBack, putAside } from '../../../src/engine/campaign/set-aside/put-aside.ts';
import { setAsideCalls } from '../../../src/engine/campaign/set-aside/set-aside-calls.ts';
import { cardOf } from '../../../src/engine/desk/card.ts';
import { aCampaign, type Campaign } from './a-campaign.ts';

const forRepair = { cause: 'forRepair', owner: 'Ada' } as const;

const EVERYTHING = ['device', 'assignment', 'lock', 'identities', 'enrollments'] as const;

/** Asked for once, as a scan does. */
async function known(campaign: Campaign, story: keyof Campaign['sandbox']['stories']) {
  const { desk, follow, sandbox, done } = campaign;
  const serial = sandbox.stories[story];
  await done(desk.revalidation.ask(serial, EVERYTHING, 'bench'));
  await done(follow.settle(serial, 'bench'));
  return serial;
}

describe('setting aside', () => {
  it('makes a device that could be reset STOP, in the care of its owner', async () => {
    const campaign = aCampaign();
    const { desk } = campaign;
    const serial = await known(campaign, 'readyToReset');
    expect(cardOf(desk, serial).verdict.lane).toBe('clear');
    const reply = await campaign.done(
      putAside(desk, { serials: [serial], ...forRepair, note: 'screen' }),
    );
    expect(reply).toEqual({ ok: true, value: { queued: [serial], refused: [] } });
    expect(cardOf(desk, serial).verdict.reasons[0]).toMatchObject({
      code: 'setAside',
      params: { owner: 'Ada', setAsideCause: 'forRepair' },
    });
    expect(await asideList(desk)).toMatchObject([
      {
        serial,
        cause: 'forRepair',
        owner: 'Ada',
        note: 'screen',
        now: { lane: 'clear' },
        secondLook: null,
      },
    ]);
  });

  it('keeps it from being queued for a move', async () => {
    const campaign = aCampaign();
    const { desk, follow, sandbox } = campaign;
    const serial = sandbox.stories.formerService;
    await campaign.done(putAside(desk, { serials: [serial], ...forRepair }));
    const reply = await campaign.done(assignMany(desk, follow, { serials: [serial] }));
    expect(reply).toMatchObject({
      value: { queued: [], refused: [{ serial, reason: 'setAside' }] },
    });
  });

  it('for the reason of its verdict is refused where the verdict is no STOP', async () => {
    const campaign = aCampaign();
    const { desk } = campaign;
    const foreign = await known(campaign, 'foreignService');
    const ready = await known(campaign, 'readyToReset');
    const putting = { serials: [foreign, ready], cause: 'verdict', owner: 'Ada' } as const;
    expect(await campaign.done(putAside(desk, putting))).toMatchObject({
      value: { queued: [foreign], refused: [{ serial: ready, reason: 'notStopped' }] },
    });
    expect(await asideList(desk)).toMatchObject([{ serial: foreign, reason: 'foreignService' }]);
  });

  it('needs somebody who is signed in', async () => {
    const { desk, sandbox, typesOf } = aCampaign();
    desk.state.operator = null;
    const serials = [sandbox.stories.readyToReset];
    expect(await putAside(desk, { serials, ...forRepair })).toMatchObject({
      error: { code: 'noOperator' },
    });
    expect(typesOf(sandbox.stories.readyToReset)).toEqual([]);
  });
});

describe('bringing back', () => {
  it('puts a device into the line again, with nothing left on the list', async () => {
    const campaign = aCampaign();
    const { desk } = campaign;
    const serial = await known(campaign, 'readyToReset');
    await campaign.done(putAside(desk, { serials: [serial], ...forRepair }));
    await campaign.done(bringBack(desk, { serials: [serial] }));
    expect(cardOf(desk, serial).verdict.lane).toBe('clear');
    expect(await asideList(desk)).toEqual([]);
  });

  it('is refused for a device that is in the line', async () => {
    const campaign = aCampaign();
    const serial = campaign.sandbox.stories.readyToReset;
    expect(await campaign.done(bringBack(campaign.desk, { serials: [serial] }))).toMatchObject({
      value: { queued: [], refused: [{ serial, reason: 'notSetAside' }] },
    });
    expect(campaign.typesOf(serial)).toEqual([]);
  });
});

describe('the list of what is set aside', () => {
  it('asks for a second look when Apple shows that the lock is off', async () => {
    const campaign = aCampaign();
    const { desk, follow, sandbox, clock } = campaign;
    const serial = await known(campaign, 'lockedByUser');
    await campaign.done(putAside(desk, { serials: [serial], cause: 'verdict', owner: 'Ada' }));
    expect(await asideList(desk)).toMatchObject([{ reason: 'lockedByUser', secondLook: null }]);
    const device = sandbox.world.state.devices.get(serial);
    if (device) device.lock = 'NONE';
    await clock.advance(DAY + 1);
    expect(await asideList(desk)).toMatchObject([{ secondLook: 'askAgain' }]);
    const calls = setAsideCalls(desk, follow);
    const looked = await campaign.done(calls['setAside.lookAgain']({ serials: [serial] }));
    expect(looked).toMatchObject({ value: [{ serial, secondLook: 'causeGone' }] });
  });

  it('shows a swollen battery without anybody having to say more', async () => {
    const { desk, ledger, sandbox } = aCampaign();
    const serial = sandbox.stories.readyToReset;
    const about = { serial, caseId: 'case', operator: 'Kim' };
    const condition = 'swollenBattery';
    ledger.appendAll([
      { ...about, happening: { type: 'caseOpened', data: { origin: 'checkIn' } } },
      { ...about, happening: { type: 'conditionNoted', data: { sessionId: 's', condition } } },
    ]);
    expect(await asideList(desk)).toMatchObject([
      { serial, cause: 'swollenBattery', owner: 'Kim' },
    ]);
  });

  it('names what has lain there for two weeks, before what is younger', async () => {
    const campaign = aCampaign();
    const { desk, sandbox, clock } = campaign;
    const { readyToReset, formerService } = sandbox.stories;
    await campaign.done(putAside(desk, { serials: [readyToReset], ...forRepair }));
    await clock.advance(14 * DAY);
    await campaign.done(putAside(desk, { serials: [formerService], ...forRepair }));
    await clock.advance(1000);
    expect((await asideList(desk)).map(({ serial, secondLook }) => [serial, secondLook])).toEqual([
      [readyToReset, 'waitedLong'],
      [formerService, null],
    ]);
  });
});
