import { afterEach, describe, expect, it } from 'vitest';
import { SERVICE, TOKEN } from '../../../src/sandbox/campaign/organization.ts';
import { createSandbox, type Sandbox } from '../../../src/sandbox/sandbox.ts';
import { APPLE, assignment, GRAPH, openTestBench, signedIn, type TestBench } from '../bench.ts';
import { viewJson } from '../json-view.ts';
import { serveOnLoopback, type LoopbackServer } from '../serve-on-loopback.ts';

const TOKENS = `${GRAPH}/beta/deviceManagement/depOnboardingSettings`;
const SYNC = `${TOKENS}/${TOKEN.offices}/syncWithAppleDeviceEnrollmentProgram`;
const HOURS = 3_600_000;
const open: LoopbackServer[] = [];
const sandboxes: Sandbox[] = [];

describe("Intune's enrollment program tokens", () => {
  afterEach(async () => {
    sandboxes.splice(0).forEach((sandbox) => sandbox.clock.stop());
    await Promise.all(open.splice(0).map((server) => server.close()));
  });

  it('are two, each good for a while yet', async () => {
    const { get, clock } = openTestBench();
    const { json } = await get(TOKENS);
    const expiries = json
      .rows('value')
      .map((token) => Date.parse(token.text('tokenExpirationDateTime')));
    expect(json.at('value')).toHaveLength(2);
    expect(Math.min(...expiries)).toBeGreaterThan(clock.now());
  });

  it('import what Apple assigned lately within three minutes of a manual sync', async () => {
    const bench = openTestBench();
    const serial = bench.sandbox.stories.awaitingSync;
    expect((await identityOf(bench, serial)).value).toBeUndefined();
    expect((await bench.post(SYNC)).status).toBe(204);
    await bench.clock.advance(59_000);
    expect((await identityOf(bench, serial)).value).toBeUndefined();
    await bench.clock.advance(120_000);
    expect((await identityOf(bench, serial)).value).toMatchObject({
      requestedEnrollmentProfileId: null,
      enrollmentState: 'notContacted',
    });
  });

  it('refuse a second sync within 15 minutes, and take it afterwards', async () => {
    const { post, clock } = openTestBench();
    await post(SYNC);
    await clock.advance(14 * 60_000);
    const early = await post(SYNC);
    expect([early.status, early.json.at('error/code')]).toEqual([409, 'Conflict']);
    await clock.advance(60_000);
    expect((await post(SYNC)).status).toBe(204);
  });

  it('sync by themselves every 12 hours, which moves the success but not the trigger', async () => {
    const { get, clock } = openTestBench();
    const before = (await get(`${TOKENS}/${TOKEN.offices}`)).json;
    await clock.advance(9 * HOURS);
    const after = (await get(`${TOKENS}/${TOKEN.offices}`)).json;
    expect(after.at('lastSyncTriggeredDateTime')).toBe(before.at('lastSyncTriggeredDateTime'));
    const moved =
      Date.parse(after.text('lastSuccessfulSyncDateTime')) -
      Date.parse(before.text('lastSuccessfulSyncDateTime'));
    expect(moved).toBeGreaterThan(11.9 * HOURS);
    expect(after.at('syncedDeviceCount')).toBeGreaterThan(Number(before.at('syncedDeviceCount')));
  });

  it('mark what left their service as deleted, and bring it back with its old profile', async () => {
    const bench = openTestBench();
    const serial = bench.sandbox.stories.readyToReset;
    await reassign(bench, serial, SERVICE.oldMdm);
    expect((await identityOf(bench, serial)).value).toMatchObject({ isDeleted: true });
    await reassign(bench, serial, SERVICE.offices);
    const row = await identityOf(bench, serial);
    expect(row.at('isDeleted')).toBe(false);
    expect(Date.parse(row.text('requestedEnrollmentProfileAssignmentDateTime'))).toBeLessThan(
      bench.clock.now() - 24 * HOURS,
    );
  });

  it('never import the device that Intune misses, until it was unassigned once', async () => {
    const bench = openTestBench();
    const serial = bench.sandbox.stories.neverImported;
    await sync(bench);
    expect((await identityOf(bench, serial)).value).toBeUndefined();
    const body = assignment(SERVICE.offices, [serial], 'UNASSIGN_DEVICES');
    await bench.post(`${APPLE}/v1/orgDeviceActivities`, body);
    await sync(bench);
    await reassign(bench, serial, SERVICE.offices);
    expect((await identityOf(bench, serial)).value).toMatchObject({ serialNumber: serial });
  });

  it('do not sync while Apple reports an error', async () => {
    const bench = openTestBench();
    for (const token of bench.sandbox.world.state.tokens) token.syncErrorCode = 7;
    await sync(bench);
    const row = await identityOf(bench, bench.sandbox.stories.awaitingSync);
    expect(row.value).toBeUndefined();
  });

  it('can be read on a real socket', async () => {
    const sandbox = createSandbox();
    sandboxes.push(sandbox);
    const server = await serveOnLoopback(sandbox.fetch, GRAPH);
    open.push(server);
    const url = TOKENS.replace(GRAPH, server.baseUrl);
    const headers = { ...signedIn(sandbox, GRAPH), 'client-request-id': 'a-b-c' };
    const answer = await fetch(url, { headers });
    expect(answer.headers.get('client-request-id')).toBe('a-b-c');
    expect(viewJson(await answer.json()).at('value')).toHaveLength(2);
  });
});

async function sync({ post, clock }: TestBench): Promise<void> {
  await clock.advance(16 * 60_000);
  await post(SYNC);
  await clock.advance(3 * 60_000);
}

async function reassign(bench: TestBench, serial: string, serviceId: string): Promise<void> {
  await bench.post(`${APPLE}/v1/orgDeviceActivities`, assignment(serviceId, [serial]));
  await sync(bench);
}

async function identityOf({ get }: TestBench, serial: string) {
  const filter = encodeURIComponent(`serialNumber eq '${serial}'`);
  const url = `${TOKENS}/${TOKEN.offices}/importedAppleDeviceIdentities?$filter=${filter}`;
  return (await get(url)).json.in('value/0');
}
