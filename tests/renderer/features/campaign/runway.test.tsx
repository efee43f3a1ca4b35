// @vitest-environment happy-dom
import { act, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { NO_CONNECTIONS } from '../../../../src/core/connections.ts';
import { failure, success } from '../../../../src/core/result.ts';
import { readRunway } from '../../../../src/core/runway/read-runway.ts';
import { STEPS } from '../../../../src/core/runway/runway.ts';
import { HOUR } from '../../../../src/core/time.ts';
import {
  aJob,
  anInput,
  AT,
  BENCH,
  times,
  withTokens,
  aToken,
  CLOUD,
} from '../../../core/runway/builders.ts';
import { aStatus } from '../../builders.ts';
import { createFakeShell } from '../../fake-engine.ts';
import { showApp } from '../../render-app.tsx';
import { campaignEngine, lastInput, start } from './campaign-support.ts';
import { part } from './part.ts';

const show = (runway: ReturnType<typeof readRunway>, language: 'en' | 'de' = 'en') =>
  showApp({
    engine: campaignEngine({ 'campaign.runway': () => success(runway) }),
    shell: createFakeShell({ language }),
    start,
  });

describe('the runway on screen', () => {
  it('shows six steps with their counts and states in words', async () => {
    await showApp({ engine: campaignEngine(), start });
    const steps = within(await screen.findByRole('list', { name: 'The six steps' }));
    const texts = steps.getAllByRole('listitem').map(({ textContent }) => textContent);
    expect(texts).toHaveLength(STEPS.length);
    expect(texts[0]).toContain('Ready');
    expect(texts[1]).toMatch(/^Reassign800 of 2,000Open/);
    expect(texts[4]).toMatch(/^Reset100 of 2,000/);
    expect(texts[0]).toContain('Goal: Both clouds');
  });

  it('says how many devices are under way', async () => {
    await show(readRunway(anInput({ jobs: [aJob({ open: 3 })] })));
    expect(await screen.findByText('3 devices under way')).toBeTruthy();
  });

  it('says what blocks, who can mend it and what to do', async () => {
    await show(readRunway(withTokens(aToken({ expiresAt: CLOUD }))));
    const way = await part('What stands in the way');
    expect(way.textContent).toContain('The token Intune token has expired.');
    expect(way.textContent).toContain('Renew it under Clouds with the same Apple Account.');
    expect(way.textContent).toContain('Intune administrator');
    expect(within(way).getByText('Blocks')).toBeTruthy();
  });

  it('names the cause that the cloud gave', async () => {
    const signIn = { apple: { contoso: 'invalidClient' }, microsoft: 'good' } as const;
    await show(readRunway(anInput({ signIn })));
    const way = await part('What stands in the way');
    expect(way.textContent).toMatch(/Apple refuses the API account of Contoso Business\. \w+/);
    expect(way.textContent).not.toContain('cause.');
  });

  it('teaches what to do on a bench that is connected to nothing', async () => {
    await show(
      readRunway(anInput({ connections: NO_CONNECTIONS, tenant: {}, tally: [], isListed: false })),
    );
    const way = await part('What stands in the way');
    expect(way.textContent).toContain('No Intune tenant is connected.');
    await userEvent.click(within(way).getByRole('button', { name: /Open Clouds/ }));
    expect(screen.queryByRole('list', { name: 'The six steps' })).toBeNull();
  });

  it('says that nothing is in the way, and not before everything was read', async () => {
    const { engine } = await show(readRunway(anInput()));
    expect(await screen.findByText('Nothing stands in the way')).toBeTruthy();
    const unread = readRunway(anInput({ tenant: {} }));
    engine.answer('campaign.runway', () => success(unread));
    await act(async () => engine.tell('status.changed', aStatus()));
    expect(
      await screen.findByText('Not everything was read yet', {}, { timeout: 4_000 }),
    ).toBeTruthy();
  });

  it('speaks German', async () => {
    await show(readRunway(withTokens(aToken({ expiresAt: CLOUD }))), 'de');
    const way = await part('Was im Weg steht');
    expect(way.textContent).toContain('Das Token Intune token ist abgelaufen.');
    expect(screen.getAllByText('Blockiert').length).toBeGreaterThan(1);
  });

  it('keeps what it knows and says what failed when it cannot be read', async () => {
    const refused = () => failure({ code: 'bug' as const });
    await showApp({
      engine: campaignEngine({ 'campaign.runway': refused, 'campaign.jobs': refused }),
      start,
    });
    const notices = await screen.findAllByText('Something went wrong in Resetbench itself.');
    expect(notices).toHaveLength(1);
    expect(await part('Quota of the clouds')).toBeTruthy();
  });
});

describe('the targets on screen', () => {
  it('show their dates, and what was never read as not known', async () => {
    const token = aToken({ expiresAt: CLOUD + 200 * 24 * HOUR, recentSyncs: [] });
    await show(readRunway({ ...withTokens(token), tally: [times(4, AT.reassigned)] }));
    const row = (await part('Targets')).querySelector('tbody tr');
    expect(row?.textContent).toContain('Intune → Intune token');
    expect(row?.textContent).toContain('4');
    expect(row?.textContent).toContain('not known');
    const dates = [...(row?.querySelectorAll('time') ?? [])].map((time) => time.dateTime);
    expect(dates).toContain(new Date(BENCH + 200 * 24 * HOUR).toISOString());
  });

  it('sync a token when asked, and say that it waits for its turn', async () => {
    const engine = campaignEngine();
    engine.answer('campaign.sync', () => failure({ code: 'noOperator' }));
    await showApp({ engine, start });
    const button = await screen.findByRole('button', { name: 'Sync the token of Intune Europe' });
    await userEvent.click(button);
    expect(lastInput(engine, 'campaign.sync')).toEqual({ targetId: 'target' });
    expect(within(await part('Targets')).getByRole('alert')).toBeTruthy();
  });

  it('teach what a target is while there is none', async () => {
    await show(readRunway(anInput({ connections: NO_CONNECTIONS })));
    expect(await screen.findByText('No target yet')).toBeTruthy();
  });
});
