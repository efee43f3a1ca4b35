import { describe, expect, it } from 'vitest';
import { testReportSchema, type TestReport } from '../../../src/core/setup/checks.ts';
import { MINUTE } from '../../../src/core/time.ts';
import { testOrganization } from '../../../src/engine/connections/test-organization.ts';
import type { Fault } from '../../../src/sandbox/http/faults.ts';
import { SANDBOX_START } from '../../../src/sandbox/sandbox.ts';
import { aKey, openSignInBench, type SignInChanges } from '../clouds/apple/sign-in-bench.ts';
import { runThrough } from '../clouds/cloud-bench.ts';

interface Case extends SignInChanges {
  readonly faults?: readonly Fault[];
}

async function reportOf({ faults = [], ...changes }: Case = {}) {
  const bench = openSignInBench(changes);
  bench.sandbox.world.faults.push(...faults);
  const report = await runThrough(bench.clock, testOrganization(bench));
  return { ...bench, report };
}

/** Such as `appleKey holds` and `appleSignIn fails invalidClient`. */
function linesOf({ checks }: TestReport): string[] {
  return checks.map(({ code, outcome, causes }) =>
    [code, outcome, ...causes.map((each) => each.code)].join(' '),
  );
}

const SKIPPED = ['appleServices skipped', 'appleDevices skipped', 'appleLock skipped'];
const SIGNED_IN = ['appleKey holds', 'appleSignIn holds'];

/** As Apple words its refusals. */
function refusal(match: string, status: number, code: string, detail: string): Fault {
  const body = JSON.stringify({ errors: [{ status: String(status), code, title: detail }] });
  return { match, kind: 'status', status, body, times: 9 };
}

describe('the live test of an organization', () => {
  it('holds in every point when everything is right, and asks four times', async () => {
    const { report, sent } = await reportOf();
    expect(linesOf(report)).toEqual([
      ...SIGNED_IN,
      'appleServices holds',
      'appleDevices holds',
      'appleLock holds',
    ]);
    expect(sent).toHaveLength(4);
    expect(report.testedAt).toBe(SANDBOX_START);
    expect(testReportSchema.parse(report)).toEqual(report);
  });

  it.each([
    ['keyMissing', undefined],
    ['keyUnreadable', 'a letter'],
    ['keyEncrypted', '-----BEGIN ENCRYPTED PRIVATE KEY-----'],
    ['keyWrongCurve', aKey('sec1', 'P-384')],
  ])('ends at a key that is no good: %s', async (code, pem) => {
    const { report, sent } = await reportOf({ pem });
    expect(linesOf(report)).toEqual([`appleKey fails ${code}`, 'appleSignIn skipped', ...SKIPPED]);
    expect(sent).toEqual([]);
  });

  it('ends at a sign-in that fails, and passes on what Apple said and who said it', async () => {
    const { report } = await reportOf({ pem: aKey('pkcs8') });
    expect(linesOf(report)).toEqual([
      'appleKey holds',
      'appleSignIn fails invalidClient',
      ...SKIPPED,
    ]);
    expect(report.checks[1]?.detail).toBe(
      'account.apple.com: HTTP 400: invalid_client: client authentication failed',
    );
  });

  it('warns of a wrong clock, which Apple does not mind any more', async () => {
    const { report } = await reportOf({ benchAhead: 11 * MINUTE });
    expect(linesOf(report).slice(0, 3)).toEqual([
      'appleKey holds',
      'appleSignIn warns clockOff',
      'appleServices holds',
    ]);
    expect(report.checks[1]?.causes).toEqual([{ code: 'clockOff', params: { minutes: 11 } }]);
  });

  it('goes on after a reading that the role does not allow', async () => {
    const faults = [refusal('mdmServers', 403, 'FORBIDDEN_ERROR', 'The role does not allow this')];
    const { report } = await reportOf({ faults });
    expect(linesOf(report)).toEqual([
      ...SIGNED_IN,
      'appleServices fails roleLacksPermission',
      'appleDevices holds',
      'appleLock holds',
    ]);
    expect(report.checks[2]?.detail).toBe(
      'api-business.apple.com: HTTP 403: FORBIDDEN_ERROR: The role does not allow this',
    );
  });

  it('asks for no lock when it knows no device', async () => {
    const faults = [refusal('orgDevices?', 403, 'T_C_NOT_SIGNED', 'Terms')];
    const { report } = await reportOf({ faults });
    expect(linesOf(report).slice(3)).toEqual([
      'appleDevices fails termsUnsigned',
      'appleLock skipped',
    ]);
  });

  it.each<[string, Fault]>([
    ['unreachable', { match: 'mdmServers', kind: 'network', times: 9 }],
    ['accountRefused', { match: 'mdmServers', kind: 'status', status: 401, times: 9 }],
    [
      'throttled',
      { match: 'mdmServers', kind: 'status', status: 429, headers: { 'Retry-After': '900' } },
    ],
  ])('asks nothing more after %s', async (code, fault) => {
    const { report } = await reportOf({ faults: [fault] });
    expect(linesOf(report)).toEqual([
      ...SIGNED_IN,
      `appleServices fails ${code}`,
      'appleDevices skipped',
      'appleLock skipped',
    ]);
  });

  it('says from when on a throttled cloud may be asked again', async () => {
    const headers = { 'Retry-After': '900' };
    const fault: Fault = { match: 'mdmServers', kind: 'status', status: 429, headers };
    const { report, clock } = await reportOf({ faults: [fault] });
    const untilAt = report.checks[2]?.causes[0]?.params['untilAt'];
    expect(untilAt).toBeGreaterThan(clock.now() + 14 * MINUTE);
    expect(untilAt).toBeLessThanOrEqual(clock.now() + 15 * MINUTE);
  });

  it.each<[string, Fault]>([
    ['proxyInTheWay', { match: 'mdmServers', kind: 'malformed', body: '<html>Sign in</html>' }],
    ['unexpectedAnswer', { match: 'mdmServers', kind: 'malformed', body: '{"data":' }],
    ['cloudDown', { match: 'mdmServers', kind: 'status', status: 503, times: 9 }],
    ['featureMissing', refusal('mdmServers', 404, 'NOT_FOUND', 'There is no such resource')],
  ])('names %s and goes on', async (code, fault) => {
    const { report } = await reportOf({ faults: [fault] });
    expect(linesOf(report).slice(2, 4)).toEqual([
      `appleServices fails ${code}`,
      'appleDevices holds',
    ]);
  });

  it.each<[string, Fault]>([
    ['warns featureMissing', refusal('activationLock', 404, 'NOT_FOUND', 'No such path')],
    ['warns featureMissing', { match: 'activationLock', kind: 'status', status: 404, body: '' }],
    ['warns cloudDown', { match: 'activationLock', kind: 'status', status: 500 }],
    ['fails roleLacksPermission', refusal('activationLock', 403, 'FORBIDDEN_ERROR', 'No')],
    [
      'fails proxyInTheWay',
      { match: 'activationLock', kind: 'status', status: 404, body: '<html>404</html>' },
    ],
  ])('of the lock says: %s', async (line, fault) => {
    const { report } = await reportOf({ faults: [fault] });
    expect(linesOf(report).at(-1)).toBe(`appleLock ${line}`);
  });
});
