import { beforeAll, describe, expect, it } from 'vitest';
import { TOKEN } from '../../../src/sandbox/campaign/organization.ts';
import { practiceTokenFile } from '../../../src/sandbox/microsoft-cloud/token-renewal.ts';
import { GRAPH, openTestBench, type Answer, type TestBench } from '../../sandbox/bench.ts';
import { readGraphSchema } from './graph-schema.ts';

const schema = readGraphSchema();
let bench: TestBench;
let ids: Record<string, string>;

/** What the sandbox simulates; everything else in the description must be refused in a described way. */
const SIMULATED = [
  'GET /beta/deviceManagement/depOnboardingSettings',
  'GET /beta/deviceManagement/depOnboardingSettings/{depOnboardingSetting-id}',
  'POST /beta/deviceManagement/depOnboardingSettings/{depOnboardingSetting-id}/syncWithAppleDeviceEnrollmentProgram',
  'GET /beta/deviceManagement/depOnboardingSettings/{depOnboardingSetting-id}/enrollmentProfiles',
  'GET /beta/deviceManagement/depOnboardingSettings/{depOnboardingSetting-id}/enrollmentProfiles/{enrollmentProfile-id}',
  'POST /beta/deviceManagement/depOnboardingSettings/{depOnboardingSetting-id}/enrollmentProfiles/{enrollmentProfile-id}/setDefaultProfile',
  'POST /beta/deviceManagement/depOnboardingSettings/{depOnboardingSetting-id}/enrollmentProfiles/{enrollmentProfile-id}/updateDeviceProfileAssignment',
  'GET /beta/deviceManagement/depOnboardingSettings/{depOnboardingSetting-id}/importedAppleDeviceIdentities',
  'GET /beta/deviceManagement/depOnboardingSettings/{depOnboardingSetting-id}/importedAppleDeviceIdentities/{importedAppleDeviceIdentity-id}',
  'GET /beta/deviceManagement/operationApprovalRequests',
  'GET /v1.0/deviceManagement/deviceEnrollmentConfigurations',
  'GET /beta/deviceManagement/depOnboardingSettings/{depOnboardingSetting-id}/getEncryptionPublicKey',
  'POST /beta/deviceManagement/depOnboardingSettings/{depOnboardingSetting-id}/generateEncryptionPublicKey',
  'POST /beta/deviceManagement/depOnboardingSettings/{depOnboardingSetting-id}/uploadDepToken',
  'POST /v1.0/deviceManagement/managedDevices/{managedDevice-id}/wipe',
  'POST /beta/deviceManagement/managedDevices/{managedDevice-id}/wipe',
  'GET /v1.0/deviceManagement/managedDevices',
  'GET /v1.0/deviceManagement/managedDevices/{managedDevice-id}',
  'GET /beta/deviceManagement/managedDevices',
  'GET /beta/deviceManagement/managedDevices/{managedDevice-id}',
  'GET /v1.0/deviceManagement/applePushNotificationCertificate',
  'GET /beta/deviceManagement/applePushNotificationCertificate',
  'POST /v1.0/$batch',
  'POST /beta/$batch',
];

describe("the simulated Graph against Microsoft's description", () => {
  beforeAll(async () => {
    bench = openTestBench();
    ids = await findIds(bench);
  });

  it.each(
    schema.operations.map(({ method, path }) => [`${method} ${path}`, method, path] as const),
  )('%s', async (name, method, path) => {
    const answer = await call(method, path);
    expect(answer.status < 300).toBe(SIMULATED.includes(name));
    expect(schema.faults({ method, path, status: answer.status, body: answer.json.value })).toEqual(
      [],
    );
  });

  it('answers a profile of each platform as its own type describes it', async () => {
    const path =
      '/beta/deviceManagement/depOnboardingSettings/{depOnboardingSetting-id}/enrollmentProfiles';
    for (const token of [TOKEN.offices, TOKEN.stores]) {
      const url = GRAPH + path.replace('{depOnboardingSetting-id}', token);
      const { status, json } = await bench.get(url);
      expect(json.rows('value').length).toBeGreaterThan(0);
      expect(schema.faults({ method: 'GET', path, status, body: json.value })).toEqual([]);
    }
  });

  it('refuses in the described way what comes too early, too often or from nowhere', async () => {
    const path =
      '/beta/deviceManagement/depOnboardingSettings/{depOnboardingSetting-id}/syncWithAppleDeviceEnrollmentProgram';
    const url = GRAPH + path.replace('{depOnboardingSetting-id}', TOKEN.stores);
    await bench.post(url);
    const early = await bench.post(url);
    const strange = await bench.post(url, undefined, { Authorization: '' });
    expect([early.status, strange.status]).toEqual([409, 401]);
    for (const { status, json } of [early, strange]) {
      expect(schema.faults({ method: 'POST', path, status, body: json.value })).toEqual([]);
    }
  });

  it('would notice a wrong value, a missing one and a misspelt one', async () => {
    const path = '/v1.0/deviceManagement/applePushNotificationCertificate';
    const body = { id: 7, expirationDateTime: 'tomorrow', expirationDate: '2027-01-01T00:00:00Z' };
    const faults = schema.faults({ method: 'GET', path, status: 200, body });
    expect(faults).toHaveLength(3);
    expect(schema.faults({ method: 'GET', path, status: 200, body: {} })).toHaveLength(1);
  });
});

async function findIds({ get }: TestBench): Promise<Record<string, string>> {
  const token = `${GRAPH}/beta/deviceManagement/depOnboardingSettings/${TOKEN.offices}`;
  const identities = await get(`${token}/importedAppleDeviceIdentities?$top=1`);
  const profiles = await get(`${token}/enrollmentProfiles`);
  const managed = await get(`${GRAPH}/v1.0/deviceManagement/managedDevices?$top=1`);
  return {
    '{depOnboardingSetting-id}': TOKEN.offices,
    '{importedAppleDeviceIdentity-id}': identities.json.text('value/0/id'),
    '{enrollmentProfile-id}': profiles.json.text('value/0/id'),
    '{managedDevice-id}': managed.json.text('value/0/id'),
  };
}

function call(method: string, path: string): Promise<Answer> {
  const url = GRAPH + path.replaceAll(/\{[^}]+\}/g, (name) => ids[name] ?? name);
  if (method === 'GET') return bench.get(url);
  return bench.post(url, bodyOf(url));
}

function bodyOf(url: string): unknown {
  const request = { id: '1', method: 'GET', url: '/deviceManagement/managedDevices?$top=2' };
  if (url.endsWith('$batch')) return { requests: [request] };
  if (!url.endsWith('uploadDepToken')) return { deviceIds: [] };
  const appleId = 'ade-offices@aldermoor.example';
  const { keys = 1 } = bench.sandbox.world.state.tokens[0] ?? {};
  return { appleId, depToken: practiceTokenFile(TOKEN.offices, appleId, keys) };
}
