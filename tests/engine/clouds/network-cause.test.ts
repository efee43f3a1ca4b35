import { describe, expect, it } from 'vitest';
import { MINUTE, SECOND } from '../../../src/core/time.ts';
import {
  causeOfNetworkError,
  clockOff,
  troubleOfHttp,
} from '../../../src/engine/clouds/http/network-cause.ts';

const NOON = Date.UTC(2026, 10, 23, 12);
const NOW = { bench: NOON, cloud: NOON + 7 * SECOND };

function troubleOf(status: number, headers: Record<string, string> = {}, body = '{}') {
  const answer = { status, headers: { get: (name: string) => headers[name] ?? null }, body };
  return troubleOfHttp(answer, NOW);
}

describe('the trouble that an answer tells of', () => {
  it('is none when the cloud speaks for itself', () => {
    expect([200, 204, 400, 401, 403, 404].map((status) => troubleOf(status))).toEqual(
      Array.from({ length: 6 }, () => undefined),
    );
  });

  it('is throttling, with a time even where none was told', () => {
    expect(troubleOf(429, { 'retry-after': '2.5' })?.retryAt).toBe(NOON + 2_500);
    const retryAt = NOON + MINUTE;
    expect(troubleOf(429)).toEqual({
      cause: { code: 'throttled', params: { untilAt: retryAt } },
      retryAt,
    });
  });

  it('is a cloud that is down, with its time where one was told', () => {
    expect(troubleOf(503)).toEqual({ cause: { code: 'cloudDown', params: {} } });
    expect(troubleOf(503, { 'retry-after': '30' })?.retryAt).toBe(NOON + 30 * SECOND);
  });

  it.each([
    [407, ''],
    [511, '<html>'],
    [302, ''],
    [200, '\n <!DOCTYPE html><p>Please sign in'],
    [403, '<HTML><BODY>Blocked'],
  ])('is somebody in between, with status %i and %j', (status, body) => {
    expect(troubleOf(status, {}, body)?.cause.code).toBe('proxyInTheWay');
  });

  it('is none of that kind when the edge of a cloud refuses or fails with a page', () => {
    expect(troubleOf(401, {}, '<html>')).toBeUndefined();
    expect(troubleOf(502, {}, '<html>')?.cause.code).toBe('cloudDown');
  });
});

describe('the clock of the bench', () => {
  const dateAt = (instant: number) => new Date(instant).toUTCString();

  it('is off by minutes either way', () => {
    const off = { code: 'clockOff', params: { minutes: 3 } };
    expect(clockOff(dateAt(NOON - 3 * MINUTE), NOON)).toEqual(off);
    expect(clockOff(dateAt(NOON + 3 * MINUTE), NOON)).toEqual(off);
  });

  it('is well enough within two minutes, and where no date was told', () => {
    expect(clockOff(dateAt(NOON + 2 * MINUTE), NOON)).toBeUndefined();
    expect(clockOff(null, NOON)).toBeUndefined();
    expect(clockOff('yesterday', NOON)).toBeUndefined();
  });
});

describe('an error of fetch', () => {
  it('that nobody can name is a cloud out of reach', () => {
    expect(causeOfNetworkError(new Error('odd')).code).toBe('unreachable');
    expect(causeOfNetworkError('not even an error').code).toBe('unreachable');
  });

  it('of a request that was given up is a time-out', () => {
    const error = new DOMException('This operation was aborted', 'AbortError');
    expect(causeOfNetworkError(error).code).toBe('timedOut');
  });
});
