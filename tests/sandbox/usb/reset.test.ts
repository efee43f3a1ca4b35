import { describe, expect, it } from 'vitest';
import type { ProbeAnswer } from '../../../src/core/ports.ts';
import { PROFILES, SERVICE } from '../../../src/sandbox/campaign/organization.ts';
import type { StoryName } from '../../../src/sandbox/campaign/stories.ts';
import { APPLE, assignment, GRAPH, openTestBench, type TestBench } from '../bench.ts';

const PORT = '1-1.1.1';
const SECONDS = 1_000;

describe('a reset at the bench', () => {
  it('takes the device off the bus after a few seconds and brings it back after 90', async () => {
    const { sandbox, clock } = plugged('readyToReset');
    const startedAt = clock.now();
    const seen: string[] = [];
    sandbox.usb.watch(({ kind }) => seen.push(`${kind} ${(clock.now() - startedAt) / SECONDS}`));
    sandbox.controls.erase({ port: PORT });
    await clock.advance(200 * SECONDS);
    expect(seen).toEqual(['detached 4', 'attached 94']);
  });

  it('leaves the device in Setup Assistant with its class as its name', async () => {
    const bench = plugged('readyToReset');
    const before = await ask(bench);
    expect([before?.isInSetupAssistant, before?.deviceName]).toEqual([false, "Clara's iPhone"]);
    await erase(bench);
    const after = await ask(bench, true);
    expect([after?.isInSetupAssistant, after?.deviceName]).toEqual([true, 'iPhone']);
    expect(after?.ecid).toBe(before?.ecid);
  });

  it('dates the erase only when pairing is allowed, and only on some models', async () => {
    const phone = plugged('readyToReset');
    const startedAt = phone.clock.now();
    await erase(phone);
    expect((await ask(phone))?.erasedAt).toBeUndefined();
    const dated = (await ask(phone, true))?.erasedAt ?? 0;
    expect([dated > startedAt, dated <= phone.clock.now()]).toEqual([true, true]);
    const pad = plugged('withoutProfile');
    await erase(pad);
    const answer = await ask(pad, true);
    expect([answer?.raw['Pair'], answer?.erasedAt]).toEqual(['Success', undefined]);
  });

  it('plays out for a device that is not plugged in as well', async () => {
    const { sandbox, clock } = openTestBench();
    const serial = sandbox.stories.readyMac;
    sandbox.controls.erase({ serial });
    await clock.advance(100 * SECONDS);
    expect(sandbox.controls.setUp({ serial })).toBe('ok');
    await clock.advance(200 * SECONDS);
    expect(sandbox.world.device(serial)?.managedBy).toBe(SERVICE.offices);
  });

  it('ends at Activation Lock for a device that is locked to a user', async () => {
    const bench = plugged('lockedByUser');
    await erase(bench);
    expect(bench.sandbox.controls.setUp({ port: PORT })).toBe('notPossible');
  });
});

describe('Setup Assistant', () => {
  it('brings a ready device into Intune about two minutes later, with its profile', async () => {
    const bench = plugged('readyToReset');
    await erase(bench);
    bench.sandbox.controls.setUp({ port: PORT });
    await bench.clock.advance(60 * SECONDS);
    expect(await rows(bench, 'readyToReset')).toEqual([]);
    await bench.clock.advance(120 * SECONDS);
    const [row] = await rows(bench, 'readyToReset');
    expect(row?.value).toMatchObject({
      managementState: 'managed',
      deviceEnrollmentType: 'appleBulkWithUser',
      enrollmentProfileName: 'Offices iPhone',
    });
  });

  it('sends a device back to the old MDM while Apple still names that', async () => {
    const bench = await setUpAfterErase('formerService');
    expect(bench.sandbox.world.device(bench.sandbox.stories.formerService)?.managedBy).toBe(
      SERVICE.oldMdm,
    );
    expect(await rows(bench, 'formerService')).toEqual([]);
  });

  it('leaves a device unmanaged when it is assigned but has no profile, or nowhere assigned', async () => {
    for (const story of ['withoutProfile', 'unassigned'] as const) {
      const bench = await setUpAfterErase(story);
      expect(bench.sandbox.world.device(bench.sandbox.stories[story])?.managedBy).toBeNull();
    }
  });

  it('fails to enroll while the push certificate is no longer good', async () => {
    const bench = plugged('readyToReset');
    bench.sandbox.world.state.pushCertificate.expiresAt = 0;
    await erase(bench);
    bench.sandbox.controls.setUp({ port: PORT });
    await bench.clock.advance(200 * SECONDS);
    const identity = bench.sandbox.world.device(bench.sandbox.stories.readyToReset)?.identities[0];
    expect([identity?.state, await rows(bench, 'readyToReset')]).toEqual(['failed', []]);
  });

  it('ends the whole way from the old MDM: reassign, sync, profile, erase, set up, enrolled', async () => {
    const bench = plugged('formerService');
    const serial = bench.sandbox.stories.formerService;
    const [profile] = PROFILES;
    if (!profile) throw new Error('no profile');
    const token = `${GRAPH}/beta/deviceManagement/depOnboardingSettings/${profile.tokenId}`;
    await bench.post(`${APPLE}/v1/orgDeviceActivities`, assignment(SERVICE.offices, [serial]));
    await bench.clock.advance(60 * SECONDS);
    await bench.post(`${token}/syncWithAppleDeviceEnrollmentProgram`);
    await bench.clock.advance(180 * SECONDS);
    const assign = `${token}/enrollmentProfiles/${profile.tokenId}_${profile.id}/updateDeviceProfileAssignment`;
    await bench.post(assign, { deviceIds: [serial] });
    await bench.clock.advance(600 * SECONDS);
    await erase(bench);
    bench.sandbox.controls.setUp({ port: PORT });
    await bench.clock.advance(200 * SECONDS);
    expect((await rows(bench, 'formerService'))[0]?.value).toMatchObject({
      enrollmentProfileName: profile.name,
    });
  });
});

function plugged(story: StoryName): TestBench {
  const bench = openTestBench();
  bench.sandbox.controls.plug({ serial: bench.sandbox.stories[story], port: PORT });
  return bench;
}

async function ask({ sandbox }: TestBench, allowPairing = false): Promise<ProbeAnswer | undefined> {
  const [device] = await sandbox.usb.list();
  return device && sandbox.probe.ask(device, { allowPairing });
}

async function erase({ sandbox, clock }: TestBench): Promise<void> {
  sandbox.controls.erase({ port: PORT });
  await clock.advance(100 * SECONDS);
}

async function setUpAfterErase(story: StoryName): Promise<TestBench> {
  const bench = plugged(story);
  await erase(bench);
  bench.sandbox.controls.setUp({ port: PORT });
  await bench.clock.advance(200 * SECONDS);
  return bench;
}

async function rows({ get, sandbox }: TestBench, story: StoryName) {
  const filter = encodeURIComponent(`serialNumber eq '${sandbox.stories[story]}'`);
  return (await get(`${GRAPH}/v1.0/deviceManagement/managedDevices?$filter=${filter}`)).json.rows(
    'value',
  );
}
