import { expect, it, onTestFinished } from 'vitest';
import { BEARERS } from '../../src/sandbox/campaign/organization.ts';
import { liveClouds } from './live-clouds.ts';
import { aHome, linesOf, type RunOptions } from './run-cli.ts';

it('sync asks Intune for one target and for no other', async () => {
  const stand = await aStand();
  const { id = '', tokenId = '', name } = stand.clouds.connections.policy.targets.at(-1) ?? {};
  await stand.runUntilSync(['sync', '--target', id]);
  expect(stand.syncs()).toEqual([expect.stringContaining(`/${tokenId}/`)]);
  const { stdout } = await stand.clouds.run(['jobs', '--json'], { home: stand.home });
  expect(linesOf(stdout)).toMatchObject([{ kind: 'sync', target: name }]);
}, 60_000);

it('a token on standard input goes before one in the environment, and is shown nowhere', async () => {
  const stand = await aStand();
  const { id = '' } = stand.clouds.connections.policy.targets[0] ?? {};
  const env = { RESETBENCH_GRAPH_TOKEN: 'not-a-token' };
  const input = `${BEARERS.microsoft}\n`;
  // With the other token it could not even read when the last sync was.
  await stand.runUntilSync(['sync', '--token-stdin', '--target', id], { env, input });
  expect(stand.clouds.secretsIn(stand.home)).toEqual([]);
}, 60_000);

/** Clouds and a data folder that no other test has used: Apple's quota is not spent, no other work is there. */
async function aStand() {
  const clouds = await liveClouds();
  onTestFinished(() => clouds.close());
  const home = aHome();
  const syncs = () =>
    clouds.requests.filter((each) => each.endsWith('/syncWithAppleDeviceEnrollmentProgram'));
  /** Intune takes minutes to sync: the command is not waited for. */
  const runUntilSync = async (args: readonly string[], options: RunOptions = {}) => {
    const ending = new AbortController();
    const ended = clouds.run(args, { ...options, home, crash: ending.signal });
    try {
      await expect.poll(syncs, { timeout: 30_000 }).not.toEqual([]);
    } finally {
      ending.abort();
      await ended;
    }
  };
  return { clouds, home, syncs, runUntilSync };
}
