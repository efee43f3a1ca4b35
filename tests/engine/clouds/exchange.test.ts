import { describe, expect, it } from 'vitest';
import { MINUTE, SECOND } from '../../../src/core/time.ts';
import { createAppleCloud } from '../../../src/engine/clouds/apple/apple-cloud.ts';
import { retryAfter } from '../../../src/engine/clouds/http/retry-after.ts';
import { aSerial } from '../mirror/temporary-mirror.ts';
import {
  anOrganization,
  failureOf,
  runThrough,
  type ScriptedAnswer,
  scripted,
  scriptedFetch,
  START,
  valueOf,
} from './cloud-bench.ts';

const serial = aSerial('DMPZT0AAKXYZ');
const linkage = { body: { data: { type: 'mdmServers', id: 'S1' } } };
const unauthorized = { status: 401, body: { errors: [{ code: 'NOT_AUTHORIZED' }] } };
const activity = {
  status: 201,
  body: { data: { id: 'a1', attributes: { status: 'IN_PROGRESS' } } },
};

describe('a bearer', () => {
  function aCloud(answers: readonly ScriptedAnswer[], tokens: string[]) {
    const { clock, appleLimiter } = scripted();
    const { fetch, sent } = scriptedFetch(...answers);
    const refusals: (string | undefined)[] = [];
    const bearer = (refused?: string) => {
      refusals.push(refused);
      return Promise.resolve(tokens.shift() ?? 'last');
    };
    const options = { organization: anOrganization(), fetch, clock, limiter: appleLimiter, bearer };
    return { cloud: createAppleCloud(options), sent, refusals, clock };
  }

  it('that was refused is renewed once', async () => {
    const { cloud, sent, refusals } = aCloud([unauthorized, linkage], ['old', 'new']);
    expect(valueOf(await cloud.readAssignment(serial))).toBe('S1');
    expect(refusals).toEqual([undefined, 'old']);
    expect(sent.map(({ request }) => request.headers['Authorization'])).toEqual([
      'Bearer old',
      'Bearer new',
    ]);
  });

  it('that is refused again is a failure', async () => {
    const { cloud, sent } = aCloud([unauthorized], ['old', 'new', 'newer']);
    expect(failureOf(await cloud.readAssignment(serial)).kind).toBe('unauthorized');
    expect(sent).toHaveLength(2);
  });

  it('that cannot be had is a failure that tells nothing', async () => {
    const { clock, appleLimiter } = scripted();
    const { fetch } = scriptedFetch(linkage);
    const bearer = () => Promise.reject(new Error('the private key is 1234'));
    const options = { organization: anOrganization(), fetch, clock, limiter: appleLimiter, bearer };
    const failed = failureOf(await createAppleCloud(options).readAssignment(serial));
    expect(failed).toEqual({ kind: 'unauthorized', detail: 'There is no valid sign-in.' });
  });

  it('never shows in a failure, whatever the cloud echoes', async () => {
    const words = `token secret-bearer is bad\u0007 ${'x'.repeat(500)}`;
    const { apple } = scripted({ status: 403, body: { errors: [{ code: 'F', title: words }] } });
    const { detail } = failureOf(await apple.readAssignment(serial));
    expect(detail).toMatch(/^token … is bad x+$/);
    expect(detail).toHaveLength(300);
  });

  it('is never sent to another host than its own cloud', async () => {
    const { apple, sent } = scripted(linkage);
    const answer = await apple.listDevices('https://elsewhere.example/v1/orgDevices?cursor=1');
    expect([failureOf(answer).kind, sent.length]).toEqual(['malformed', 0]);
  });
});

describe('a read', () => {
  it('is repeated after a lost connection and after a server error', async () => {
    const { apple, clock, sent } = scripted(
      new TypeError('fetch failed'),
      { status: 503 },
      linkage,
    );
    expect(valueOf(await runThrough(clock, apple.readAssignment(serial)))).toBe('S1');
    expect(sent).toHaveLength(3);
  });

  it('gives up after four server errors', async () => {
    const { apple, clock, sent } = scripted({ status: 500, body: '<html>' });
    const failed = failureOf(await runThrough(clock, apple.readAssignment(serial)));
    expect([failed.kind, failed.status, sent.length]).toEqual(['serverError', 500, 4]);
  });

  it('without a network fails after a second try, with the reason', async () => {
    const refused = lost('connect ECONNREFUSED');
    const { apple, clock, sent } = scripted(refused);
    const failed = failureOf(await runThrough(clock, apple.readAssignment(serial)));
    expect(failed).toEqual({
      kind: 'unreachable',
      detail: 'fetch failed: connect ECONNREFUSED',
      network: 'refused',
    });
    expect(sent).toHaveLength(2);
  });

  it('waits as long as Retry-After says', async () => {
    const { apple, clock } = scripted({ status: 429, headers: { 'Retry-After': '61' } }, linkage);
    const answer = apple.readAssignment(serial);
    await clock.advance(60 * SECOND);
    await expect(Promise.race([answer, Promise.resolve('waiting')])).resolves.toBe('waiting');
    await clock.advance(2 * SECOND);
    expect(valueOf(await answer)).toBe('S1');
  });

  it('tells its caller when the wait is longer than two minutes, and holds all others back', async () => {
    const { apple, clock, sent } = scripted(
      { status: 429, headers: { 'Retry-After': '600' } },
      linkage,
    );
    const failed = failureOf(await apple.readAssignment(serial));
    expect(failed).toMatchObject({ kind: 'throttled', status: 429, retryAt: START + 10 * MINUTE });
    const next = apple.readAssignment(serial);
    await clock.advance(9 * MINUTE);
    expect(sent).toHaveLength(1);
    await clock.advance(2 * MINUTE);
    expect(valueOf(await next)).toBe('S1');
  });
});

describe('a write', () => {
  it.each([
    ['a server error', { status: 500 }, 'serverError'],
    ['no answer', new TypeError('fetch failed'), 'unreachable'],
    ['an answer that cannot be read', { status: 201, body: 'done' }, 'malformed'],
  ])('is not repeated after %s', async (_, answer, kind) => {
    const { apple, sent } = scripted(answer, activity);
    expect(failureOf(await apple.assign('S1', [serial])).kind).toBe(kind);
    expect(sent).toHaveLength(1);
  });

  it('is repeated when the cloud refused it for now', async () => {
    const { apple, clock, sent } = scripted(
      { status: 429, headers: { 'retry-after': '30' } },
      activity,
    );
    expect(valueOf(await runThrough(clock, apple.assign('S1', [serial])))).toBe('a1');
    expect(sent).toHaveLength(2);
  });
});

describe('an answer', () => {
  const date = new Date(START + 90 * SECOND).toUTCString();

  it('carries the clouds time and both moments of the bench', async () => {
    const { apple } = scripted({ ...linkage, headers: { Date: date } });
    const answer = await apple.readAssignment(serial);
    expect(answer).toMatchObject({
      value: { cloudAt: START + 90 * SECOND, askedAt: START, answeredAt: START },
    });
  });

  it('without a Date keeps the skew of the one before', async () => {
    const { apple, clock } = scripted({ ...linkage, headers: { Date: date } }, linkage);
    await apple.readAssignment(serial);
    await clock.advance(10 * SECOND);
    expect(await apple.readAssignment(serial)).toMatchObject({
      value: { cloudAt: START + 100 * SECOND },
    });
  });

  it.each([
    ['no JSON', '<html>'],
    ['another shape', { devices: [] }],
    ['nothing', ''],
    ['a deep nest', '['.repeat(100_000)],
  ])('of %s is malformed', async (_, body) => {
    const { apple } = scripted({ body });
    expect(failureOf(await apple.readAssignment(serial)).kind).toBe('malformed');
  });

  it.each([
    ['an error under a good status', { body: { errors: [{ code: 'BAD', title: 'No' }] } }, 'No'],
    ['a web page', { body: '<!DOCTYPE html><html>' }, 'A web page came instead of an answer.'],
    [
      'another content type',
      { ...linkage, headers: { 'Content-Type': 'text/csv' } },
      'The answer has the type text/csv.',
    ],
  ])('of %s is malformed, and says so', async (_, answer, detail) => {
    const { apple } = scripted(answer);
    expect(failureOf(await apple.readAssignment(serial))).toMatchObject({
      kind: 'malformed',
      detail,
    });
  });

  it.each([
    ['told by its status', { status: 307, headers: { Location: 'https://elsewhere.example/' } }],
    ['refused by the fetch', lost('unexpected redirect')],
  ])('that sends on to elsewhere is not followed, %s', async (_, answer) => {
    const { apple, sent } = scripted(answer, linkage);
    expect(failureOf(await apple.readAssignment(serial))).toMatchObject({
      kind: 'malformed',
      network: 'redirect',
    });
    expect(sent).toHaveLength(1);
  });

  it('that is too large is not read', async () => {
    const headers = { 'Content-Length': String(64 * 1024 * 1024) };
    const { apple } = scripted({ ...linkage, headers });
    expect(failureOf(await apple.readAssignment(serial)).detail).toBe('The answer is too large.');
  });
});

describe('no answer', () => {
  it.each([
    ['host', lost('getaddrinfo ENOTFOUND api-business.apple.com')],
    ['host', new Error('net::ERR_NAME_NOT_RESOLVED')],
    ['tls', lost('unable to verify the first certificate', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE')],
    ['tls', new Error('net::ERR_CERT_AUTHORITY_INVALID')],
    ['timeout', new DOMException('The operation was aborted.', 'TimeoutError')],
    ['timeout', lost('Headers Timeout Error', 'UND_ERR_HEADERS_TIMEOUT')],
    ['refused', new Error('net::ERR_CONNECTION_REFUSED')],
    ['proxy', new Error('net::ERR_TUNNEL_CONNECTION_FAILED')],
    ['lost', lost('other side closed', 'UND_ERR_SOCKET')],
    [undefined, new Error('something else')],
  ])('because of %s is told apart', async (network, error) => {
    const { apple, clock } = scripted(error);
    const failed = failureOf(await runThrough(clock, apple.readAssignment(serial)));
    expect([failed.kind, failed.network]).toEqual(['unreachable', network]);
  });
});

describe('Retry-After', () => {
  const now = { bench: 1_000, cloud: Date.UTC(2026, 10, 23, 9, 0, 0) };

  it.each([
    ['60', 61_000],
    ['2.128', 3_128],
    ['0', 2_000],
    ['Mon, 23 Nov 2026 09:01:30 GMT', 91_000],
    ['Mon, 23 Nov 2026 08:00:00 GMT', 2_000],
    ['soon', undefined],
    ['', undefined],
    [null, undefined],
  ])('of %j is %j on the bench clock', (header, expected) => {
    expect(retryAfter(header, now)).toBe(expected);
  });
});

/** As Node's fetch fails. */
function lost(message: string, code?: string): TypeError {
  return new TypeError('fetch failed', { cause: Object.assign(new Error(message), { code }) });
}
