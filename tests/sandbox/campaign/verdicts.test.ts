import { describe, expect, it } from 'vitest';
import { assess } from '../../../src/core/verdict/assess.ts';
import type { Verdict } from '../../../src/core/verdict/verdict.ts';
import { STORIES, STORY_NAMES, type StoryName } from '../../../src/sandbox/campaign/stories.ts';
import { createManualClock } from '../../../src/sandbox/manual-clock.ts';
import { createSandbox, SANDBOX_START } from '../../../src/sandbox/sandbox.ts';
import type { SimulatedDevice } from '../../../src/sandbox/world/device.ts';
import { knownDevice, knownTenant } from '../known-facts.ts';

const sandbox = createSandbox({ clock: createManualClock(SANDBOX_START) });
const tenant = knownTenant(sandbox);

describe('the rules about the campaign', () => {
  it.each(STORY_NAMES.filter((name) => STORIES[name].after === undefined))('%s', (name) => {
    const { lane, reasons } = verdictOfStory(name);
    expect([lane, reasons[0]?.code]).toEqual([STORIES[name].lane, STORIES[name].reason]);
  });

  it.each([
    ['lockUnreadable', 'lockUnreadable'],
    ['refusesAssignment', 'onFormerService'],
    ['refusesProfile', 'noProfile'],
    ['neverImported', 'syncPending'],
    ['cameBack', 'onFormerService'],
  ] as const)('say of %s at first: %s', (name, code) => {
    expect(verdictOfStory(name).reasons[0]?.code).toBe(code);
  });

  it.each([
    ['configuratorAdded', 'configuratorProvisional'],
    ['pendingReset', 'erasesDeviceInUse'],
    ['staleRows', 'staleEnrollmentRows'],
    ['partnerManaged', 'managedByPartner'],
    ['underOtherToken', 'identityUnderOtherToken'],
    ['readyStorePad', 'tokenExpiresSoon'],
    ['readyToReset', 'keepEsim'],
  ] as const)('warn about %s: %s', (name, code) => {
    expect(verdictOfStory(name).warnings.map((warning) => warning.code)).toContain(code);
  });

  it('find every lane but `unknown` in the fleet, and most of it still to be moved', () => {
    const count = new Map<string, number>();
    for (const device of sandbox.world.state.devices.values()) {
      const { lane } = verdictOf(device);
      count.set(lane, (count.get(lane) ?? 0) + 1);
    }
    expect(count.get('fix')).toBeGreaterThan(800);
    expect(count.get('done')).toBeGreaterThan(350);
    const lanes = ['wait', 'clear', 'start', 'migrate', 'stop'];
    expect(lanes.filter((lane) => (count.get(lane) ?? 0) < 20)).toEqual([]);
  });
});

function verdictOfStory(name: StoryName): Verdict {
  const device = sandbox.world.device(sandbox.stories[name]);
  if (!device) throw new Error(`no device for ${name}`);
  return verdictOf(device);
}

function verdictOf(device: SimulatedDevice): Verdict {
  const { serial } = device.hardware;
  const view = { expectation: sandbox.expectations.get(serial), sightings: [], work: [] };
  const now = { bench: sandbox.clock.now(), cloud: sandbox.world.now() };
  return assess(
    { device: knownDevice(sandbox, device), tenant },
    view,
    sandbox.connections.policy,
    now,
  );
}
