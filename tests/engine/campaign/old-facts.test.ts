import { describe, expect, it } from 'vitest';
import type { SerialNumber } from '../../../src/core/identifiers/serial-number.ts';
import { HOUR } from '../../../src/core/time.ts';
import { assignMany } from '../../../src/engine/campaign/queue-work.ts';
import { aCampaign, type Campaign } from './a-campaign.ts';

/** What was known of it five hours ago; since then nobody asked. */
async function knownOnce(campaign: Campaign, serial: SerialNumber): Promise<void> {
  await campaign.done(campaign.follow.settle(serial, 'bench'));
  await campaign.done(
    campaign.desk.revalidation.ask(serial, ['assignment', 'identities'], 'bench'),
  );
  await campaign.pass(5 * HOUR);
}

/** Somebody at Apple's portal. */
function putOnOldService({ sandbox }: Campaign, serial: SerialNumber): void {
  const [former = ''] = sandbox.connections.policy.formerServiceIds;
  sandbox.world.change(serial, (device) => (device.serviceId = former));
}

function assign(campaign: Campaign, serial: SerialNumber) {
  const { desk, follow } = campaign;
  return campaign.done(assignMany(desk, follow, { serials: [serial] }));
}

describe('what nobody has looked at for hours', () => {
  it('is looked at again: what was taken from its target is moved back', async () => {
    const campaign = aCampaign();
    const { readyToReset: serial } = campaign.sandbox.stories;
    await knownOnce(campaign, serial);
    putOnOldService(campaign, serial);
    expect(await assign(campaign, serial)).toMatchObject({ value: { queued: [serial] } });
    await campaign.pass(2 * HOUR, () => campaign.typesOf(serial).includes('profileAssigned'));
    expect(campaign.typesOf(serial)).toEqual(['fixRequested', 'reassigned', 'profileAssigned']);
  });

  it('is not assigned a second time where it is at its target', async () => {
    const campaign = aCampaign();
    const { desk, sandbox } = campaign;
    const { readyToReset: serial } = sandbox.stories;
    await knownOnce(campaign, serial);
    expect(await assign(campaign, serial)).toMatchObject({ value: { queued: [serial] } });
    const isOver = () => desk.jobs.workOf(serial).every(({ state }) => state === 'confirmed');
    await campaign.pass(2 * HOUR, isOver);
    expect(desk.jobs.workOf(serial).map(({ state }) => state)).toContain('confirmed');
    expect(isOver()).toBe(true);
    expect(campaign.typesOf(serial)).toEqual(['fixRequested']);
  });

  it('is read before it is called done, and told as too old where it cannot be', async () => {
    const campaign = aCampaign();
    const { inIntune: serial } = campaign.sandbox.stories;
    await knownOnce(campaign, serial);
    campaign.sandbox.controls.setOnline(false);
    const offline = await assign(campaign, serial);
    expect(offline).toMatchObject({ value: { queued: [], refused: [{ reason: 'factsTooOld' }] } });
    campaign.sandbox.controls.setOnline(true);
    const online = await assign(campaign, serial);
    expect(online).toMatchObject({ value: { queued: [], refused: [{ reason: 'inIntune' }] } });
  });
});
