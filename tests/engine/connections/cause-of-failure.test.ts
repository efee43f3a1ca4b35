import { describe, expect, it } from 'vitest';
import type { CauseCode } from '../../../src/core/setup/checks.ts';
import type { CloudFailure } from '../../../src/engine/clouds/http/cloud-failure.ts';
import { causeOfFailure } from '../../../src/engine/connections/cause-of-failure.ts';

const FORBIDDEN = { kind: 'forbidden', status: 403 } as const;

function a(failure: Partial<CloudFailure>): CloudFailure {
  return { kind: 'rejected', detail: '', ...failure };
}

describe('the cause of a failed call', () => {
  it.each<[CauseCode, Partial<CloudFailure>]>([
    ['unreachable', { kind: 'unreachable' }],
    ['unreachable', { kind: 'unreachable', network: 'refused' }],
    ['unreachable', { kind: 'unreachable', network: 'lost' }],
    ['hostUnknown', { kind: 'unreachable', network: 'host' }],
    ['tlsFailed', { kind: 'unreachable', network: 'tls' }],
    ['timedOut', { kind: 'unreachable', network: 'timeout' }],
    ['proxyInTheWay', { kind: 'unreachable', network: 'proxy' }],
    ['proxyInTheWay', { kind: 'malformed', network: 'redirect' }],
    ['proxyInTheWay', { kind: 'malformed', network: 'page' }],
    ['proxyInTheWay', { kind: 'forbidden', status: 403, network: 'page' }],
    ['proxyInTheWay', { kind: 'rejected', status: 407 }],
    ['cloudDown', { kind: 'serverError', status: 503, network: 'page' }],
    ['cloudDown', { kind: 'throttled' }],
    ['featureMissing', { kind: 'notFound', status: 404 }],
    ['unexpectedAnswer', { kind: 'rejected', status: 422 }],
    ['unexpectedAnswer', { kind: 'malformed' }],
    ['approvalNeeded', { kind: 'approvalNeeded' }],
  ])('is %s for %j at either cloud', (code, failure) => {
    expect(causeOfFailure(a(failure))).toEqual({ code, params: {} });
    expect(causeOfFailure(a(failure), 'microsoft')).toEqual({ code, params: {} });
  });

  it.each([undefined, 'page'] as const)(
    'is of the account that the cloud knows, where it takes no sign-in (%s)',
    (network) => {
      const failure = a({ kind: 'unauthorized', status: 401, ...(network && { network }) });
      expect(causeOfFailure(failure, 'apple').code).toBe('accountRefused');
      expect(causeOfFailure(failure, 'microsoft').code).toBe('signedOut');
    },
  );

  it('says until when a cloud is throttled', () => {
    const params = { untilAt: 5_000 };
    const failure = a({ kind: 'throttled', retryAt: 5_000 });
    expect(causeOfFailure(failure)).toEqual({ code: 'throttled', params });
  });

  it.each<[CauseCode, Partial<CloudFailure>]>([
    ['roleLacksPermission', { ...FORBIDDEN, code: 'FORBIDDEN_ERROR', detail: 'Not allowed' }],
    ['termsUnsigned', { ...FORBIDDEN, code: 'T_C_NOT_SIGNED' }],
    ['termsUnsigned', { ...FORBIDDEN, detail: 'Updated terms must be accepted' }],
    ['roleLacksPermission', { ...FORBIDDEN, detail: 'Limits were determined' }],
  ])('a 403 of Apple is %s for %j', (code, failure) => {
    expect(causeOfFailure(a(failure)).code).toBe(code);
  });

  it.each<[CauseCode, Record<string, string>, string]>([
    [
      'permissionMissing',
      {
        scopes:
          'DeviceManagementServiceConfig.Read.All, DeviceManagementServiceConfig.ReadWrite.All',
      },
      'Application must have one of the following scopes: DeviceManagementServiceConfig.Read.All, DeviceManagementServiceConfig.ReadWrite.All - Operation ID',
    ],
    ['licenceMissing', {}, 'Request not applicable: no license for Intune'],
    ['roleTooSmall', {}, 'Forbidden'],
  ])('a 403 of Microsoft is %s with %j', (code, params, detail) => {
    expect(causeOfFailure(a({ ...FORBIDDEN, detail }), 'microsoft')).toEqual({ code, params });
  });
});
