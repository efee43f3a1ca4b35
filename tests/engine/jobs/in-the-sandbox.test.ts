import { afterEach, describe, expect, it } from 'vitest';
import { HOUR, MINUTE, SECOND } from '../../../src/core/time.ts';
import type { Target } from '../../../src/core/verdict/policy.ts';
import { aSandboxBench, type SandboxBench } from './sandbox-bench.ts';

const benches: SandboxBench[] = [];

afterEach(async () => {
  for (const bench of benches.splice(0)) await bench.close();
});

function aBench(): SandboxBench {
  const bench = aSandboxBench();
  benches.push(bench);
  return bench;
}

function offices(bench: SandboxBench): Target {
  const [target] = bench.sandbox.connections.policy.targets;
  if (!target) throw new Error('the sandbox has a target');
  return target;
}

function typesOf(bench: SandboxBench): string[] {
  return bench.recorded.map(({ happening }) => happening.type);
}

/** By the second, so that answers of many turns arrive at their own time. */
async function pass(bench: SandboxBench, time: number, isDone = () => false): Promise<void> {
  const end = bench.clock.now() + time;
  while (bench.clock.now() < end && !isDone()) await bench.clock.advance(SECOND);
}

function untilProfile(bench: SandboxBench): Promise<void> {
  return pass(bench, 2 * HOUR, () => typesOf(bench).includes('profileAssigned'));
}

describe('with the real adapters against the simulated clouds, a device on the old service', () => {
  it('is reassigned, synchronised and gets its profile, each proven by a re-read', async () => {
    const bench = aBench();
    const serial = bench.sandbox.stories.formerService;
    await bench.know(serial);
    bench.jobs.queueReassign(serial, offices(bench));
    await untilProfile(bench);
    expect(typesOf(bench)).toEqual(['reassigned', 'profileAssigned']);
    const { assignment, identities } = bench.mirror.device(serial);
    expect(assignment?.value.serviceId).toBe(offices(bench).serviceId);
    expect(offices(bench).allowedProfileIds.iPhone).toContain(identities?.value[0]?.profileId);
    expect(assignment?.value.assignedAt).toBeLessThan(identities?.value[0]?.profileAssignedAt ?? 0);
    expect(bench.mirror.device(serial).contradiction).toBeUndefined();
  });

  it('is posted once although the answer of Apple was lost', async () => {
    const bench = aBench();
    const serial = bench.sandbox.stories.formerService;
    await bench.know(serial);
    bench.sandbox.world.faults.push({
      match: 'POST https://api-business.apple.com/v1/orgDeviceActivities',
      kind: 'lostAnswer',
    });
    bench.jobs.queueReassign(serial, offices(bench));
    await untilProfile(bench);
    expect(typesOf(bench)).toEqual(['reassigned', 'profileAssigned']);
  });

  it('is posted again after a POST that never arrived', async () => {
    const bench = aBench();
    const serial = bench.sandbox.stories.formerService;
    await bench.know(serial);
    bench.sandbox.world.faults.push({
      match: 'POST https://api-business.apple.com/v1/orgDeviceActivities',
      kind: 'network',
    });
    bench.jobs.queueReassign(serial, offices(bench));
    await untilProfile(bench);
    expect(typesOf(bench)).toEqual(['reassigned', 'profileAssigned']);
  });

  it('waits out a long Retry-After and says until when', async () => {
    const bench = aBench();
    const serial = bench.sandbox.stories.formerService;
    await bench.know(serial);
    bench.sandbox.world.faults.push({
      match: 'POST https://api-business.apple.com/v1/orgDeviceActivities',
      kind: 'status',
      status: 429,
      headers: { 'Retry-After': '3000' },
    });
    bench.jobs.queueReassign(serial, offices(bench));
    await pass(bench, MINUTE);
    const [work] = bench.jobs.workOf(serial);
    expect(work?.state).toBe('queued');
    expect((work?.nextAt ?? 0) - bench.clock.now()).toBeGreaterThan(40 * MINUTE);
    await pass(bench, HOUR);
    expect(typesOf(bench)).toContain('reassigned');
  });

  it('goes on when the network was away for an hour in the middle', async () => {
    const bench = aBench();
    const serial = bench.sandbox.stories.formerService;
    await bench.know(serial);
    bench.jobs.queueReassign(serial, offices(bench));
    await pass(bench, 20 * SECOND);
    bench.sandbox.controls.setOnline(false);
    await pass(bench, HOUR);
    expect(typesOf(bench)).toEqual([]);
    bench.sandbox.controls.setOnline(true);
    await untilProfile(bench);
    expect(typesOf(bench)).toEqual(['reassigned', 'profileAssigned']);
  });
});

describe('with the real adapters, a device that was erased', () => {
  it('is awaited until it comes up in Intune', async () => {
    const bench = aBench();
    const serial = bench.sandbox.stories.readyToReset;
    await bench.know(serial);
    bench.sandbox.controls.plug({ serial });
    bench.sandbox.controls.erase({ serial });
    bench.jobs.awaitEnrollments([serial]);
    await pass(bench, 20 * MINUTE);
    expect(typesOf(bench)).toEqual([]);
    bench.sandbox.controls.setUp({ serial });
    await pass(bench, 30 * MINUTE);
    expect(typesOf(bench)).toEqual(['enrolled']);
    expect(bench.mirror.device(serial).enrollments?.value.length).toBeGreaterThan(0);
  });
});
