import { describe, expect, it } from 'vitest';
import type { SerialNumber } from '../../../src/core/identifiers/serial-number.ts';
import type { Sandbox } from '../../../src/sandbox/sandbox.ts';
import { faultyClouds, type FaultyClouds } from './faulty-clouds.ts';
import { reasonOf } from './told.ts';

/** Changes every answer of both clouds; gives how often that happened. */
function alter({ sandbox }: FaultyClouds, known: RegExp, unknown: string): () => number {
  let changes = 0;
  sandbox.world.faults.push({
    match: 'https://',
    kind: 'altered',
    times: Infinity,
    change: (body) =>
      body.replaceAll(known, () => {
        changes += 1;
        return unknown;
      }),
  });
  return () => changes;
}

describe('a later version of either cloud', () => {
  it.each([
    ['fields of its own', /"attributes":{/g, '"attributes":{"newField":{"deep":[1,null]},'],
    ['rows with fields of their own', /"serialNumber":/g, '"newField":null,"serialNumber":'],
    ['a status of devices of its own', /"status":"ASSIGNED"/g, '"status":"ASSIGNED_LATER"'],
    ['a product family of its own', /"purchaseSourceType":"\w+"/g, '"purchaseSourceType":"RENTED"'],
    ['a state of enrollment of its own', /"enrollmentState":"\w+"/g, '"enrollmentState":"paused"'],
  ])('with %s does not stop the bench', async (_, known, unknown) => {
    const bench = await faultyClouds();
    const changes = alter(bench, known, unknown);
    const card = await bench.check(bench.sandbox.stories.readyToReset);
    expect(changes()).toBeGreaterThan(0);
    expect(card.verdict.lane).toBe('clear');
  });

  it.each<[string, (stories: Sandbox['stories']) => SerialNumber, RegExp, string]>([
    ['a lock of a new kind', ready, /"lockType":"NONE"/g, '"lockType":"LEGACY"'],
    ['a lock without a word', ready, /"isLocked":\w+,"lockType":"\w+"/g, '"x":1'],
    ['a lock that contradicts itself', ready, /"isLocked":false/g, '"isLocked":true'],
    [
      'a migration of a new kind',
      ({ migrationStarted }) => migrationStarted,
      /"mdmMigrationStatus":"\w+"/g,
      '"mdmMigrationStatus":"PAUSED"',
    ],
    [
      'a profile of a new shape',
      ready,
      /"requestedEnrollmentProfileId":"[^"]*"/g,
      '"requestedEnrollmentProfileId":{"id":1}',
    ],
    [
      'a profile that was assigned at no time',
      ready,
      /"requestedEnrollmentProfileAssignmentDateTime":"[^"]*"/g,
      '"requestedEnrollmentProfileAssignmentDateTime":"soon"',
    ],
    [
      'a token without an end',
      ready,
      /"tokenExpirationDateTime":"[^"]*"/g,
      '"tokenExpirationDateTime":null',
    ],
    [
      'a push certificate without an end',
      ready,
      /"expirationDateTime":"[^"]*"/g,
      '"expirationDateTime":"never"',
    ],
    [
      'a service under another name for its id',
      ready,
      /"type":"mdmServers","id":"\w+"/g,
      '"type":"mdmServers","key":"1"',
    ],
    ['serials under another name', ready, /"serialNumber":/g, '"serial":'],
  ])('with %s never makes a device clear', async (_, pick, known, unknown) => {
    const bench = await faultyClouds();
    const changes = alter(bench, known, unknown);
    const card = await bench.check(pick(bench.sandbox.stories));
    expect(changes()).toBeGreaterThan(0);
    reasonOf(card);
  });
});

function ready({ readyToReset }: Sandbox['stories']): SerialNumber {
  return readyToReset;
}
