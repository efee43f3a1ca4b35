import { describe, expect, it } from 'vitest';
import { TOKEN } from '../../../src/sandbox/campaign/organization.ts';
import { GRAPH, openTestBench } from '../bench.ts';

const IDENTITIES = `${GRAPH}/beta/deviceManagement/depOnboardingSettings/${TOKEN.offices}/importedAppleDeviceIdentities`;
const MANAGED = `${GRAPH}/v1.0/deviceManagement/managedDevices`;

describe('queries to Graph', () => {
  it('page through a collection by the link of each page', async () => {
    const { get } = openTestBench();
    const serials: string[] = [];
    for (let url: string | undefined = `${IDENTITIES}?$top=150`; url;) {
      const { json } = await get(url);
      serials.push(...json.rows('value').map((row) => row.text('serialNumber')));
      url = json.at('@odata.nextLink') === undefined ? undefined : json.text('@odata.nextLink');
    }
    const { json } = await get(`${IDENTITIES}?$count=true&$top=1`);
    expect(serials.length).toBe(json.at('@odata.count'));
    expect(new Set(serials).size).toBe(serials.length);
  });

  it.each([
    ["serialNumber eq 'SERIAL'"],
    ["discoverySource eq 'deviceEnrollmentProgram' and contains(serialNumber,'SERIAL')"],
    ["serialNumber eq 'NOBODY' or serialNumber eq 'SERIAL'"],
  ])('find one identity by %s', async (template) => {
    const { get, sandbox } = openTestBench();
    const serial = sandbox.stories.readyToReset;
    const filter = encodeURIComponent(template.replace('SERIAL', serial));
    const { json } = await get(`${IDENTITIES}?$filter=${filter}`);
    expect(json.rows('value').map((row) => row.text('serialNumber'))).toEqual([serial]);
  });

  it('show the bare profile id in an identity and the long one in the profile', async () => {
    const { get, sandbox } = openTestBench();
    const filter = encodeURIComponent(`serialNumber eq '${sandbox.stories.readyToReset}'`);
    const { json } = await get(`${IDENTITIES}?$filter=${filter}`);
    const profiles = (
      await get(IDENTITIES.replace('importedAppleDeviceIdentities', 'enrollmentProfiles'))
    ).json;
    const ids = profiles.rows('value').map((row) => row.text('id'));
    expect(ids).toContain(`${TOKEN.offices}_${json.text('value/0/requestedEnrollmentProfileId')}`);
  });

  it('refuse a filter that Intune does not understand', async () => {
    const { get } = openTestBench();
    const { status, json } = await get(`${IDENTITIES}?$filter=endswith(serialNumber,'X')`);
    expect([status, json.at('error/code')]).toEqual([400, 'BadRequest']);
  });

  it('give only the chosen properties of enrollments since a moment', async () => {
    const { get } = openTestBench();
    const since = '2026-11-21T12:00:00Z';
    const filter = encodeURIComponent(`enrolledDateTime gt ${since}`);
    const { json } = await get(
      `${MANAGED}?$filter=${filter}&$select=id,serialNumber,enrolledDateTime`,
    );
    const all = await get(MANAGED);
    expect(json.rows('value').length).toBeGreaterThan(0);
    expect(json.rows('value').length).toBeLessThan(all.json.rows('value').length);
    expect(json.names('value/0')).toEqual(['enrolledDateTime', 'id', 'serialNumber']);
  });

  it('answer up to 20 requests in one batch, each with its own status', async () => {
    const { post, sandbox } = openTestBench();
    const serial = sandbox.stories.inIntune;
    const requests = [
      {
        id: '1',
        method: 'GET',
        url: `/deviceManagement/managedDevices?$filter=serialNumber eq '${serial}'`,
      },
      { id: '2', method: 'GET', url: '/deviceManagement/depOnboardingSettings/nobody' },
    ];
    const { json } = await post(`${GRAPH}/beta/$batch`, { requests });
    const statuses = json.rows('responses').map((each) => [each.at('id'), each.at('status')]);
    expect(statuses).toEqual([
      ['1', 200],
      ['2', 404],
    ]);
    expect(json.at('responses/0/body/value/0/serialNumber')).toBe(serial);
  });

  it('refuse a batch of 21', async () => {
    const { post } = openTestBench();
    const url = '/deviceManagement/depOnboardingSettings';
    const requests = Array.from({ length: 21 }, (_, id) => ({
      id: String(id),
      method: 'GET',
      url,
    }));
    expect((await post(`${GRAPH}/beta/$batch`, { requests })).status).toBe(400);
  });

  it('are throttled after 1,000 in 20 seconds, for a fraction of a second more', async () => {
    const { get, clock } = openTestBench();
    const url = `${GRAPH}/beta/deviceManagement/depOnboardingSettings?$select=id`;
    for (let call = 0; call < 1_000; call += 1) await get(url);
    const refused = await get(url);
    expect([refused.status, refused.header('Retry-After')]).toEqual([429, '20.128']);
    await clock.advance(20_128);
    expect((await get(url)).status).toBe(200);
  });

  it('echo the id of the caller, in errors as well', async () => {
    const { get } = openTestBench();
    const id = '06a907d7-0000-4b80-b423-2e5f278a1b74';
    const { header, json } = await get(`${IDENTITIES}/nobody`, { 'client-request-id': id });
    expect(header('client-request-id')).toBe(id);
    expect(json.at('error/innerError/client-request-id')).toBe(id);
  });

  it('know the enrollment program only in beta', async () => {
    const { get } = openTestBench();
    const { status } = await get(IDENTITIES.replace('/beta/', '/v1.0/'));
    expect(status).toBe(400);
  });
});
