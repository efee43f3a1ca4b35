import { afterEach, describe, expect, it } from 'vitest';
import type { HttpRequest } from '../../src/core/ports.ts';
import { SERVICE } from '../../src/sandbox/campaign/organization.ts';
import { createSandbox, type Sandbox } from '../../src/sandbox/sandbox.ts';
import { APPLE, assignment, GRAPH, openTestBench, signedIn } from './bench.ts';

const SERVICES = `${APPLE}/v1/mdmServers`;
const TOKENS = `${GRAPH}/beta/deviceManagement/depOnboardingSettings`;
const sandboxes: Sandbox[] = [];

describe('the network of the sandbox', () => {
  afterEach(() => sandboxes.splice(0).forEach(({ clock }) => clock.stop()));

  it('has no other hosts', async () => {
    const { get } = openTestBench();
    await expect(get('https://example.com/')).rejects.toThrow('fetch failed');
  });

  it('can be cut and mended', async () => {
    const { get, sandbox } = openTestBench();
    sandbox.controls.setOnline(false);
    await expect(get(SERVICES)).rejects.toThrow('fetch failed');
    sandbox.controls.setOnline(true);
    expect((await get(SERVICES)).status).toBe(200);
  });

  it('answers with a fault as often as a test wants', async () => {
    const { get, sandbox } = openTestBench();
    const fault = { kind: 'status', match: 'GET https://api-business', status: 503 } as const;
    sandbox.world.faults.push({ ...fault, times: 2, headers: { 'Retry-After': '7' } });
    const statuses = [(await get(SERVICES)).status, (await get(SERVICES)).status];
    expect([...statuses, (await get(SERVICES)).status]).toEqual([503, 503, 200]);
  });

  it('can break off, garble and lose an answer that took effect', async () => {
    const { get, post, sandbox, clock } = openTestBench();
    const serial = sandbox.stories.formerService;
    sandbox.world.faults.push({ kind: 'network', match: 'mdmServers' });
    sandbox.world.faults.push({ kind: 'malformed', match: 'orgDevices?', body: '{"data":[' });
    sandbox.world.faults.push({ kind: 'lostAnswer', match: 'POST' });
    await expect(get(SERVICES)).rejects.toThrow('fetch failed');
    expect((await get(`${APPLE}/v1/orgDevices?limit=1`)).text).toBe('{"data":[');
    const order = post(`${APPLE}/v1/orgDeviceActivities`, assignment(SERVICE.offices, [serial]));
    await expect(order).rejects.toThrow('fetch failed');
    await clock.advance(60_000);
    expect(sandbox.world.device(serial)?.serviceId).toBe(SERVICE.offices);
  });

  it('puts a fault into one item of a batch', async () => {
    const { post, sandbox } = openTestBench();
    sandbox.world.faults.push({
      kind: 'status',
      match: '/beta/deviceManagement/managed',
      status: 429,
      body: '{}',
    });
    const urls = ['/deviceManagement/managedDevices', '/deviceManagement/depOnboardingSettings'];
    const requests = urls.map((url, id) => ({ id: String(id), method: 'GET', url }));
    const { json } = await post(`${GRAPH}/beta/$batch`, { requests });
    expect(json.rows('responses').map((each) => each.at('status'))).toEqual([429, 200]);
  });

  it('takes some time of its own clock, and gives up on what is too slow', async () => {
    const sandbox = createSandbox();
    sandboxes.push(sandbox);
    sandbox.clock.setSpeed(60);
    const startedAt = sandbox.clock.now();
    expect((await sandbox.fetch(TOKENS, request(sandbox, TOKENS))).status).toBe(200);
    expect(sandbox.clock.now() - startedAt).toBeGreaterThanOrEqual(60);
    sandbox.world.faults.push({ kind: 'slow', match: TOKENS, milliseconds: 50_000 });
    await expect(sandbox.fetch(TOKENS, request(sandbox, TOKENS))).rejects.toThrow('fetch failed');
  });

  it('drops the fifth stream to Apple at once', async () => {
    const sandbox = createSandbox();
    sandboxes.push(sandbox);
    sandbox.clock.setSpeed(60);
    const calls = Array.from({ length: 5 }, () =>
      sandbox.fetch(SERVICES, request(sandbox, SERVICES)),
    );
    const ends = await Promise.allSettled(calls);
    expect(ends.map(({ status }) => status).filter((end) => end === 'rejected')).toHaveLength(1);
  });
});

function request(sandbox: Sandbox, url: string): HttpRequest {
  return { method: 'GET', headers: signedIn(sandbox, url), timeoutMs: 9_000 };
}
