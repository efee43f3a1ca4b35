// @vitest-environment happy-dom
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import type { Progress } from '../../../../src/contract/progress.ts';
import { failure, success } from '../../../../src/core/result.ts';
import { createFakeShell } from '../../fake-engine.ts';
import { showApp } from '../../render-app.tsx';
import { campaignEngine, lastInput, start } from './campaign-support.ts';
import { part } from './part.ts';

const PROGRESS: Progress = {
  today: '2026-11-27',
  burnDown: [
    { day: '2026-11-25', total: 2_000, left: 1_950, source: 'dated' },
    { day: '2026-11-26', total: 2_000, left: 1_930, source: 'counted' },
    { day: '2026-11-27', total: 2_000, left: 1_900, source: 'counted' },
  ],
  forecast: {
    kind: 'dates',
    early: '2027-02-01',
    likely: '2027-02-14',
    late: null,
    days: 20,
    perDay: 25,
  },
  throughput: [
    { day: '2026-11-26', operator: 'Ada', bench: 'bench-1', what: 'reset', count: 12 },
    { day: '2026-11-27', operator: 'Kim', bench: 'bench-1', what: 'reset', count: 8 },
    { day: '2026-11-27', operator: 'Kim', bench: 'bench-1', what: 'checkedIn', count: 40 },
  ],
  quota: {
    toMove: 1_200,
    changes: 2,
    moveFor: 360_000,
    toAsk: 1_900,
    questions: 3_800,
    askFor: 11_400_000,
  },
};

async function show(change: Partial<Progress> = {}, language: 'en' | 'de' = 'en') {
  const engine = campaignEngine({ 'progress.read': () => success({ ...PROGRESS, ...change }) });
  await showApp({ engine, shell: createFakeShell({ language }), start });
  await openTab(language === 'en' ? 'Progress' : 'Fortschritt');
  return engine;
}

async function openTab(name: string) {
  await userEvent.click(await screen.findByRole('tab', { name }));
}

async function tableIn(name: string, choice = 'Table') {
  const region = await part(name);
  await userEvent.click(within(region).getByRole('radio', { name: choice }));
  return within(region).getByRole('table');
}

const rowsOf = (table: HTMLElement) =>
  within(table)
    .getAllByRole('row')
    .map((row) => [...row.children].map(({ textContent }) => textContent));

describe('the progress on screen', () => {
  it('is asked for when somebody looks, and not before', async () => {
    const engine = campaignEngine({ 'progress.read': () => success(PROGRESS) });
    await showApp({ engine, start });
    await part('The six steps').catch(() => undefined);
    expect(lastInput(engine, 'progress.read')).toBeUndefined();
    await openTab('Progress');
    expect(await screen.findByText(/^Likely done/)).toBeTruthy();
    expect(lastInput(engine, 'progress.read')).toEqual({});
  });

  it('names the likely day, and how sure that is', async () => {
    await show();
    expect(await screen.findByText('Likely done February 14, 2027')).toBeTruthy();
    const sure = await screen.findByText(/^Eight times in ten/);
    expect(sure.textContent).toContain('between February 1, 2027 and in over two years');
  });

  it.each<[string, Progress['forecast'], string]>([
    [
      'is too young',
      { kind: 'tooFewDays', days: 2, needed: 5 },
      'It needs 5 whole days; 2 are known.',
    ],
    ['stands still', { kind: 'standstill', days: 9 }, 'In the last 9 days no device came up'],
    ['was never read', { kind: 'unread' }, 'Both clouds must be listed first'],
    ['is over', { kind: 'done' }, 'Every device of the campaign is with its user.'],
  ])('says why there is no day when the campaign %s', async (_title, forecast, text) => {
    await show({ forecast });
    expect(await screen.findByText(new RegExp(text))).toBeTruthy();
  });

  it('says what the rest costs of the quota', async () => {
    await show();
    expect(
      await screen.findByText('1,200 to move: 2 changes, spread over 6 minutes.'),
    ).toBeTruthy();
    expect(await screen.findByText(/3,800 questions about lock and release, 4 hours/)).toBeTruthy();
  });

  it('can read the funnel as a table, with the numbers of the runway', async () => {
    await show();
    expect(rowsOf(await tableIn('How far they are'))).toEqual([
      ['Step', 'Devices', 'Share'],
      ['All devices', '2,000', '100%'],
      ['On their service', '800', '40%'],
      ['Known to Intune', '300', '15%'],
      ['With a profile', '300', '15%'],
      ['Reset', '100', '5%'],
      ['With their user', '100', '5%'],
    ]);
  });

  it('can read what is left as a table, newest first, with where each line comes from', async () => {
    await show();
    expect(rowsOf(await tableIn('How many are left'))).toEqual([
      ['Day', 'Left', 'All', 'Known from'],
      ['Nov 27', '1,900', '2,000', 'counted here'],
      ['Nov 26', '1,930', '2,000', 'counted here'],
      ['Nov 25', '1,950', '2,000', "Intune's dates"],
    ]);
  });

  it('counts what was done by day, operator and bench', async () => {
    await show();
    const days = rowsOf(await tableIn('What this bench does in a day'));
    expect(days).toHaveLength(1 + 28);
    expect(days.slice(1, 3)).toEqual([
      ['Nov 27', '40', '8', '0', '0'],
      ['Nov 26', '0', '12', '0', '0'],
    ]);
    const people = within(await part('By operator')).getByRole('table');
    expect(rowsOf(people).slice(1)).toEqual([
      ['Ada', '0', '12', '0', '0'],
      ['Kim', '40', '8', '0', '0'],
    ]);
    const benches = within(await part('By bench')).getByRole('table');
    expect(rowsOf(benches).slice(1)).toEqual([['bench-1', '40', '20', '0', '0']]);
  });

  it('teaches while nothing was done and nothing can be compared', async () => {
    await show({ burnDown: PROGRESS.burnDown.slice(2), throughput: [] });
    expect(await screen.findByText('Nothing to compare with yet')).toBeTruthy();
    expect(await screen.findByText('Nothing was done here yet')).toBeTruthy();
  });

  it('is read again on demand, and keeps what it knew when that fails', async () => {
    const engine = await show();
    await screen.findByText(/^Likely done/);
    engine.answer('progress.read', () => failure({ code: 'ledgerBroken' }));
    await userEvent.click(screen.getByRole('button', { name: 'Read again' }));
    expect(await screen.findByRole('alert')).toBeTruthy();
    expect(screen.getByText(/^Likely done/)).toBeTruthy();
  });

  it('is whole in German', async () => {
    await show({}, 'de');
    expect(await screen.findByText('Wohl fertig am 14. Februar 2027')).toBeTruthy();
    expect(rowsOf(await tableIn('Wie weit sie sind', 'Tabelle'))[1]).toEqual([
      'Alle Geräte',
      '2.000',
      '100\u00A0%',
    ]);
  });
});
