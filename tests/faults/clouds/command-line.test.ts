import { expect, it, onTestFinished } from 'vitest';
import { EXIT } from '../../../src/cli/exit-codes.ts';
import { liveClouds } from '../../cli/live-clouds.ts';
import { aHome } from '../../cli/run-cli.ts';

const PAGE = '<!DOCTYPE html><html><body>Sign in to Guest WiFi</body></html>';

/** At the pace of the wall. */
it('behind a guest network check clears nothing, and says what is in the way and what to do', async () => {
  const clouds = await liveClouds();
  onTestFinished(clouds.close);
  const page = { kind: 'malformed', body: PAGE, times: Infinity } as const;
  clouds.sandbox.world.faults.push({ ...page, match: 'https://' });
  const serial = clouds.sandbox.stories.readyToReset;
  const { stdout, stderr, code } = await clouds.run(['check', serial, '--json'], { home: aHome() });
  expect(code).toBe(EXIT.unanswered);
  expect(stdout).not.toContain('"clear"');
  expect(stderr).toMatch(/^No answer from Apple: .*proxy.*\. .+\.$/im);
  expect(stderr).toMatch(/^No answer from Intune: .*proxy.*\. .+\.$/im);
}, 60_000);
