import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AUTHORITY } from '../e2e/an-authority.ts';
import { openHouse, type House } from '../e2e/house-proxy.ts';
import { liveClouds, type LiveClouds } from './live-clouds.ts';
import { aHome, linesOf, START } from './run-cli.ts';

let house: House;
let clouds: LiveClouds;

beforeAll(async () => {
  house = await openHouse();
  clouds = await liveClouds(house.clouds);
});
afterAll(() => house.close());

describe('behind a proxy that opens what is encrypted', () => {
  it('a check is refused while its authority is not known, with the cause and what to do', async () => {
    const { code, stderr } = await check();
    expect(stderr).toContain('not one that this computer knows');
    expect(stderr).toContain('have its root certificate installed on this computer');
    expect(code).toBe(3);
    expect(house.tunnels).toContain('graph.resetbench.test:443');
    expect(clouds.requests).toEqual([]);
  }, 120_000);

  it('a check is answered once NODE_EXTRA_CA_CERTS names the authority', async () => {
    const file = path.join(aHome(), 'authority.pem');
    writeFileSync(file, AUTHORITY);
    const { code, stdout, stderr } = await check({ NODE_EXTRA_CA_CERTS: file });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const serial = clouds.sandbox.stories.readyToReset;
    expect(linesOf(stdout)).toMatchObject([{ serial, lane: 'clear' }]);
  }, 60_000);
});

function check(trusting: Readonly<Record<string, string>> = {}) {
  const env = { NODE_EXTRA_CA_CERTS: '', https_proxy: house.proxyUrl, no_proxy: '', ...trusting };
  const args = ['check', '--json', clouds.sandbox.stories.readyToReset];
  return clouds.run(args, { program: START, env });
}
