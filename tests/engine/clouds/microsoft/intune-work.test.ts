import { describe, expect, it } from 'vitest';
import { DAY, MINUTE } from '../../../../src/core/time.ts';
import { PROFILES, TOKEN } from '../../../../src/sandbox/campaign/organization.ts';
import { decideApproval } from '../../../../src/sandbox/microsoft-cloud/approvals.ts';
import { practiceTokenFile } from '../../../../src/sandbox/microsoft-cloud/token-renewal.ts';
import { failureOf, openCloudBench, runThrough, scripted, valueOf } from '../cloud-bench.ts';

const ACCOUNT = 'ade-offices@aldermoor.example';
type Bench = ReturnType<typeof openCloudBench>;

/** A device that Intune manages, with the id of its row. */
function anEnrolledDevice({ sandbox }: Bench) {
  const device = [...sandbox.world.state.devices.values()].find(
    ({ enrollments }) => enrollments.length === 1,
  );
  const [enrollment] = device?.enrollments ?? [];
  if (!device || !enrollment) throw new Error('Nothing is enrolled.');
  return { device, id: enrollment.id };
}

describe('a wipe by Intune', () => {
  it('is ordered at once and done minutes later: the row goes, the device is new', async () => {
    const bench = openCloudBench();
    const { device, id } = anEnrolledDevice(bench);
    valueOf(await bench.microsoft.wipe(id));
    const ordered = valueOf(await bench.microsoft.readManagedDevice(id));
    expect(ordered).toMatchObject({
      serial: device.hardware.serial,
      enrollment: { id, managementState: 'wipePending' },
      actions: [{ name: 'factoryReset', state: 'pending' }],
    });
    await bench.clock.advance(10 * MINUTE);
    expect(valueOf(await bench.microsoft.readManagedDevice(id))).toBe('absent');
    expect([device.stage, device.enrollments]).toEqual(['setupAssistant', []]);
  });

  it('keeps the eSIM and nothing else', async () => {
    const { microsoft, sent } = scripted({ status: 204, body: '' });
    await microsoft.wipe('1');
    expect(JSON.parse(sent[0]?.request.body ?? '')).toEqual({
      keepEnrollmentData: false,
      keepUserData: false,
      persistEsimDataPlan: true,
    });
    expect(sent[0]?.url).toContain('/v1.0/');
  });

  it('is refused when the tenant has had its five hundred of the day', async () => {
    const bench = openCloudBench();
    const { id } = anEnrolledDevice(bench);
    const { world } = bench.sandbox;
    world.state.quotas['graph/wipes'] = Array.from({ length: 500 }, () => world.now());
    const answer = await runThrough(bench.clock, bench.microsoft.wipe(id));
    expect(failureOf(answer)).toMatchObject({ kind: 'throttled', status: 429 });
  });

  it('counts as work with everything that is asked about it', async () => {
    const bench = openCloudBench();
    const { id } = anEnrolledDevice(bench);
    await bench.microsoft.wipe(id);
    await bench.microsoft.readManagedDevice(id);
    await bench.microsoft.readApproval('no such request');
    expect(bench.microsoftLimiter.spent()).toEqual([{ purpose: 'work', count: 3 }]);
  });

  it('of a device that Intune does not know is not found', async () => {
    const { microsoft } = openCloudBench();
    expect(failureOf(await microsoft.wipe('nobody')).kind).toBe('notFound');
  });
});

describe('where the tenant wants a second administrator', () => {
  it('a wipe waits for one, and is sent again with the code', async () => {
    const bench = openCloudBench();
    bench.sandbox.world.state.intune.protects.push('deviceWipe');
    const { id } = anEnrolledDevice(bench);
    const { kind, approvalCode = '' } = failureOf(await bench.microsoft.wipe(id));
    expect(kind).toBe('approvalNeeded');
    expect(valueOf(await bench.microsoft.readApproval(approvalCode))).toBe('needsApproval');
    expect(failureOf(await bench.microsoft.wipe(id, { approvalCode })).kind).toBe('rejected');
    decideApproval(bench.sandbox.world, approvalCode, 'approved');
    expect(valueOf(await bench.microsoft.readApproval(approvalCode))).toBe('approved');
    valueOf(await bench.microsoft.wipe(id, { approvalCode }));
    expect(valueOf(await bench.microsoft.readApproval(approvalCode))).toBe('completed');
  });

  it('the code is good for this one call', async () => {
    const bench = openCloudBench();
    bench.sandbox.world.state.intune.protects.push('deviceWipe');
    const { id } = anEnrolledDevice(bench);
    const { approvalCode = '' } = failureOf(await bench.microsoft.wipe(id));
    decideApproval(bench.sandbox.world, approvalCode, 'approved');
    const other = [...bench.sandbox.world.state.devices.values()]
      .flatMap(({ enrollments }) => enrollments)
      .find((each) => each.id !== id);
    const failed = failureOf(await bench.microsoft.wipe(other?.id ?? '', { approvalCode }));
    expect(failed.kind).toBe('rejected');
  });

  it('he can say no', async () => {
    const bench = openCloudBench();
    bench.sandbox.world.state.intune.protects.push('tenantConfiguration');
    const answer = await bench.microsoft.makeTokenKey(TOKEN.offices);
    const { approvalCode = '' } = failureOf(answer);
    decideApproval(bench.sandbox.world, approvalCode, 'rejected');
    expect(valueOf(await bench.microsoft.readApproval(approvalCode))).toBe('rejected');
  });

  it('reads are asked for nothing', async () => {
    const bench = openCloudBench();
    bench.sandbox.world.state.intune.protects.push('deviceWipe', 'tenantConfiguration');
    expect(valueOf(await bench.microsoft.listTokens())).toHaveLength(2);
  });

  it('a request that nobody knows is unknown', async () => {
    const { microsoft } = openCloudBench();
    expect(valueOf(await microsoft.readApproval("it's gone"))).toBe('unknown');
  });
});

describe("the enrollment token's renewal", () => {
  it('goes from a new key over the file of Apple to another year', async () => {
    const { microsoft, clock } = openCloudBench();
    const pem = valueOf(await microsoft.makeTokenKey(TOKEN.offices));
    expect(pem).toMatch(/^-----BEGIN CERTIFICATE-----\n(.{1,64}\n)+-----END CERTIFICATE-----\n$/);
    expect(valueOf(await microsoft.readTokenKey(TOKEN.offices))).toBe(pem);
    const depToken = practiceTokenFile(TOKEN.offices, ACCOUNT, 2);
    valueOf(await microsoft.uploadToken(TOKEN.offices, { appleId: ACCOUNT, depToken }));
    const [token] = valueOf(await microsoft.listTokens());
    expect(((token?.expiresAt ?? 0) - clock.now()) / DAY).toBeCloseTo(365, 1);
    expect(token).toMatchObject({ appleId: ACCOUNT });
  });

  it.each([
    ['nonsense', ACCOUNT, 'nonsense'],
    ['a file for the key before', ACCOUNT, practiceTokenFile(TOKEN.offices, ACCOUNT, 2)],
    ['a file for another token', ACCOUNT, practiceTokenFile(TOKEN.stores, ACCOUNT, 3)],
    ['another Apple Account', 'x@y.example', practiceTokenFile(TOKEN.offices, ACCOUNT, 3)],
  ])('is refused with %s', async (_, appleId, depToken) => {
    const { microsoft } = openCloudBench();
    await microsoft.makeTokenKey(TOKEN.offices);
    await microsoft.makeTokenKey(TOKEN.offices);
    const answer = await microsoft.uploadToken(TOKEN.offices, { appleId, depToken });
    expect(failureOf(answer)).toMatchObject({ kind: 'rejected', status: 400 });
  });

  it('does not repeat what Graph echoes of it', async () => {
    const depToken = Buffer.from('a token that is long enough to be one').toString('base64');
    const error = { code: 'BadRequest', message: `Cannot parse ${depToken}` };
    const { microsoft } = scripted({ status: 400, body: { error } });
    const answer = await microsoft.uploadToken('t', { appleId: ACCOUNT, depToken });
    expect(JSON.stringify(failureOf(answer))).not.toContain(depToken.slice(0, 24));
  });

  it('does with the key that is there, where no new one was made', async () => {
    const { microsoft } = openCloudBench();
    expect(valueOf(await microsoft.readTokenKey(TOKEN.offices))).toContain('BEGIN');
    const depToken = practiceTokenFile(TOKEN.offices, ACCOUNT, 1);
    valueOf(await microsoft.uploadToken(TOKEN.offices, { appleId: ACCOUNT, depToken }));
  });

  it('leaves a key alone that is PEM already', async () => {
    const pem = '-----BEGIN CERTIFICATE-----\nQUJD\n-----END CERTIFICATE-----\n';
    const { microsoft } = scripted({ body: { value: pem } });
    expect(valueOf(await microsoft.readTokenKey('t'))).toBe(pem);
  });
});

describe('what the tenant is set up for', () => {
  it('shows the default profile once it was set', async () => {
    const { microsoft } = openCloudBench();
    const profile = PROFILES[0]?.id ?? '';
    valueOf(await microsoft.setDefaultProfile(TOKEN.offices, profile));
    const profiles = valueOf(await microsoft.listProfiles(TOKEN.offices));
    expect(profiles.find(({ isDefault }) => isDefault)?.id).toBe(profile);
    expect(profiles[0]).toMatchObject({ isShared: false });
  });

  it('keeps out no kind of device, or those that its default restriction blocks', async () => {
    const { microsoft, sandbox } = openCloudBench();
    expect(valueOf(await microsoft.readRestrictions()).blockedPlatforms).toEqual([]);
    sandbox.world.state.intune.blockedPlatforms = ['macOS'];
    expect(valueOf(await microsoft.readRestrictions()).blockedPlatforms).toEqual(['macos']);
  });

  it('is not blocked by a restriction for a group, nor by one that cannot be read', async () => {
    const blocked = { platformBlocked: true };
    const rows = [
      { id: 'g_SinglePlatformRestriction', iosRestriction: blocked },
      { id: 't_DefaultPlatformRestrictions', iosRestriction: 'yes', macRestriction: blocked },
    ];
    const { microsoft } = scripted({ body: { value: rows } });
    expect(valueOf(await microsoft.readRestrictions()).blockedPlatforms).toEqual(['macos']);
  });
});
