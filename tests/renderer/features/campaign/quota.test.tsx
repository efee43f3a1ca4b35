// @vitest-environment happy-dom
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import type { ListingView, QuotaView } from '../../../../src/contract/campaign.ts';
import { success } from '../../../../src/core/result.ts';
import { MINUTE } from '../../../../src/core/time.ts';
import { clockTime } from '../../../../src/core/words/words.ts';
import { NOW } from '../../builders.ts';
import { showApp } from '../../render-app.tsx';
import { campaignEngine, lastInput, LISTED, start } from './campaign-support.ts';
import { part } from './part.ts';

const QUOTA: QuotaView = {
  budgets: [
    {
      cloud: 'apple',
      organizationId: 'contoso',
      kind: 'read',
      spent: 20,
      limit: 20,
      waiting: 6,
      nextFreeAt: NOW + MINUTE,
      pace: 0.5,
    },
    { cloud: 'microsoft', organizationId: 't', kind: 'write', spent: 3, limit: 100, waiting: 0 },
  ],
  spent: [{ cloud: 'apple', purpose: 'lock', count: 1_234 }],
};

describe('the quota on screen', () => {
  it('says what is left, who waits until when, and how far it is slowed', async () => {
    await showApp({ engine: campaignEngine({ 'campaign.quota': () => success(QUOTA) }), start });
    const quota = (await part('Quota of the clouds')).textContent;
    expect(quota).toContain('Apple Contoso Business · questions');
    expect(quota).toContain('0 of 20 left');
    expect(quota).toContain(`6 wait · next at ${clockTime('en', NOW + MINUTE)} · slowed to 50 %`);
    expect(quota).toContain('97 of 100 left');
    expect(quota).toContain('Apple · Activation Lock1,234');
  });

  it('teaches while no cloud is connected', async () => {
    await showApp({ engine: campaignEngine(), start });
    expect(await screen.findByText('No cloud is connected')).toBeTruthy();
  });
});

describe('the local copy on screen', () => {
  const show = async (listing: ListingView) => {
    const engine = campaignEngine({ 'campaign.listing': () => success(listing) });
    engine.answer('campaign.pauseListing', () => success(listing));
    engine.answer('campaign.listNow', () => success(listing));
    await showApp({ engine, start });
    const panel = await part('Local copy of both clouds');
    return { engine, panel, press: (name: string) => within(panel).findByRole('button', { name }) };
  };
  const RUNNING = { ...LISTED, isRunning: true, done: 400, remaining: 12 * MINUTE };

  it('says how far it is and how long it will take', async () => {
    const { panel } = await show(RUNNING);
    expect(
      await within(panel).findByText('400 of 2,000 read · about 12 minutes left'),
    ).toBeTruthy();
    const bar = within(panel).getByRole('progressbar');
    expect(bar.getAttribute('value')).toBe('400');
  });

  it('is paused and goes on', async () => {
    const running = await show(RUNNING);
    await userEvent.click(await running.press('Pause'));
    expect(lastInput(running.engine, 'campaign.pauseListing')).toEqual({ isPaused: true });
  });

  it('goes on after a pause', async () => {
    const paused = await show({ ...RUNNING, isRunning: false, isPaused: true });
    await userEvent.click(await paused.press('Go on'));
    expect(lastInput(paused.engine, 'campaign.pauseListing')).toEqual({ isPaused: false });
  });

  it('begins when asked', async () => {
    const { engine, press } = await show(LISTED);
    await userEvent.click(await press('List now'));
    expect(lastInput(engine, 'campaign.listNow')).toEqual({});
  });

  it.each([
    ['hostUnknown', /The list stopped where it was\w+/],
    ['notWritten', /cannot be written to disk/],
    ['weNeverHeardOfThis', /It goes on at the same place/],
  ])('says why it stopped (%s), and never a code', async (reason, sentence) => {
    const { panel } = await show({ ...LISTED, failure: reason });
    expect(await within(panel).findByText('The list stopped where it was')).toBeTruthy();
    expect(panel.textContent).toMatch(sentence);
    expect(panel.textContent).not.toContain(reason);
  });

  it('says that it was never complete', async () => {
    const { panel } = await show({ isRunning: false, isPaused: false, done: 0 });
    expect(await within(panel).findByText('Never complete so far.')).toBeTruthy();
  });
});
