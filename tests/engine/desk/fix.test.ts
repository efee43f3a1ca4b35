import { describe, expect, it } from 'vitest';
import type { Policy } from '../../../src/core/verdict/policy.ts';
import { fix } from '../../../src/engine/desk/fix.ts';
import type { Follow } from '../../../src/engine/desk/follow.ts';
import { aCampaign, type Campaign } from '../campaign/a-campaign.ts';

/** Its verdict offers the move in spite of the settings, which no gate lets it do today. */
function offering({ follow }: Campaign): Follow {
  return {
    ...follow,
    async settle(serial, priority) {
      const card = await follow.settle(serial, priority);
      return { ...card, verdict: { ...card.verdict, fix: 'reassign' } };
    },
  };
}

async function press(change: Partial<Policy>) {
  const campaign = aCampaign(change);
  const serial = campaign.sandbox.stories.formerService;
  const asked = fix(campaign.desk, offering(campaign), { serial, fix: 'reassign' });
  const reply = await campaign.done(asked);
  const works = campaign.desk.jobs.workOf(serial).map(({ kind }) => kind);
  return { reply, events: campaign.typesOf(serial), works };
}

describe('a press of FIX', () => {
  it('goes into the ledger and on to the jobs', async () => {
    const { reply, events, works } = await press({});
    expect(reply).toMatchObject({ ok: true });
    expect(events.slice(0, 2)).toEqual(['caseOpened', 'fixRequested']);
    expect(works).toEqual(['reassign']);
  });

  it('is refused without a trace where no target takes the device', async () => {
    const { reply, events, works } = await press({ groups: {}, targets: [] });
    expect(reply).toMatchObject({ ok: false, error: { code: 'notOffered' } });
    expect([...events, ...works]).toEqual([]);
  });

  it('is refused without a trace where its target has no profile for it', async () => {
    const { targets } = aCampaign().desk.policy;
    const bare = targets.map((target) => ({ ...target, allowedProfileIds: {} }));
    const { reply, events, works } = await press({ groups: {}, targets: bare });
    expect(reply).toMatchObject({ ok: false, error: { code: 'notOffered' } });
    expect([...events, ...works]).toEqual([]);
  });
});
