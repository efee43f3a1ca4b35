import { describe, expect, it } from 'vitest';
import { APPLE, openTestBench } from '../bench.ts';

const SERVICES = `${APPLE}/v1/mdmServers`;

describe("the way into Apple's API", () => {
  it('answers 401 without the bearer and 406 without Accept', async () => {
    const { get } = openTestBench();
    const stranger = await get(SERVICES, { Authorization: 'Bearer somebody-else' });
    const careless = await get(SERVICES, { Accept: '' });
    expect([stranger.status, stranger.json.at('errors/0/status')]).toEqual([401, '401']);
    expect([careless.status, careless.text]).toEqual([406, '']);
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
