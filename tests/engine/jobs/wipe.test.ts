import { describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE, SECOND } from '../../../src/core/time.ts';
import {
  aBench,
  aSeries,
  PHONE,
  recordedFor,
  stepsOf,
  TABLET,
  theTarget,
  type Bench,
} from './a-bench.ts';
import { anEnrollment, changeRow, START } from './cloud-world.ts';
import { pendingReset, queueWipe } from './kinds.ts';

const ROW = `row-${PHONE}`;
const refusal = { kind: 'approvalNeeded', status: 403, detail: 'Approval Required' } as const;

function aReadyBench(serials = [PHONE]): Bench {
  const bench = aBench(serials);
  pendingReset(bench);
  return bench;
}

function failureOf(bench: Bench): string | undefined {
  return bench.jobs.workOf(PHONE).find(({ kind }) => kind === 'wipe')?.failure;
}

describe('a wipe by Intune', () => {
  it('is ordered once, and confirmed when the row is gone', async () => {
    const bench = aReadyBench();
    queueWipe(bench);
    await bench.clock.advance(5 * MINUTE);
    expect(bench.world.wipes).toMatchObject([{ id: ROW }]);
    expect(stepsOf(bench)).toContain('wipe finished');
    const [order] = bench.recorded;
    expect(order?.happening).toMatchObject({
      type: 'resetOrdered',
      data: { by: 'intune', approvedBy: 'Robin', reference: ROW },
    });
    Object.assign(bench.world.devices.get(PHONE) ?? {}, { enrollments: [] });
    await bench.clock.advance(5 * MINUTE);
    expect(stepsOf(bench)).toContain('wipe confirmed');
  });

  it('is confirmed by a new enrollment too, and that is recorded', async () => {
    const bench = aReadyBench();
    queueWipe(bench);
    await bench.clock.advance(5 * MINUTE);
    const device = bench.world.devices.get(PHONE);
    device?.enrollments.push(anEnrollment({ id: 'new', enrolledAt: bench.clock.now() }));
    changeRow(bench.world, ROW, { enrolledAt: bench.clock.now() });
    await bench.clock.advance(10 * MINUTE);
    expect(stepsOf(bench)).toContain('wipe confirmed');
    expect(recordedFor(bench)).toContain('enrolled');
  });

  it('waits for days for a device in a drawer, and asks ever more seldom', async () => {
    const bench = aReadyBench();
    queueWipe(bench);
    await bench.clock.advance(3 * DAY);
    expect(stepsOf(bench)).toContain('wipe finished');
    expect(bench.world.wipes).toHaveLength(1);
  });

  it('that Intune says has failed fails here too', async () => {
    const bench = aReadyBench();
    queueWipe(bench);
    await bench.clock.advance(MINUTE);
    changeRow(bench.world, ROW, { managementState: 'wipeFailed' });
    await bench.clock.advance(HOUR);
    expect(failureOf(bench)).toBe('wipeFailed');
    expect(recordedFor(bench)).toContain('workFailed');
  });

  it.each([
    ['was enrolled with the right profile meanwhile', { identity: undefined }, 'notPendingReset'],
    ['is locked by now', { lock: 'user' }, 'noLongerClear'],
    ['has left Intune', { enrollments: [] }, 'notManaged'],
  ])('is never sent for a device that %s', async (_name, change, code) => {
    const bench = aReadyBench();
    Object.assign(bench.world.devices.get(PHONE) ?? {}, change);
    queueWipe(bench);
    await bench.clock.advance(HOUR);
    expect(bench.world.wipes).toEqual([]);
    expect(failureOf(bench)).toBe(code);
  });

  it('is not repeated when its reply was lost and the row shows it', async () => {
    const bench = aReadyBench();
    bench.world.wipeOutcomes.push('lost');
    queueWipe(bench);
    await bench.clock.advance(HOUR);
    expect(bench.world.wipes).toHaveLength(1);
    expect(stepsOf(bench)).toContain('wipe finished');
  });

  it('is repeated once it is certain that nothing happened', async () => {
    const bench = aReadyBench();
    bench.world.wipeOutcomes.push('never');
    queueWipe(bench);
    await bench.clock.advance(HOUR);
    const [first, second] = bench.world.wipes.map(({ at }) => at);
    expect((second ?? 0) - (first ?? 0)).toBeGreaterThanOrEqual(5 * MINUTE);
    expect(stepsOf(bench)).toContain('wipe finished');
  });

  it('cannot be retried: a second person agrees each time', async () => {
    const bench = aReadyBench();
    bench.world.wipeOutcomes.push({ kind: 'forbidden', status: 403, detail: 'role' });
    queueWipe(bench);
    await bench.clock.advance(MINUTE);
    const [view] = bench.jobs.views();
    expect(view).toMatchObject({ failed: 1, mayRetry: false });
  });

  it('that was sent says so when its job is cancelled', async () => {
    const bench = aReadyBench();
    queueWipe(bench);
    await bench.clock.advance(MINUTE);
    const wipe = bench.jobs.views().find(({ kind }) => kind === 'wipe');
    const ended = bench.jobs.cancel(wipe?.id ?? '');
    expect(ended).toMatchObject({ value: { happened: 'wipeStays' } });
  });

  it('cannot be called off while nobody knows whether Intune has taken it, so that its order is on record', async () => {
    const bench = aReadyBench();
    bench.world.wipeOutcomes.push('lost');
    queueWipe(bench);
    while (bench.world.wipes.length === 0) await bench.clock.advance(SECOND);
    const view = () => bench.jobs.views().find(({ kind }) => kind === 'wipe');
    expect(view()).toMatchObject({ state: 'submitted', mayCancel: false });
    expect(bench.jobs.cancel(view()?.id ?? '')).toMatchObject({ error: { code: 'notOffered' } });
    await bench.clock.advance(10 * MINUTE);
    expect(recordedFor(bench)).toContain('resetOrdered');
    expect(view()).toMatchObject({ mayCancel: true });
  });

  it('is on record, and awaited, also where its target is removed before its reply was seen', async () => {
    const bench = aReadyBench();
    bench.world.wipeOutcomes.push('lost');
    queueWipe(bench);
    while (bench.world.wipes.length === 0) await bench.clock.advance(SECOND);
    bench.rules.policy = { ...bench.rules.policy, targets: [] };
    bench.crash();
    await bench.clock.advance(MINUTE);
    expect(failureOf(bench)).toBe('targetGone');
    expect(recordedFor(bench)).toEqual(['resetOrdered', 'workFailed']);
    expect(bench.jobs.lines().map(({ kind }) => kind)).toContain('confirm');
  });

  it('that never left is not on record when its target is removed', async () => {
    const bench = aReadyBench();
    bench.rules.policy = { ...bench.rules.policy, targets: [] };
    bench.crash();
    queueWipe(bench);
    await bench.clock.advance(MINUTE);
    expect(failureOf(bench)).toBe('targetGone');
    expect(recordedFor(bench)).toEqual(['workFailed']);
  });

  it('stops at five hundred within a day, and says why', async () => {
    const serials = aSeries(501);
    const bench = aReadyBench(serials);
    queueWipe(bench, serials);
    await bench.clock.advance(25 * SECOND);
    expect(bench.world.wipes).toHaveLength(500);
    expect(bench.jobs.wipesLeft()).toBe(0);
    const failed = bench.jobs.views().filter((view) => view.failed > 0);
    expect(failed[0]?.members[0]?.failure).toContain('wipeLimit');
    await bench.jobs.stop();
    await bench.clock.advance(DAY);
    expect(bench.jobs.wipesLeft()).toBe(500);
  });
});

it('five hundred wipes of a day are still counted after a restart', async () => {
  const serials = [...aSeries(500), PHONE];
  const bench = aReadyBench(serials);
  queueWipe(bench, serials.slice(0, 500));
  await bench.clock.advance(25 * SECOND);
  bench.crash();
  expect(bench.jobs.wipesLeft()).toBe(0);
  queueWipe(bench, [PHONE]);
  await bench.clock.advance(25 * SECOND);
  expect(failureOf(bench)).toContain('wipeLimit');
  expect(bench.world.wipes).toHaveLength(500);
});

describe('a wipe that another administrator must agree to', () => {
  function asked(): Bench {
    const bench = aReadyBench();
    bench.world.wipeOutcomes.push({ ...refusal, approvalCode: 'code-1' });
    bench.world.approvals.set('code-1', 'needsApproval');
    queueWipe(bench);
    return bench;
  }

  it('waits, shows the code, and is sent again with it', async () => {
    const bench = asked();
    await bench.clock.advance(HOUR);
    expect(bench.world.wipes).toHaveLength(1);
    expect(bench.jobs.views()[0]).toMatchObject({ waiting: 'approval', approvalCode: 'code-1' });
    bench.world.approvals.set('code-1', 'approved');
    await bench.clock.advance(5 * MINUTE);
    expect(bench.world.approvalCodes).toEqual([undefined, 'code-1']);
    expect(stepsOf(bench)).toContain('wipe finished');
  });

  it('still knows the code after a restart', async () => {
    const bench = asked();
    await bench.clock.advance(MINUTE);
    bench.crash();
    bench.world.approvals.set('code-1', 'approved');
    await bench.clock.advance(5 * MINUTE);
    expect(bench.world.approvalCodes).toEqual([undefined, 'code-1']);
  });

  it('looks at the device again before it is sent', async () => {
    const bench = asked();
    await bench.clock.advance(HOUR);
    Object.assign(bench.world.devices.get(PHONE) ?? {}, { lock: 'user' });
    bench.world.approvals.set('code-1', 'approved');
    await bench.clock.advance(HOUR);
    expect(bench.world.wipes).toHaveLength(1);
    expect(failureOf(bench)).toContain('noLongerClear');
  });

  it('needs another approval for another row of the same device', async () => {
    const bench = asked();
    await bench.clock.advance(MINUTE);
    const device = bench.world.devices.get(PHONE);
    if (device) device.enrollments = [anEnrollment({ id: 'row-2', enrolledAt: START - DAY })];
    bench.world.approvals.set('code-1', 'approved');
    await bench.clock.advance(10 * MINUTE);
    expect(bench.world.wipes.map(({ id }) => id)).toEqual([ROW, 'row-2']);
    expect(bench.world.approvalCodes).toEqual([undefined, undefined]);
  });

  it.each([
    ['rejected', 'approvalRejected'],
    ['expired', 'approvalExpired'],
    ['cancelled', 'approvalWithdrawn'],
  ] as const)('ends when the request is %s', async (status, code) => {
    const bench = asked();
    bench.world.approvals.set('code-1', status);
    await bench.clock.advance(10 * MINUTE);
    expect(bench.world.wipes).toHaveLength(1);
    expect(failureOf(bench)).toBe(code);
  });

  it('is asked for once a minute', async () => {
    const bench = asked();
    await bench.clock.advance(10 * SECOND);
    const [first] = bench.jobs.views();
    await bench.clock.advance(MINUTE);
    const [second] = bench.jobs.views();
    const apart = (second?.nextAt ?? 0) - (first?.nextAt ?? 0);
    expect(apart).toBeGreaterThanOrEqual(MINUTE);
    expect(apart).toBeLessThan(2 * MINUTE);
  });
});

describe('a sync and a profile that another administrator must agree to', () => {
  it('are sent again with the code of their request', async () => {
    const bench = aBench([PHONE, TABLET]);
    bench.world.syncFailures.push({ ...refusal, approvalCode: 'code-s' });
    bench.world.profileFailures.push({ ...refusal, approvalCode: 'code-p' });
    bench.world.approvals.set('code-s', 'approved').set('code-p', 'approved');
    bench.jobs.queueReassign(PHONE, theTarget());
    await bench.clock.advance(HOUR);
    expect(bench.world.approvalCodes).toEqual([undefined, 'code-s', undefined, 'code-p']);
    expect(stepsOf(bench)).toContain('assignProfile confirmed');
  });
});
