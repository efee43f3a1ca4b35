import { describe, expect, it } from 'vitest';
import { DAY, HOUR } from '../../../src/core/time.ts';
import { faultyClouds } from './faulty-clouds.ts';
import { otherHost } from './other-hosts.ts';
import { reasonOf } from './told.ts';
import { activitiesFor, move, failureOfMove, moveOf, POST, POST_URL, serviceOf } from './work.ts';

/** It is done, and this arrives as the answer. */
function becomes(body: string) {
  return { kind: 'altered', change: (): string => body } as const;
}

const APPLE_ERROR = '{"errors":[{"code":"UNEXPECTED_ERROR","title":"An unexpected error"}]}';

describe('a POST that Apple took, but whose answer', () => {
  it.each([
    ['was lost', { kind: 'lostAnswer' }],
    ['broke off', { kind: 'cutOff' }],
    ['came as a page', becomes('<html>Guest WiFi</html>')],
    ['came without an id', becomes('{"data":{}}')],
    ['came as an error', becomes(APPLE_ERROR)],
  ] as const)('%s is found out and not repeated', async (_, fault) => {
    const bench = await faultyClouds();
    const serial = bench.sandbox.stories.formerService;
    bench.sandbox.world.faults.push({ ...fault, match: POST_URL });
    const said = await move(bench, [serial]);
    expect(said).toContain('lostReply');
    expect(moveOf(bench, serial)).toEqual({ state: 'confirmed', failure: undefined });
    expect(bench.arrived(POST)).toBe(1);
    expect(activitiesFor(bench, serial)).toBe(1);
  });
});

describe('a POST about a migration that Apple took, but whose answer was lost', () => {
  it.each([
    ['migrate', 'migratesByItself', 10 * DAY],
    ['changeDeadline', 'migrationRequested', 20 * DAY],
    ['cancelMigration', 'migrationRequested', undefined],
  ] as const)('is found out and not repeated: %s', async (kind, story, ahead) => {
    const bench = await faultyClouds();
    const { world, stories } = bench.sandbox;
    const serial = stories[story];
    await bench.check(serial);
    world.faults.push({ kind: 'lostAnswer', match: POST_URL });
    const cloudDeadlineAt = ahead && world.now() + ahead;
    bench.jobs.queue({ kind, target: bench.offices, serials: [{ serial }], cloudDeadlineAt });
    const job = () => bench.jobs.views().find((view) => view.kind === kind);
    const said = new Set<string | undefined>();
    await bench.pass(3 * HOUR, () => {
      said.add(job()?.waiting);
      return job()?.open === 0;
    });
    expect(said).toContain('lostReply');
    expect(job()).toMatchObject({ state: 'confirmed', confirmed: 1 });
    expect(bench.arrived(POST)).toBe(1);
    expect(activitiesFor(bench, serial)).toBe(1);
  });
});

describe('a POST that never happened, answered with', () => {
  it.each([
    ['a reset', { kind: 'network' }],
    ['silence', { kind: 'slow', milliseconds: 60_000 }],
    ['a 500', { kind: 'status', status: 500 }],
    ['a 502', { kind: 'status', status: 502 }],
    ['a 503 and a time', { kind: 'status', status: 503, headers: { 'Retry-After': '120' } }],
    ['a page and a good status', { kind: 'malformed', body: '<html></html>' }],
  ] as const)('%s is repeated only when the device shows that', async (_, fault) => {
    const bench = await faultyClouds({ patience: 400 });
    const serial = bench.sandbox.stories.formerService;
    bench.sandbox.world.faults.push({ ...fault, match: POST_URL });
    const said = await move(bench, [serial]);
    expect(said).toContain('lostReply');
    expect(moveOf(bench, serial)).toEqual({ state: 'confirmed', failure: undefined });
    const posts = bench.sockets.sent.flatMap(({ url, request }, place) =>
      request.method === 'POST' && url.endsWith('/v1/orgDeviceActivities') ? [place] : [],
    );
    expect(posts).toHaveLength(2);
    const between = bench.sockets.sent.slice(posts[0], posts[1]);
    expect(between.some(({ url }) => url.includes(`${serial}/relationships/`))).toBe(true);
    expect(activitiesFor(bench, serial)).toBe(1);
  });

  it('a way to another host is not followed, and the other host hears nothing', async () => {
    const other = await otherHost();
    const bench = await faultyClouds();
    const serial = bench.sandbox.stories.formerService;
    const headers = { Location: `${other.url}/v1/orgDeviceActivities` };
    bench.sandbox.world.faults.push({ kind: 'status', status: 307, headers, match: POST_URL });
    await move(bench, [serial]);
    expect(other.requests).toEqual([]);
    expect(activitiesFor(bench, serial)).toBe(1);
  });

  it('no answer ever ends in a failure with words, after three tries in all', async () => {
    const bench = await faultyClouds();
    const serial = bench.sandbox.stories.formerService;
    bench.sandbox.world.faults.push({ kind: 'network', match: POST_URL, times: Infinity });
    await move(bench, [serial]);
    expect(failureOfMove(bench, serial)).not.toBe('');
    expect(bench.arrived(POST)).toBe(3);
    expect(reasonOf(await bench.check(serial))).toBe('reassignFailed');
  });
});

describe('a storm of 429', () => {
  it('on a POST is waited out to the second, and the batch goes once', async () => {
    const bench = await faultyClouds();
    const serial = bench.sandbox.stories.formerService;
    const headers = { 'Retry-After': '700' };
    bench.sandbox.world.faults.push({
      kind: 'status',
      status: 429,
      headers,
      match: POST_URL,
      times: 5,
    });
    const said = await move(bench, [serial]);
    expect(said).toContain('quota');
    expect(moveOf(bench, serial)).toEqual({ state: 'confirmed', failure: undefined });
    expect(bench.arrived(POST)).toBe(6);
    expect(activitiesFor(bench, serial)).toBe(1);
  });
});

describe('a refusal of the batch', () => {
  it('that names a serial costs that serial alone', async () => {
    const bench = await faultyClouds();
    const { formerService, formerMac } = bench.sandbox.stories;
    await move(bench, [formerService, formerMac], () =>
      bench.sandbox.world.change(formerMac, (device) => (device.isMember = false)),
    );
    expect(moveOf(bench, formerService).state).toBe('confirmed');
    expect(failureOfMove(bench, formerMac)).toContain(formerMac);
    expect(activitiesFor(bench, formerService)).toBe(1);
    expect(activitiesFor(bench, formerMac)).toBe(0);
    reasonOf(await bench.check(formerMac));
  });

  it.each([409, 422])(
    'by a %i that names nobody is told in its words, and sent once',
    async (status) => {
      const bench = await faultyClouds();
      const serial = bench.sandbox.stories.formerService;
      const body = `{"errors":[{"code":"ENTITY_ERROR","title":"Refused","detail":"Not today."}]}`;
      bench.sandbox.world.faults.push({
        kind: 'status',
        status,
        body,
        match: POST_URL,
        times: Infinity,
      });
      await move(bench, [serial]);
      expect(moveOf(bench, serial)).toEqual({
        state: 'failed',
        failure: `${status} ENTITY_ERROR: Refused: Not today.`,
      });
      expect(bench.arrived(POST)).toBe(1);
      expect(reasonOf(await bench.check(serial))).toBe('reassignFailed');
    },
  );

  it('by a 403 is told, and not tried again by itself', async () => {
    const bench = await faultyClouds();
    const serial = bench.sandbox.stories.formerService;
    bench.sandbox.world.faults.push({
      kind: 'status',
      status: 403,
      match: POST_URL,
      times: Infinity,
    });
    await move(bench, [serial]);
    expect(failureOfMove(bench, serial)).not.toBe('');
    expect(bench.arrived(POST)).toBe(1);
    expect(serviceOf(bench, serial)).not.toBe(bench.offices.serviceId);
  });
});
