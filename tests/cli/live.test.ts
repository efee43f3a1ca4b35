import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { liveClouds, type LiveClouds } from './live-clouds.ts';
import { aHome, linesOf } from './run-cli.ts';

let clouds: LiveClouds;

beforeAll(async () => {
  clouds = await liveClouds();
});
afterAll(() => clouds.close());

/** At the pace of the wall and under Apple's quota: what was listed once serves them all. */
describe('over real sockets, with a settings file', () => {
  const home = aHome();
  const requested = (request: RegExp) => clouds.requests.filter((each) => request.test(each));
  const posts = () => requested(/^POST .*orgDeviceActivities/);
  const readings = () => requested(/^GET .*orgDeviceActivities\//).length;

  it('runway signs in at Apple, lists both clouds, and says how far the campaign is', async () => {
    const { code, stdout, stderr } = await clouds.run(['runway', '--json'], { home });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const [onboard, reassign] = linesOf(stdout);
    expect(onboard).toMatchObject({ step: 'onboard' });
    expect(reassign).toMatchObject({ step: 'reassign', total: 1_949 });
  }, 120_000);

  it('runway says the same once everything was listed', async () => {
    const { code, stdout } = await clouds.run(['runway', '--json'], { home });
    expect(code).toBe(0);
    expect(linesOf(stdout)[0]).toMatchObject({ step: 'onboard', state: 'done' });
  }, 60_000);

  it('runway knows without asking what was read before', async () => {
    const before = clouds.requests.length;
    const { code, stdout } = await clouds.run(['runway', '--cached'], { home });
    expect(code).toBe(0);
    expect(stdout).toMatch(/^Reassign +Open/m);
    expect(clouds.requests.length).toBe(before);
  }, 60_000);

  it('check answers', async () => {
    const { stories } = clouds.sandbox;
    const asked = [stories.readyToReset, stories.formerService];
    const { code, stdout, stderr } = await clouds.run(['check', '--json', ...asked], { home });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(linesOf(stdout).map(({ serial, lane }) => [serial, lane])).toEqual([
      [stories.readyToReset, 'clear'],
      [stories.formerService, 'fix'],
    ]);
  }, 60_000);

  it('assign queues, and sends nothing before its time', async () => {
    const { stories } = clouds.sandbox;
    const asked = [stories.formerService, stories.foreignService];
    const args = ['assign', '--json', '--timeout', '0.01', ...asked];
    const { code, stdout, stderr } = await clouds.run(args, { home });
    expect(linesOf(stdout)).toEqual([
      { serial: stories.formerService, outcome: 'open', reason: null },
      { serial: stories.foreignService, outcome: 'refused', reason: 'foreignService' },
    ]);
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    expect(posts()).toEqual([]);
  }, 120_000);

  it('jobs finds the work in the next run', async () => {
    const { code, stdout } = await clouds.run(['jobs', '--json'], { home });
    expect(code).toBe(0);
    expect(linesOf(stdout)).toMatchObject([{ kind: 'reassign', open: 1, waiting: 'gathering' }]);
  });

  it('check says which cloud is in the way, and promises no answer', async () => {
    const env = { RESETBENCH_GRAPH_TOKEN: 'not-a-token' };
    const { code, stdout, stderr } = await clouds.run(['check', 'C39XK2PQJG5H'], { env });
    expect(code).toBe(3);
    expect(stderr).toMatch(/^No answer from Intune: The token .* Get a new one .*\n$/);
    expect(stdout).toContain('No answer came.');
    expect(stdout).not.toContain('by itself');
  }, 120_000);

  it('quota names the budgets of both clouds, and asks neither', async () => {
    const before = clouds.requests.length;
    const { code, stdout } = await clouds.run(['quota', '--json'], { home });
    expect(code).toBe(0);
    expect(linesOf(stdout).map(({ cloud, kind, limit }) => [cloud, kind, limit])).toEqual(
      expect.arrayContaining([
        ['apple', 'read', 20],
        ['apple', 'write', 10],
        ['microsoft', 'read', expect.any(Number)],
      ]),
    );
    expect(clouds.requests.length).toBe(before);
  });

  it('assign sends one POST for it, and the next run goes on with what a crash left', async () => {
    const asked = ['assign', '--json', clouds.sandbox.stories.formerService];
    const first = runUntilCrash(asked);
    await expect.poll(posts, { timeout: 60_000 }).toHaveLength(1);
    // Apple's answer is kept, and the activity not asked for yet.
    await expect.poll(jobsOf, { timeout: 30_000 }).toMatchObject([{ waiting: 'activity' }]);
    await first.crash();
    const before = readings();
    const second = runUntilCrash(asked);
    await expect.poll(readings, { timeout: 60_000 }).toBeGreaterThan(before);
    await second.crash();
    expect(posts()).toHaveLength(1);
  }, 120_000);

  it('none of them has shown or written a key or a token', () => {
    expect(clouds.secretsIn(home)).toEqual([]);
  });

  function runUntilCrash(args: readonly string[]) {
    const ending = new AbortController();
    const ended = clouds.run(args, { home, crash: ending.signal });
    const crash = () => {
      ending.abort();
      return ended;
    };
    onTestFinished(async () => void (await crash()));
    return { crash };
  }

  async function jobsOf() {
    const { stdout } = await clouds.run(['jobs', '--json'], { home });
    return linesOf(stdout);
  }
});
