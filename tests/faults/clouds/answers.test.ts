import { describe, expect, it } from 'vitest';
import type { CauseCode } from '../../../src/core/setup/checks.ts';
import { HOUR, MINUTE } from '../../../src/core/time.ts';
import type { Fault } from '../../../src/sandbox/http/faults.ts';
import { faultyClouds } from './faulty-clouds.ts';
import { failureOf, reasonOf, toldAs } from './told.ts';

type Disturbance = Fault extends infer Each
  ? Each extends Fault
    ? Omit<Each, 'match' | 'times'>
    : never
  : never;

const PAGE = '<!DOCTYPE html><html><body>Sign in to Guest WiFi</body></html>';
const APPLE_ERROR = '{"errors":[{"code":"UNEXPECTED_ERROR","title":"An unexpected error"}]}';
const GRAPH_ERROR = '{"error":{"code":"InternalServerError","message":"It went wrong."}}';

const EMPTY = '{"data":[],"value":[]}';
const BOTH = `{"data":[],"value":[],${APPLE_ERROR.slice(1, -1)},${GRAPH_ERROR.slice(1)}`;

/** What may come where data should be, and what a person is then told. */
const DISTURBANCES: readonly (readonly [string, CauseCode, Disturbance])[] = [
  [
    'a 429 without an end',
    'throttled',
    { kind: 'status', status: 429, headers: { 'Retry-After': '3600' } },
  ],
  ['a 500', 'cloudDown', { kind: 'status', status: 500 }],
  ['a 502 with a page', 'cloudDown', { kind: 'status', status: 502, body: PAGE }],
  ['a 503', 'cloudDown', { kind: 'status', status: 503, headers: { 'Retry-After': '600' } }],
  ['a body that is cut off', 'unreachable', { kind: 'cutOff' }],
  ['a connection that is reset', 'unreachable', { kind: 'network' }],
  ['HTML as JSON', 'proxyInTheWay', { kind: 'malformed', body: PAGE }],
  ['HTML as HTML', 'proxyInTheWay', { kind: 'malformed', body: PAGE, contentType: 'text/html' }],
  ['half a text with a good status', 'unexpectedAnswer', { kind: 'malformed', body: '{"data":' }],
  [
    'an error of Apple with a good status',
    'unexpectedAnswer',
    { kind: 'malformed', body: APPLE_ERROR },
  ],
  [
    'an error of Graph with a good status',
    'unexpectedAnswer',
    { kind: 'malformed', body: GRAPH_ERROR },
  ],
  ['an error beside an empty list', 'unexpectedAnswer', { kind: 'malformed', body: BOTH }],
  ['nothing with a good status', 'unexpectedAnswer', { kind: 'malformed', body: '' }],
  ['null', 'unexpectedAnswer', { kind: 'malformed', body: 'null' }],
  [
    'the wrong type of content',
    'unexpectedAnswer',
    { kind: 'malformed', body: EMPTY, contentType: 'text/plain' },
  ],
];

/** Each of these questions stands between a device that is ready and its verdict. */
const QUESTIONS = [
  ['the device at Apple', 'GET https://api-business.apple.com/v1/orgDevices/'],
  ['the serial at Intune', 'POST https://graph.microsoft.com/beta/$batch'],
] as const;

describe.each(DISTURBANCES)('%s', (_, cause, disturbance) => {
  it.each(QUESTIONS)(
    'for %s never makes a device clear, and is told on the bar',
    async (_name, match) => {
      const bench = await faultyClouds();
      const serial = bench.sandbox.stories.readyToReset;
      bench.sandbox.world.faults.push({ ...disturbance, match, times: Infinity });
      reasonOf(await bench.cardAfter(5 * MINUTE, serial));
      expect(bench.troubles()).toEqual([cause]);
      bench.sandbox.world.faults.length = 0;
      await bench.pass(HOUR);
      expect((await bench.check(serial)).verdict.lane).toBe('clear');
      expect(bench.troubles()).toEqual([]);
    },
  );

  it('is told in words, for either cloud', async () => {
    const bench = await faultyClouds();
    const { apple, microsoft } = bench;
    bench.sandbox.world.faults.push(
      { ...disturbance, match: 'api-business.apple.com', times: Infinity },
      { ...disturbance, match: 'graph.microsoft.com', times: Infinity },
    );
    const device = apple.readDevice(bench.sandbox.stories.readyToReset);
    expect(toldAs(failureOf(await bench.through(device)))).toBe(cause);
    const tokens = microsoft.listTokens();
    expect(toldAs(failureOf(await bench.through(tokens)), 'microsoft')).toBe(cause);
  });
});
