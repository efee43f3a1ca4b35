import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE } from '../../../src/core/time.ts';
import { faultyClouds, type FaultyClouds } from './faulty-clouds.ts';
import { reasonOf } from './told.ts';
import { activitiesFor, move, failureOfMove, moveOf, POST } from './work.ts';

const ACTIVITY = 'GET https://api-business.apple.com/v1/orgDeviceActivities/';
const LOG = 'https://store.blobstore.apple.com/';

/** Apple says for ever that it is still at it. */
function neverEnds({ sandbox }: FaultyClouds): void {
  sandbox.world.faults.push({
    match: ACTIVITY,
    kind: 'altered',
    times: Infinity,
    change: (body) => body.replace('"COMPLETED"', '"IN_PROGRESS"'),
  });
}

describe('an activity that is COMPLETED', () => {
  it('for a serial that is no longer in the organization is no success', async () => {
    const bench = await faultyClouds();
    const { formerService } = bench.sandbox.stories;
    await bench.check(formerService);
    bench.jobs.queueReassign(formerService, bench.offices);
    await bench.pass(5 * MINUTE, () => bench.arrived(POST) === 1);
    bench.sandbox.world.change(formerService, (device) => {
      device.isMember = false;
      device.quirk = { kind: 'refusesAssignment' };
    });
    await bench.pass(HOUR, () => moveOf(bench, formerService).state === 'failed');
    expect(failureOfMove(bench, formerService)).not.toBe('');
    expect(bench.arrived(POST)).toBe(1);
    await bench.pass(9 * HOUR);
    reasonOf(await bench.check(formerService));
  });

  it('with a sub-status of success, while the device has not moved, is no success', async () => {
    const bench = await faultyClouds();
    const { refusesAssignment: serial } = bench.sandbox.stories;
    bench.sandbox.world.faults.push({
      match: ACTIVITY,
      kind: 'altered',
      times: Infinity,
      change: (body) => body.replace('COMPLETED_WITH_ERROR', 'COMPLETED_WITH_SUCCESS'),
    });
    await move(bench, [serial]);
    expect(moveOf(bench, serial).state).toBe('failed');
    expect(reasonOf(await bench.check(serial))).toBe('reassignFailed');
  });

  it('with an error for one device confirms the others, and says which and why', async () => {
    const bench = await faultyClouds();
    const { formerService, refusesAssignment } = bench.sandbox.stories;
    await move(bench, [formerService, refusesAssignment]);
    expect(moveOf(bench, formerService)).toEqual({ state: 'confirmed', failure: undefined });
    expect(moveOf(bench, refusesAssignment)).toEqual({
      state: 'failed',
      failure: 'FAILED DEVICE_NOT_ELIGIBLE',
    });
    expect(bench.arrived(POST)).toBe(1);
    reasonOf(await bench.check(refusesAssignment));
  });

  it.each(['COMPLETED_ODDLY', 'STOPPED'])(
    'in the new words %s is judged by the device',
    async (word) => {
      const bench = await faultyClouds();
      const serial = bench.sandbox.stories.formerService;
      bench.sandbox.world.faults.push({
        match: ACTIVITY,
        kind: 'altered',
        times: Infinity,
        change: (body) => body.replaceAll(/COMPLETED(_WITH_SUCCESS)?/g, word),
      });
      await move(bench, [serial]);
      expect(moveOf(bench, serial).state).toBe('confirmed');
      expect(activitiesFor(bench, serial)).toBe(1);
    },
  );
});

describe('an activity that is stuck', () => {
  it('for an hour is judged by the device: moved all the same', async () => {
    const bench = await faultyClouds();
    const serial = bench.sandbox.stories.formerService;
    neverEnds(bench);
    const said = await move(bench, [serial]);
    expect(said).toContain('activity');
    expect(moveOf(bench, serial).state).toBe('confirmed');
    expect(bench.arrived(POST)).toBe(1);
  });

  it('for an hour is judged by the device: not moved, told, and not sent again', async () => {
    const bench = await faultyClouds();
    const serial = bench.sandbox.stories.refusesAssignment;
    neverEnds(bench);
    await move(bench, [serial]);
    expect(failureOfMove(bench, serial)).not.toBe('');
    expect(bench.arrived(POST)).toBe(1);
    expect(reasonOf(await bench.check(serial))).toBe('reassignFailed');
  });

  it('and then unknown to Apple is judged by the device', async () => {
    const bench = await faultyClouds();
    const serial = bench.sandbox.stories.formerService;
    await move(bench, [serial], () => {
      bench.sandbox.world.faults.push({
        match: ACTIVITY,
        kind: 'status',
        status: 404,
        body: '{"errors":[{"code":"NOT_FOUND","title":"No such activity"}]}',
        times: Infinity,
      });
    });
    expect(moveOf(bench, serial).state).toBe('confirmed');
    expect(bench.arrived(POST)).toBe(1);
  });

  it('behind answers that cannot be read says so, and ends when they can', async () => {
    const bench = await faultyClouds();
    const serial = bench.sandbox.stories.formerService;
    bench.sandbox.world.faults.push({ match: ACTIVITY, kind: 'malformed', body: '[]', times: 4 });
    const said = await move(bench, [serial]);
    expect(said).toContain('noAnswer');
    expect([...said].some((words) => words.startsWith('malformed'))).toBe(true);
    expect(moveOf(bench, serial).state).toBe('confirmed');
    expect(bench.arrived(POST)).toBe(1);
  });
});

describe('the log of an activity', () => {
  it.each([
    [
      'whose link has expired',
      { kind: 'status', status: 403, body: '<Error>AccessDenied</Error>' },
    ],
    ['that is cut off', { kind: 'cutOff' }],
    ['that is a page', { kind: 'malformed', body: '<html></html>', contentType: 'text/html' }],
    [
      'that leads elsewhere',
      { kind: 'status', status: 302, headers: { Location: 'http://127.0.0.1:9/' } },
    ],
    ['that says success of a device that has not moved', { kind: 'altered', change: success }],
  ] as const)('%s changes no outcome', async (_, fault) => {
    const bench = await faultyClouds();
    const { formerService, refusesAssignment } = bench.sandbox.stories;
    bench.sandbox.world.faults.push({ ...fault, match: LOG, times: Infinity });
    await move(bench, [formerService, refusesAssignment]);
    expect(moveOf(bench, formerService).state).toBe('confirmed');
    expect(failureOfMove(bench, refusesAssignment)).not.toBe('');
    expect(bench.arrived(POST)).toBe(1);
  });

  it('is fetched without a bearer', async () => {
    const bench = await faultyClouds();
    await move(bench, [bench.sandbox.stories.formerService]);
    const logs = bench.sockets.sent.filter(({ url }) => url.startsWith(LOG));
    expect(logs.length).toBeGreaterThan(0);
    expect(logs.map(({ request }) => request.headers)).toEqual(logs.map(() => ({})));
  });
});

function success(csv: string): string {
  return csv.replaceAll(/FAILED,\w+/g, 'SUCCESS,');
}
