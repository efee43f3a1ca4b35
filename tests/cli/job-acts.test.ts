import { beforeAll, describe, expect, it } from 'vitest';
import type { SerialNumber } from '../../src/core/identifiers/serial-number.ts';
import { composeEngine } from '../../src/engine/compose.ts';
import { createManualClock } from '../../src/sandbox/manual-clock.ts';
import { createSandbox, SANDBOX_START } from '../../src/sandbox/sandbox.ts';
import { aHome, linesOf, runCli } from './run-cli.ts';

const { stories } = createSandbox({ clock: createManualClock(SANDBOX_START) });

/** The newest job of a home that has this serial in it. */
async function jobOf(serial: string, home: string): Promise<string> {
  const { stdout } = await runCli(['jobs', '--sandbox', '--json'], { home });
  const job = linesOf(stdout).find(({ members }) => JSON.stringify(members).includes(serial));
  return String(job?.['id']);
}

describe('a job in the sandbox', () => {
  const home = aHome();
  const jobs = (...args: string[]) => runCli(['jobs', ...args, '--sandbox'], { home });

  beforeAll(async () => {
    const asked = [stories.refusesAssignment, stories.formerService];
    await runCli(['assign', '--sandbox', ...asked], { home });
  }, 60_000);

  it('that failed for some says how to try those again', async () => {
    const id = await jobOf(stories.refusesAssignment, home);
    expect((await jobs()).stdout).toContain(`\n  resetbench jobs retry ${id}\n`);
  });

  it('is tried again for what failed alone, and waited for', async () => {
    const id = await jobOf(stories.refusesAssignment, home);
    const { code, stdout } = await jobs('retry', id, '--json');
    const reason = 'FAILED DEVICE_NOT_ELIGIBLE';
    expect(linesOf(stdout)).toEqual([
      { serial: stories.refusesAssignment, outcome: 'failed', reason },
    ]);
    expect(code).toBe(1);
    expect(await jobOf(stories.refusesAssignment, home)).not.toBe(id);
  }, 60_000);

  it('is not tried again where nothing is left of it', async () => {
    const id = await jobOf(stories.formerService, home);
    const { code, stderr } = await jobs('retry', id);
    expect(code).toBe(1);
    expect(stderr).toContain('Nothing of this job can be tried again');
  });

  it('that has ended cannot be cancelled', async () => {
    const { code, stderr } = await jobs('cancel', await jobOf(stories.formerService, home));
    expect(code).toBe(1);
    expect(stderr).toContain('This job cannot be cancelled');
  });

  it('that nobody knows is told', async () => {
    const { code, stderr } = await jobs('cancel', 'nothing');
    expect(code).toBe(1);
    expect(stderr).toContain('That job no longer exists.');
  });
});

it('a retry tells nothing of other work, whenever that was queued', async () => {
  const home = aHome();
  const { refusesAssignment, formerService } = stories;
  await runCli(['assign', '--sandbox', refusesAssignment], { home });
  const id = await jobOf(refusesAssignment, home);
  await queueMove(formerService, home);
  const { stdout } = await runCli(['jobs', 'retry', id, '--sandbox'], { home });
  expect(stdout).toMatch(new RegExp(`^${refusesAssignment}  failed  .+\\n$`));
}, 60_000);

it('a job is cancelled before it was sent, and says that nothing has happened', async () => {
  const home = aHome();
  await runCli(['assign', '--sandbox', stories.inIntune], { home });
  const id = await queueMove(stories.formerService, home);
  const { code, stdout } = await runCli(['jobs', 'cancel', id, '--sandbox', '--json'], { home });
  expect(code).toBe(0);
  expect(linesOf(stdout)).toMatchObject([
    { happened: 'nothingSent', serials: 1, job: { id, state: 'cancelled', cancelled: 1 } },
  ]);
}, 60_000);

/** As at a bench that is closed right after. */
async function queueMove(serial: SerialNumber, home: string): Promise<string> {
  const about = { mode: 'sandbox', home, role: 'bench', log: () => undefined } as const;
  const composed = await composeEngine(about);
  if (!composed.ok) throw new Error(composed.error.code);
  const { calls, close } = composed.value;
  await calls['desk.signIn']({ operator: 'Ada' });
  await calls['campaign.assign']({ serials: [serial] });
  const jobs = await calls['campaign.jobs']({});
  await close();
  return (jobs.ok && jobs.value[0]?.id) || '';
}

it.each([
  [['jobs', 'cancel'], 'jobs cancel needs the id of a job'],
  [['jobs', 'retry', 'a', 'b'], 'jobs retry takes no “b”.'],
  [['jobs', 'cancel', 'a', '--watch'], '--watch does not belong to jobs cancel.'],
  [['jobs', 'cancel', 'a', '--token-stdin'], '--token-stdin does not belong to jobs cancel.'],
  [['jobs', 'cancel', 'a', '--timeout', '5'], '--timeout does not belong to jobs cancel.'],
  [['jobs', 'retry', 'a', '--watch'], '--watch does not belong to jobs retry.'],
  [['jobs', '--token-stdin'], '--token-stdin does not belong to jobs.'],
  [['jobs', '--timeout', '5'], '--timeout does not belong to jobs.'],
  [['jobs', '--watch', '--timeout', '5'], '--timeout does not belong to jobs.'],
  [['jobs', 'frob'], 'jobs takes no “frob”.'],
])('%j is not understood', async (args, sentence) => {
  const { code, stderr } = await runCli([...args, '--sandbox']);
  expect(code).toBe(2);
  expect(stderr).toContain(sentence);
});
