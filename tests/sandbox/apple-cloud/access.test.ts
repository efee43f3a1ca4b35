import { describe, expect, it } from 'vitest';
import { APPLE, openTestBench } from '../bench.ts';

const SERVICES = `${APPLE}/v1/mdmServers`;
const TOKEN_URL = 'https://account.apple.com/auth/oauth2/v2/token';
const FORM = {
  grant_type: 'client_credentials',
  client_id: 'BUSINESSAPI.0c5a7be2',
  client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
  client_assertion: 'head.claims.signature',
  scope: 'business.api',
};

describe("the way into Apple's API", () => {
  it('answers 401 without the bearer and 406 without Accept', async () => {
    const { get } = openTestBench();
    const stranger = await get(SERVICES, { Authorization: 'Bearer somebody-else' });
    const careless = await get(SERVICES, { Accept: '' });
    expect([stranger.status, stranger.json.at('errors/0/status')]).toEqual([401, '401']);
    expect([careless.status, careless.text]).toEqual([406, '']);
  });

  it('gives the bearer for the form of a client assertion', async () => {
    const { sandbox } = openTestBench();
    const body = new URLSearchParams(FORM).toString();
    const answer = await sandbox.fetch(TOKEN_URL, {
      method: 'POST',
      headers: {},
      body,
      timeoutMs: 9,
    });
    expect(JSON.parse(await answer.text())).toEqual({
      access_token: sandbox.bearer.apple,
      token_type: 'Bearer',
      expires_in: 3_600,
      scope: 'business.api',
    });
  });

  it('refuses a client that sends no assertion', async () => {
    const { sandbox } = openTestBench();
    const body = new URLSearchParams({ ...FORM, client_assertion: '' }).toString();
    const answer = await sandbox.fetch(TOKEN_URL, {
      method: 'POST',
      headers: {},
      body,
      timeoutMs: 9,
    });
    expect([answer.status, await answer.text()]).toEqual([
      400,
      expect.stringContaining('invalid_client') as string,
    ]);
  });

  it('lets 20 reads through in a minute and then says how long to wait', async () => {
    const { get, clock } = openTestBench();
    for (let read = 0; read < 20; read += 1) expect((await get(SERVICES)).status).toBe(200);
    await clock.advance(20_000);
    const refused = await get(SERVICES);
    expect([refused.status, refused.header('retry-after')]).toEqual([429, '40']);
    await clock.advance(40_000);
    expect((await get(SERVICES)).status).toBe(200);
  });

  it('lets 10 writes through in an hour', async () => {
    const { post, clock } = openTestBench();
    const url = `${APPLE}/v1/orgDeviceActivities`;
    for (let write = 0; write < 10; write += 1) expect((await post(url, {})).status).toBe(422);
    await clock.advance(600_000);
    const refused = await post(url, {});
    expect([refused.status, refused.header('Retry-After')]).toEqual([429, '3000']);
  });

  it('dates every answer on a clock that is ahead of the bench', async () => {
    const { get, clock } = openTestBench();
    const { header } = await get(SERVICES);
    expect(Date.parse(header('date') ?? '') - clock.now()).toBe(7_000);
  });
});
