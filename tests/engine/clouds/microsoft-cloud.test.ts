import { describe, expect, it } from 'vitest';
import type { SerialNumber } from '../../../src/core/identifiers/serial-number.ts';
import { DAY, MINUTE } from '../../../src/core/time.ts';
import { PROFILES, TOKEN, TOKENS } from '../../../src/sandbox/campaign/organization.ts';
import { aSerial } from '../mirror/temporary-mirror.ts';
import {
  failureOf,
  openCloudBench,
  runThrough,
  scripted,
  START,
  valueOf,
  type ScriptedAnswer,
} from './cloud-bench.ts';

const tokenIds = TOKENS.map(({ id }) => id);

describe('the simulated Intune', () => {
  it('lists tokens with the last sync of each', async () => {
    const { microsoft, sandbox } = openCloudBench();
    const [token] = valueOf(await microsoft.listTokens());
    const made = sandbox.world.state.tokens[0];
    expect(token).toEqual({
      id: TOKEN.offices,
      name: 'Aldermoor Offices',
      expiresAt: made?.expiresAt,
      lastSyncTriggeredAt: made?.lastSyncTriggeredAt,
      recentSyncs: [made?.lastSyncAt],
      lastSyncErrorCode: 0,
      appleId: 'ade-offices@aldermoor.example',
      syncedDevices: expect.any(Number) as number,
      modifiedAt: expect.any(Number) as number,
    });
  });

  it('lists profiles by their bare ids', async () => {
    const { microsoft } = openCloudBench();
    const profiles = valueOf(await microsoft.listProfiles(TOKEN.stores));
    const made = PROFILES.filter(({ tokenId }) => tokenId === TOKEN.stores);
    expect(profiles.map(({ id }) => id)).toEqual(made.map(({ id }) => id));
    expect(profiles.find(({ name }) => name === 'Stores Apple TV')?.platform).toBe('tvos');
  });

  it('lists identities and enrollments page by page', async () => {
    const { microsoft } = openCloudBench();
    const first = valueOf(await microsoft.listIdentities(TOKEN.offices));
    expect(first.rows.length).toBeGreaterThan(100);
    expect(first.rows[0]?.identity.tokenId).toBe(TOKEN.offices);
    const all = valueOf(await microsoft.listEnrollments({}));
    const recent = valueOf(await microsoft.listEnrollments({ enrolledAfter: START - DAY }));
    expect(recent.rows.length).toBeLessThan(all.rows.length);
    expect(recent.rows.every(({ enrollment }) => (enrollment.enrolledAt ?? 0) > START - DAY)).toBe(
      true,
    );
  });

  it('knows one serial under every token, with its managed devices', async () => {
    const { microsoft, sandbox, sent, clock } = openCloudBench();
    const read = (of: SerialNumber) => runThrough(clock, microsoft.readSerial(of, tokenIds));
    const reading = valueOf(await read(sandbox.stories.readyToReset));
    expect(reading.identities.map(({ tokenId }) => tokenId)).toEqual([TOKEN.offices]);
    expect(sent).toEqual(['POST /beta/$batch']);
    const enrolled = sandbox.world.campaign.entries.find(
      ({ device }) => device.enrollments.length > 0,
    );
    const serial = enrolled?.device.hardware.serial ?? aSerial('NOSUCHDEVICE');
    const { enrollments } = valueOf(await read(serial));
    expect(enrollments.map(({ id }) => id)).toEqual(
      enrolled?.device.enrollments.map(({ id }) => id),
    );
  });

  it('knows its push certificate', async () => {
    const { microsoft, sandbox } = openCloudBench();
    const { expiresAt } = sandbox.world.state.pushCertificate;
    expect(valueOf(await microsoft.readPushCertificate())).toEqual({ expiresAt });
  });

  it('syncs a token, and refuses a second sync without our repeating it', async () => {
    const { microsoft, sent } = openCloudBench();
    expect((await microsoft.sync(TOKEN.offices)).ok).toBe(true);
    const failed = failureOf(await microsoft.sync(TOKEN.offices));
    expect([failed.kind, failed.status, sent.length]).toEqual(['rejected', 409, 2]);
  });

  it('assigns a profile to serials', async () => {
    const { microsoft, sandbox, clock } = openCloudBench();
    const { withoutProfile } = sandbox.stories;
    const [profile] = PROFILES;
    await microsoft.assignProfile(TOKEN.offices, profile?.id ?? '', [withoutProfile]);
    await clock.advance(5 * MINUTE);
    const reading = runThrough(clock, microsoft.readSerial(withoutProfile, tokenIds));
    const { identities } = valueOf(await reading);
    expect(identities[0]?.profileId).toBe(profile?.id);
  });
});

describe('what Graph may send as well', () => {
  const serial = aSerial('F2LTESTA0001');
  const identity = (overrides: object = {}) => ({ id: 'i', serialNumber: serial, ...overrides });
  const batch = (...bodies: readonly (unknown[] | ScriptedAnswer)[]): ScriptedAnswer => ({
    body: {
      responses: bodies.map((body, place) => ({
        id: String(place + 1),
        status: 200,
        ...(Array.isArray(body) ? { body: { value: body } } : body),
      })),
    },
  });

  it('a row with unset dates, unknown states and a profile id of zeros', async () => {
    const row = {
      ...identity({ enrollmentState: 'dreaming', lastContactedDateTime: '0001-01-01T00:00:00Z' }),
      requestedEnrollmentProfileId: '00000000-0000-0000-0000-000000000000',
    };
    const page = valueOf(await scripted({ body: { value: [row] } }).microsoft.listIdentities('t'));
    expect(page.rows[0]?.identity).toEqual({
      id: 'i',
      tokenId: 't',
      profileId: null,
      profileAssignedAt: null,
      enrollmentState: 'unknown',
      isDeleted: false,
      createdAt: null,
      lastContactedAt: null,
    });
  });

  it('a filter that it refuses: the form of Microsofts sample is tried', async () => {
    const { microsoft, sent, clock } = scripted(batch([], { status: 400 }), batch([identity()]));
    const answer = await runThrough(clock, microsoft.readSerial(serial, ['t']));
    const { identities } = valueOf(answer);
    expect(identities).toHaveLength(1);
    expect(decodeURIComponent(sent[1]?.request.body ?? '')).toContain(
      `contains(serialNumber,'${serial}')`,
    );
  });

  it('a filter that it does not honour: other serials prove nothing', async () => {
    const others = [identity({ serialNumber: 'F2LTESTA0002' })];
    const { microsoft, clock } = scripted(batch([], others), batch({ status: 501 }));
    const answer = await runThrough(clock, microsoft.readSerial(serial, ['t']));
    expect(failureOf(answer).kind).toBe('serverError');
  });

  it('nothing at all: the serial is under no token', async () => {
    const { microsoft, clock } = scripted(batch([], []), batch({ status: 400 }));
    const answer = await runThrough(clock, microsoft.readSerial(serial, ['t']));
    expect(valueOf(answer)).toEqual({ identities: [], enrollments: [] });
  });

  it('devices of other makers are left out', async () => {
    const rows = [
      { id: '1', serialNumber: 'PF1234567890', operatingSystem: 'Windows' },
      { id: '2', serialNumber: serial, operatingSystem: 'iOS' },
    ];
    const page = valueOf(await scripted({ body: { value: rows } }).microsoft.listEnrollments({}));
    expect(page.rows.map((row) => row.enrollment.id)).toEqual(['2']);
  });

  it('a tenant without a push certificate', async () => {
    const { microsoft } = scripted({ status: 404, body: { error: { code: 'ResourceNotFound' } } });
    expect(valueOf(await microsoft.readPushCertificate())).toEqual({ expiresAt: null });
  });

  it('an error whose sentence hides in a JSON text', async () => {
    const message = JSON.stringify({ _version: 3, Message: 'The profile is of another token.' });
    const { microsoft } = scripted({
      status: 400,
      body: { error: { code: 'BadRequest', message } },
    });
    expect(failureOf(await microsoft.assignProfile('t', 'p', [serial]))).toMatchObject({
      kind: 'rejected',
      code: 'BadRequest',
      detail: 'The profile is of another token.',
    });
  });

  it('every request carries an id of its own, and a batch holds at most twenty', async () => {
    const many = Array.from({ length: 25 }, (_, number) => `t${number}`);
    const answers = Array.from({ length: 20 }, () => [identity()]);
    const { microsoft, sent, clock } = scripted(batch([], ...answers.slice(1)), batch(...answers));
    const answer = await runThrough(clock, microsoft.readSerial(serial, many));
    expect(valueOf(answer).identities).toHaveLength(25);
    const ids = sent.map(({ request }) => request.headers['client-request-id']);
    expect(new Set(ids).size).toBe(2);
  });
});
