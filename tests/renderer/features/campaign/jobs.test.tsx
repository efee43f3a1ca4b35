// @vitest-environment happy-dom
import { act, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { CANCELLED_CODES } from '../../../../src/contract/campaign.ts';
import { jobKindSchema, shownStateSchema, WAITING_CODES } from '../../../../src/core/jobs/job.ts';
import { success } from '../../../../src/core/result.ts';
import { MINUTE } from '../../../../src/core/time.ts';
import { CATALOGUES, say, sayFailure, type Language } from '../../../../src/core/words/words.ts';
import { NOW, SERIAL } from '../../builders.ts';
import { showApp } from '../../render-app.tsx';
import { aJobView, campaignEngine, FAILED, lastInput, start } from './campaign-support.ts';
import { part } from './part.ts';

const aSerial = (at: number) => `${SERIAL.slice(0, -1)}${at}` as typeof SERIAL;

const engineWith = (...jobs: readonly ReturnType<typeof aJobView>[]) =>
  campaignEngine({ 'campaign.jobs': () => success([...jobs]) });

describe('the cloud work on screen', () => {
  it('teaches while there is none', async () => {
    await showApp({ engine: engineWith(), start });
    expect(await screen.findByText('No cloud work')).toBeTruthy();
  });

  it('says step, counts, what it waits for and when it goes on', async () => {
    const job = aJobView({ waiting: 'postSpacing', nextAt: NOW + 6 * MINUTE });
    await showApp({ engine: engineWith(job), start });
    const work = (await part('Cloud work')).textContent;
    expect(work).toContain('Move at Apple · Intune Europe');
    expect(work).toContain('Step 2 of 4: sent');
    expect(work).toContain('3 open · 2 confirmed');
    expect(work).toContain('so batches go at least six minutes apart.');
    expect(work).toMatch(/Goes on in \d min/);
  });

  it('goes on now when its time has come, not a while ago', async () => {
    await showApp({ engine: engineWith(aJobView({ nextAt: NOW - 6 * MINUTE })), start });
    expect((await part('Cloud work')).textContent).toContain('Goes on now');
  });

  it('says where a second administrator approves it, and shows the code of the request', async () => {
    const job = aJobView({ kind: 'wipe', waiting: 'approval', approvalCode: 'approval-4711' });
    await showApp({ engine: engineWith(job), start });
    const work = await part('Cloud work');
    expect(work.textContent).toContain(
      'A second administrator must approve it: Intune admin center → “Tenant administration” → “Multi Admin Approval”.',
    );
    expect(within(work).getByText('approval-4711').closest('p')?.textContent).toBe(
      'Approval code: approval-4711',
    );
  });

  it('puts what failed first, with the cloud’s own words for each serial', async () => {
    await showApp({ engine: engineWith(aJobView(), FAILED), start });
    const items = within(await part('Cloud work')).getAllByRole('heading', { level: 3 });
    const first = items[0]?.closest('li');
    expect(first?.textContent).toContain('Ended with failures');
    expect(first?.textContent).toContain('DEVICE_NOT_ACCESSIBLE');
    expect(first?.querySelector('details')?.open).toBe(true);
  });

  it('says why in the language of the window, with the next step', async () => {
    const members = [{ serial: SERIAL, outcome: 'failed', failure: 'noAllowedProfile' } as const];
    const job = aJobView({ state: 'failed', failed: 1, open: 0, members, note: 'targetGone' });
    await showApp({ engine: engineWith(job), start });
    const work = (await part('Cloud work')).textContent;
    for (const code of ['noAllowedProfile', 'targetGone']) {
      const { text, next } = sayFailure('en', code);
      expect(work).toContain(`${text} ${next}`);
      expect(work).not.toContain(code);
    }
  });

  it('says in our words what a cloud answered, and keeps its own behind one line', async () => {
    const note = '409 Conflict: A sync with Apple is already in progress';
    const waiting = aJobView({ kind: 'sync', state: 'queued', waiting: 'alreadySyncing', note });
    await showApp({ engine: engineWith(waiting, FAILED), start });
    const work = await part('Cloud work');
    expect(work.textContent).toContain('Intune is syncing already, or has just done so.');
    for (const words of [note, 'DEVICE_NOT_ACCESSIBLE']) {
      const details = within(work).getByText(words).closest('details');
      expect(details?.open).toBe(false);
      expect(details?.querySelector('summary')?.textContent).toBe('Details');
    }
    expect(work.textContent).toContain('The cloud refused it. Try again');
  });

  it('shows a job that was cancelled as that, and not as a failure', async () => {
    const job = aJobView({ state: 'cancelled', open: 0, cancelled: 1, mayCancel: false });
    await showApp({ engine: engineWith(job), start });
    const item = within(await part('Cloud work'))
      .getByRole('heading', { level: 3 })
      .closest('li');
    expect(item?.textContent).toMatch(/Cancelled · /);
    expect(item?.textContent).not.toMatch(/failure|Step/);
    expect(item?.dataset['lane']).toBeUndefined();
  });

  it('shows each serial by its own outcome, in a job that failed too', async () => {
    const outcomes = ['failed', 'open', 'cancelled', 'confirmed'] as const;
    const members = outcomes.map((outcome, at) => ({ serial: aSerial(at), outcome }));
    const job = aJobView({ ...FAILED, confirmed: 1, open: 1, cancelled: 1, members });
    await showApp({ engine: engineWith(job), start });
    const lines = outcomes.map((outcome) => screen.getByText(outcome).closest('li'));
    expect(lines.map((line) => line?.dataset['lane'])).toEqual(['stop', 'wait', undefined, 'done']);
    expect(new Set(lines.map((line) => line?.querySelector('svg')?.innerHTML)).size).toBe(4);
  });

  it('keeps the jobs that ended well behind one line, below the others', async () => {
    const well = (id: string) =>
      aJobView({ id, state: 'confirmed', open: 0, mayCancel: false, since: NOW });
    const all = [well('job-3'), well('job-4'), aJobView(), FAILED];
    await showApp({ engine: engineWith(...all), start });
    const work = await part('Cloud work');
    const folded = within(work).getByText('2 done in the last 24 hours').closest('details');
    expect(folded?.open).toBe(false);
    expect(folded?.querySelectorAll('.job')).toHaveLength(2);
    expect([...work.querySelectorAll('.job')].map((job) => job.closest('details'))).toEqual([
      null,
      null,
      folded,
      folded,
    ]);
  });

  it('retries only what failed', async () => {
    const engine = engineWith(FAILED);
    engine.answer('campaign.retryJob', () =>
      success({ ...aJobView({ id: 'job-3', open: 1 }), serials: [] }),
    );
    await showApp({ engine, start });
    await userEvent.click(await screen.findByRole('button', { name: 'Retry the failed one' }));
    expect(lastInput(engine, 'campaign.retryJob')).toEqual({ id: 'job-2' });
    expect(await screen.findByText('1 serial queued again')).toBeTruthy();
  });

  it('counts those that a retry takes, not all that failed', async () => {
    await showApp({ engine: engineWith(aJobView({ ...FAILED, failed: 5, retries: 3 })), start });
    expect(await screen.findByRole('button', { name: 'Retry the 3 failed' })).toBeTruthy();
  });

  it('counts no serials where a sync is for none', async () => {
    const job = aJobView({ ...FAILED, kind: 'sync', failed: 0, retries: 0, members: [] });
    const engine = engineWith(job);
    engine.answer('campaign.retryJob', () =>
      success({ ...aJobView({ id: 'job-3', open: 0 }), serials: [] }),
    );
    await showApp({ engine, start });
    await userEvent.click(await screen.findByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('Queued again')).toBeTruthy();
  });

  it('keeps the focus where retry was when its button leaves', async () => {
    const engine = engineWith(FAILED);
    engine.answer('campaign.retryJob', () =>
      success({ ...aJobView({ id: 'job-3', open: 1 }), serials: [] }),
    );
    await showApp({ engine, start });
    await userEvent.click(await screen.findByRole('button', { name: 'Retry the failed one' }));
    const said = await screen.findByText('1 serial queued again');
    await act(async () => engine.tell('campaign.jobsChanged', [{ ...FAILED, mayRetry: false }]));
    expect(screen.queryByRole('button', { name: 'Retry the failed one' })).toBeNull();
    expect(said).toBe(document.activeElement);
  });

  it('cancels on a second press in another place, and says what has happened already', async () => {
    const engine = engineWith(aJobView());
    const job = aJobView({ open: 0, cancelled: 3, mayCancel: false });
    engine.answer('campaign.cancelJob', () =>
      success({ happened: 'sentNotUndone', serials: 3, job }),
    );
    await showApp({ engine, start });
    await userEvent.click(await screen.findByRole('button', { name: 'Cancel …' }));
    expect(screen.getByRole('button', { name: 'Keep it' })).toBe(document.activeElement);
    expect(lastInput(engine, 'campaign.cancelJob')).toBeUndefined();
    await userEvent.click(screen.getByRole('button', { name: 'Cancel it for 3 serials' }));
    expect(await screen.findByText('Cancelled for 3 serials')).toBeTruthy();
    expect(screen.getByText(/Apple has it already and goes on with it/)).toBeTruthy();
  });

  it('leaves the job alone when somebody thinks better of it', async () => {
    const engine = engineWith(aJobView());
    await showApp({ engine, start });
    await userEvent.click(await screen.findByRole('button', { name: 'Cancel …' }));
    await userEvent.keyboard('{Enter}');
    expect(screen.getByRole('button', { name: 'Cancel …' })).toBeTruthy();
    expect(engine.calls.some(({ name }) => name === 'campaign.cancelJob')).toBe(false);
  });

  it('follows the news without being asked', async () => {
    const engine = engineWith();
    await showApp({ engine, start });
    await screen.findByText('No cloud work');
    await act(async () => engine.tell('campaign.jobsChanged', [aJobView()]));
    expect(await screen.findByText('Step 2 of 4: sent', { exact: false })).toBeTruthy();
  });
});

describe.each(Object.keys(CATALOGUES) as Language[])('in %s', (language) => {
  it('every code of a job has its words', () => {
    const paths = [
      ...jobKindSchema.options.map((kind) => `campaign.job.${kind}`),
      ...shownStateSchema.options.map((state) => `campaign.state.${state}`),
      ...WAITING_CODES.map((code) => `campaign.waiting.${code}`),
      ...CANCELLED_CODES.map((code) => `campaign.cancelled.${code}`),
      ...['open', 'confirmed', 'failed', 'cancelled'].map((each) => `campaign.outcome.${each}`),
    ];
    expect(paths.filter((path) => say(language, path) === path)).toEqual([]);
  });
});
