import { afterEach, describe, expect, it } from 'vitest';
import { createSandbox, type Sandbox } from '../../../src/sandbox/sandbox.ts';
import { APPLE, openTestBench, signedIn } from '../bench.ts';
import { viewJson, type JsonView } from '../json-view.ts';
import { serveOnLoopback } from '../serve-on-loopback.ts';

const open: { close(): Promise<void> }[] = [];
const sandboxes: Sandbox[] = [];

describe('what Apple lists', () => {
  afterEach(async () => {
    sandboxes.splice(0).forEach((sandbox) => sandbox.clock.stop());
    await Promise.all(open.splice(0).map((server) => server.close()));
  });

  it('gives all 2,000 devices on two pages of 1,000 and then no further link', async () => {
    const { get } = openTestBench();
    const first = await get(`${APPLE}/v1/orgDevices?limit=1000`);
    const second = await get(first.json.text('links/next'));
    const ids = [first, second].flatMap(({ json }) =>
      json.rows('data').map((row) => row.text('id')),
    );
    expect(new Set(ids).size).toBe(2_000);
    expect(first.json.at('meta/paging/nextCursor')).toBeTypeOf('string');
    expect([second.json.at('links/next'), second.json.at('meta/paging/nextCursor')]).toEqual([
      undefined,
      undefined,
    ]);
  });

  it('gives 100 devices when no limit is asked for', async () => {
    const { get } = openTestBench();
    const page = await get(`${APPLE}/v1/orgDevices`);
    expect([page.json.rows('data').length, page.json.at('meta/paging/limit')]).toEqual([100, 100]);
  });

  it('leaves out what was not asked for, and never lists release or migration', async () => {
    const { get, sandbox } = openTestBench();
    const page = await get(`${APPLE}/v1/orgDevices?fields[orgDevices]=serialNumber,status`);
    expect(page.json.names('data/0/attributes')).toEqual(['serialNumber', 'status']);
    const all = await get(`${APPLE}/v1/orgDevices?limit=1000`);
    const released = all.json
      .rows('data')
      .find((row) => row.text('id') === sandbox.stories.released);
    expect(released?.at('attributes/releasedFromOrgDateTime')).toBeNull();
    expect(released?.at('attributes/isMdmMigrationCapable')).toBeUndefined();
  });

  it('writes MAC addresses as text for some devices and as a list for others', async () => {
    const { get } = openTestBench();
    const { json } = await get(`${APPLE}/v1/orgDevices?limit=1000`);
    const shapes = json
      .rows('data')
      .map((device) => (Array.isArray(device.at('attributes/wifiMacAddress')) ? 'list' : 'text'));
    expect(new Set(shapes)).toEqual(new Set(['text', 'list']));
  });

  it('refuses a limit above 1,000 and names the parameter', async () => {
    const { get } = openTestBench();
    const { status, json } = await get(`${APPLE}/v1/orgDevices?limit=1001`);
    expect([status, json.at('errors/0/code'), json.at('errors/0/source/parameter')]).toEqual([
      400,
      'PARAMETER_ERROR.INVALID',
      'limit',
    ]);
  });

  it('lists the devices of each service, and every assigned device on exactly one', async () => {
    const { get } = openTestBench();
    const services = await get(`${APPLE}/v1/mdmServers`);
    const ids: string[] = [];
    for (const service of services.json.rows('data')) {
      const page = await get(
        `${APPLE}/v1/mdmServers/${service.text('id')}/relationships/devices?limit=1000`,
      );
      ids.push(...page.json.rows('data').map((row) => row.text('id')));
    }
    expect(services.json.rows('data').length).toBe(6);
    expect(ids.length).toBeGreaterThan(1_800);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('can be reached on a real socket, paging included', async () => {
    const sandbox = createSandbox();
    sandboxes.push(sandbox);
    const server = await serveOnLoopback(sandbox.fetch, APPLE);
    open.push(server);
    const headers = signedIn(sandbox, APPLE);
    const first = await fetchJson(`${server.baseUrl}/v1/orgDevices?limit=1000`, headers);
    const second = await fetchJson(first.text('links/next'), headers);
    expect([first.rows('data').length, second.rows('data').length]).toEqual([1_000, 1_000]);
  });
});

async function fetchJson(url: string, headers: Record<string, string>): Promise<JsonView> {
  return viewJson(await (await fetch(url, { headers })).json());
}
