import { expect, it } from 'vitest';
import { jobText } from '../../src/cli/job-lines.ts';
import type { JobView } from '../../src/contract/campaign.ts';
import type { SerialNumber } from '../../src/core/identifiers/serial-number.ts';

const [ONE, TWO, THREE] = ['F2LTESTA0001', 'F2LTESTA0002', 'F2LTESTA0003'] as SerialNumber[];

function aJob(change: Partial<JobView>): JobView {
  return {
    id: 'job',
    kind: 'sync',
    state: 'failed',
    step: 3,
    steps: 3,
    target: 'Offices',
    profile: null,
    open: 0,
    confirmed: 0,
    failed: 0,
    left: 0,
    cancelled: 0,
    queuedAt: 1,
    since: 2,
    mayRetry: true,
    retries: 1,
    mayCancel: false,
    members: [],
    ...change,
  };
}

it('says each reason once, with the serials that it befell and the next step', () => {
  const failed = (serial = ONE, failure = '') =>
    ({ serial, outcome: 'failed', failure }) as JobView['members'][number];
  const members = [
    failed(ONE, 'notImported'),
    failed(TWO, 'NOT_FOUND'),
    failed(THREE, 'notImported'),
  ];
  const [, ...lines] = jobText(aJob({ members, failed: 3 }), 'en').split('\n');
  expect(lines).toEqual([
    expect.stringMatching(
      /^ {2}F2LTESTA0001, F2LTESTA0003: Intune has synced twice and did not import it\. Unassign/,
    ),
    '  F2LTESTA0002: The answer was “NOT_FOUND”. Try again, or set it aside if it fails twice.',
  ]);
});

it('says in the language of the terminal why a sync for nobody in particular failed', () => {
  const text = jobText(aJob({ note: 'syncNotFinished: lastSyncErrorCode 3' }), 'de');
  expect(text).toContain(
    'Intunes Synchronisierung kam zu keinem Ende. Details: „lastSyncErrorCode 3“. Im',
  );
});

it('counts no devices of a job that has none', () => {
  const text = jobText(aJob({ state: 'confirmed' }), 'en');
  expect(text).toMatch(/ {2}Offices {2}confirmed$/);
});

it('leaves the words of a cloud that a job waits for as they are', () => {
  const waiting = aJob({ state: 'queued', note: 'throttled: slow down', waiting: 'quota' });
  expect(jobText(waiting, 'de')).toMatch(/ {2}throttled: slow down$/);
});

it('says in its one line who must approve it, where, and by which code', () => {
  const waiting = aJob({ kind: 'wipe', state: 'queued', waiting: 'approval', approvalCode: 'a-1' });
  expect(jobText(waiting, 'en')).toMatch(
    /A second administrator must approve it: .*“Multi Admin Approval”.* {2}Approval code: a-1$/,
  );
  expect(jobText(waiting, 'de')).toMatch(
    /Eine zweite Person muss es genehmigen: .* {2}Genehmigungscode: a-1$/,
  );
});

it('names no code to approve of a job that has ended', () => {
  const ended = aJob({ kind: 'wipe', state: 'confirmed', approvalCode: 'a-1' });
  expect(jobText(ended, 'en')).not.toContain('a-1');
});

it('says that a job was cancelled, and counts that as no failure', () => {
  const text = jobText(aJob({ state: 'cancelled', cancelled: 2, mayRetry: false }), 'en');
  expect(text).toContain('cancelled  0 open, 0 confirmed, 0 failed, 2 cancelled');
});

it('calls a job what the campaign screen calls it', () => {
  expect(jobText(aJob({}), 'en')).toMatch(/^Sync with Apple /);
  expect(jobText(aJob({ kind: 'confirm' }), 'de')).toMatch(/^Auf die Registrierung warten /);
});
