import { describe, expect, it } from 'vitest';
import { profileId, TOKEN } from '../../../src/sandbox/campaign/organization.ts';
import { GRAPH, openTestBench, type TestBench } from '../bench.ts';

const OFFICES = `${GRAPH}/beta/deviceManagement/depOnboardingSettings/${TOKEN.offices}`;

describe('assigning a profile', () => {
  it('answers nothing, and shows some seconds later', async () => {
    const bench = openTestBench();
    const serial = bench.sandbox.stories.withoutProfile;
    const answer = await assign(bench, 'Offices iPad', [serial]);
    expect([answer.status, answer.text]).toEqual([204, '']);
    expect((await identityOf(bench, serial)).at('requestedEnrollmentProfileId')).toBeNull();
    await bench.clock.advance(45_000);
    expect((await identityOf(bench, serial)).value).toMatchObject({
      requestedEnrollmentProfileId: profileId('Offices iPad'),
      requestedEnrollmentProfileAssignmentDateTime: expect.stringMatching(
        /^2026-11-23T08:00:/,
      ) as string,
    });
  });

  it('takes serials it does not know without a word', async () => {
    const bench = openTestBench();
    expect((await assign(bench, 'Offices iPad', ['F2LNOSUCH0001'])).status).toBe(204);
  });

  it('changes nothing for the device that refuses its profile', async () => {
    const bench = openTestBench();
    const serial = bench.sandbox.stories.refusesProfile;
    await assign(bench, 'Offices iPad', [serial]);
    await bench.clock.advance(300_000);
    expect((await identityOf(bench, serial)).at('requestedEnrollmentProfileId')).toBeNull();
  });

  it('makes an enrolled device wait for another reset when it enrolled with another profile', async () => {
    const bench = openTestBench();
    const serial = bench.sandbox.stories.inIntune;
    await assign(bench, 'Pilot 2025 (do not use)', [serial]);
    await bench.clock.advance(45_000);
    expect((await identityOf(bench, serial)).at('enrollmentState')).toBe('pendingReset');
  });

  it('does not find the profile of another token, nor a bare profile id', async () => {
    const bench = openTestBench();
    const foreign = `${OFFICES}/enrollmentProfiles/${TOKEN.stores}_${profileId('Stores iPad')}`;
    const bare = `${OFFICES}/enrollmentProfiles/${profileId('Offices iPad')}`;
    for (const url of [foreign, bare]) {
      expect(
        (await bench.post(`${url}/updateDeviceProfileAssignment`, { deviceIds: [] })).status,
      ).toBe(404);
    }
  });

  it('as the default reaches only devices that come in with a later sync', async () => {
    const bench = openTestBench();
    const { awaitingSync, withoutProfile } = bench.sandbox.stories;
    await bench.post(`${profileUrl('Offices iPhone')}/setDefaultProfile`);
    await bench.post(`${OFFICES}/syncWithAppleDeviceEnrollmentProgram`);
    await bench.clock.advance(180_000);
    const wanted = profileId('Offices iPhone');
    expect((await identityOf(bench, awaitingSync)).at('requestedEnrollmentProfileId')).toBe(wanted);
    expect((await identityOf(bench, withoutProfile)).at('requestedEnrollmentProfileId')).toBeNull();
  });
});

function profileUrl(name: string): string {
  return `${OFFICES}/enrollmentProfiles/${TOKEN.offices}_${profileId(name)}`;
}

function assign({ post }: TestBench, name: string, deviceIds: readonly string[]) {
  return post(`${profileUrl(name)}/updateDeviceProfileAssignment`, { deviceIds });
}

async function identityOf({ get }: TestBench, serial: string) {
  const filter = encodeURIComponent(`serialNumber eq '${serial}'`);
  return (await get(`${OFFICES}/importedAppleDeviceIdentities?$filter=${filter}`)).json.in(
    'value/0',
  );
}
