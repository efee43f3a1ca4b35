import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { liveClouds, type LiveClouds } from './live-clouds.ts';
import { linesOf } from './run-cli.ts';

let clouds: LiveClouds;

beforeAll(async () => {
  clouds = await liveClouds();
});
afterAll(() => clouds.close());

describe('over real sockets, with a settings file', () => {
  it('check signs in at Apple, asks both clouds and answers', async () => {
    const { stories } = clouds.sandbox;
    const asked = [stories.readyToReset, stories.formerService];
    const { code, stdout, stderr } = await clouds.run(['check', '--json', ...asked]);
    expect(stderr).toBe('');
    expect(linesOf(stdout).map(({ serial, lane }) => [serial, lane])).toEqual([
      [stories.readyToReset, 'clear'],
      [stories.formerService, 'fix'],
    ]);
    expect(code).toBe(0);
  });
});
