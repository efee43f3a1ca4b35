import { describe, expect, it } from 'vitest';
import type { Fetch } from '../../../src/core/ports.ts';
import {
  createMicrosoftCloud,
  type MicrosoftCloud,
} from '../../../src/engine/clouds/microsoft/microsoft-cloud.ts';
import { createLimiter } from '../../../src/engine/clouds/quota/limiter.ts';
import { microsoftLimits } from '../../../src/engine/clouds/quota/limits.ts';
import { PROFILES, TOKEN } from '../../../src/sandbox/campaign/organization.ts';
import { createManualClock } from '../../../src/sandbox/manual-clock.ts';
import { practiceTokenFile } from '../../../src/sandbox/microsoft-cloud/token-renewal.ts';
import { createSandbox, SANDBOX_START } from '../../../src/sandbox/sandbox.ts';
import { aTenant, runThrough, valueOf } from '../../engine/clouds/cloud-bench.ts';
import type { GraphCall } from './graph-requests.ts';
import { readGraphSchema } from './graph-schema.ts';

const schema = readGraphSchema();
const ACCOUNT = 'ade-offices@aldermoor.example';

interface Exchanged {
  readonly call: GraphCall;
  readonly status: number;
  readonly body: unknown;
}

/** The adapter on the sandbox, with everything that passes between them. */
function openRecordedBench() {
  const clock = createManualClock(SANDBOX_START);
  const sandbox = createSandbox({ clock });
  const exchanged: Exchanged[] = [];
  const fetch: Fetch = async (url, request) => {
    const answer = await sandbox.fetch(url, request);
    const text = await answer.text();
    const { method, headers, body } = request;
    const call = { method, url, headers, ...(body !== undefined && { body: dataOf(body) }) };
    exchanged.push({ call, status: answer.status, body: dataOf(text) });
    return { ...answer, text: () => Promise.resolve(text) };
  };
  const limiter = createLimiter({ clock, rules: microsoftLimits('tenant') });
  const bearer = () => Promise.resolve(sandbox.bearer.microsoft);
  const cloud = createMicrosoftCloud({ tenant: aTenant(), fetch, clock, limiter, bearer });
  return { clock, sandbox, cloud, exchanged };
}
type Bench = ReturnType<typeof openRecordedBench>;

function enrolledIn({ sandbox }: Bench): string {
  const found = [...sandbox.world.state.devices.values()].find(
    ({ enrollments }) => enrollments.length > 0,
  );
  return found?.enrollments[0]?.id ?? '';
}

/** One way of using each method; what the compiler finds missing here is a method that nobody looks at. */
const USES: { readonly [Method in keyof MicrosoftCloud]: (bench: Bench) => Promise<unknown> } = {
  listTokens: ({ cloud }) => cloud.listTokens(),
  listProfiles: ({ cloud }) => cloud.listProfiles(TOKEN.stores),
  async listIdentities({ cloud }) {
    const { next } = valueOf(await cloud.listIdentities(TOKEN.offices));
    return next === undefined ? undefined : cloud.listIdentities(TOKEN.offices, next);
  },
  async listEnrollments({ cloud }) {
    const { next } = valueOf(await cloud.listEnrollments({}));
    if (next !== undefined) await cloud.listEnrollments({}, next);
    return cloud.listEnrollments({ enrolledAfter: SANDBOX_START });
  },
  async readSerial({ cloud, sandbox }) {
    const tokens = [TOKEN.offices, TOKEN.stores];
    await cloud.readSerial(sandbox.stories.readyToReset, tokens);
    return cloud.readSerial(sandbox.stories.formerService, tokens);
  },
  readPushCertificate: ({ cloud }) => cloud.readPushCertificate(),
  readRestrictions: ({ cloud }) => cloud.readRestrictions(),
  async readManagedDevice(bench) {
    await bench.cloud.readManagedDevice(enrolledIn(bench));
    return bench.cloud.readManagedDevice('00000000-0000-0000-0000-000000000000');
  },
  async readApproval({ cloud, sandbox }) {
    sandbox.world.state.intune.protects.push('tenantConfiguration');
    const answer = await cloud.makeTokenKey(TOKEN.offices);
    return cloud.readApproval(answer.ok ? '' : (answer.error.approvalCode ?? ''));
  },
  async readTokenKey({ cloud }) {
    await cloud.readTokenKey(TOKEN.offices);
    await cloud.makeTokenKey(TOKEN.offices);
    return cloud.readTokenKey(TOKEN.offices);
  },
  makeTokenKey: ({ cloud }) => cloud.makeTokenKey(TOKEN.offices),
  async uploadToken({ cloud }) {
    await cloud.makeTokenKey(TOKEN.offices);
    await cloud.uploadToken(TOKEN.offices, { appleId: ACCOUNT, depToken: 'nonsense' });
    const depToken = practiceTokenFile(TOKEN.offices, ACCOUNT, 2);
    return cloud.uploadToken(TOKEN.offices, { appleId: ACCOUNT, depToken });
  },
  setDefaultProfile: ({ cloud }) => cloud.setDefaultProfile(TOKEN.offices, PROFILES[0]?.id ?? ''),
  wipe: (bench) => bench.cloud.wipe(enrolledIn(bench)),
  sync: ({ cloud }) => cloud.sync(TOKEN.offices),
  assignProfile: ({ cloud, sandbox }) =>
    cloud.assignProfile(TOKEN.offices, PROFILES[0]?.id ?? '', [sandbox.stories.withoutProfile]),
};

describe('what the adapter and Graph say to each other', () => {
  it.each(Object.entries(USES))('in %s is as described, both ways', async (_, use) => {
    const bench = openRecordedBench();
    await runThrough(bench.clock, use(bench));
    expect(bench.exchanged.length).toBeGreaterThan(0);
    const faults = bench.exchanged.flatMap(faultsIn);
    expect(faults).toEqual([]);
  });

  it('would be noticed if it were not', () => {
    const base = 'https://graph.microsoft.com/beta/deviceManagement';
    const call = (method: string, path: string, body?: unknown): GraphCall => ({
      method,
      url: `${base}${path}`,
      headers: { 'X-Own': '1', 'client-request-id': '7' },
      ...(body !== undefined && { body }),
    });
    const faults = (given: GraphCall) => schema.requestFaults({ ...given, headers: {} });
    expect(faults(call('GET', '/depOnboardingSetting'))).toHaveLength(1);
    expect(faults(call('GET', '/depOnboardingSettings?$tip=1'))).toHaveLength(1);
    expect(faults(call('GET', '/managedDevices?$select=id,serial'))).toHaveLength(1);
    expect(faults(call('POST', '/managedDevices/1/wipe', { keepUserdata: 1 }))).toHaveLength(1);
    expect(faults(call('POST', '/depOnboardingSettings/1/uploadDepToken', {}))).toHaveLength(2);
    expect(schema.requestFaults(call('GET', '/managedDevices'))).toHaveLength(2);
  });
});

/** Of a call and its answer; a batch is looked into. */
function faultsIn({ call, status, body }: Exchanged): string[] {
  const path = decodeURIComponent(new URL(call.url).pathname);
  const template = schema.templateOf(call.method, path) ?? path;
  return [
    ...schema.requestFaults(call),
    ...schema.faults({ method: call.method, path: template, status, body }),
    ...innerOf(call, body).flatMap(faultsIn),
  ];
}

function innerOf(call: GraphCall, body: unknown): Exchanged[] {
  if (!call.url.endsWith('$batch')) return [];
  const { requests } = call.body as { requests: { id: string; method: string; url: string }[] };
  const { responses } = body as { responses: { id: string; status: number; body?: unknown }[] };
  return requests.map(({ id, method, url }) => {
    const answer = responses.find((each) => each.id === id);
    return {
      call: { method, url: call.url.replace('/$batch', url), headers: {} },
      status: answer?.status ?? 0,
      body: answer?.body,
    };
  });
}

function dataOf(text: string): unknown {
  return text === '' ? undefined : JSON.parse(text);
}
