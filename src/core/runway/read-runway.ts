import type { Instant } from '../time.ts';
import { fleetOf } from './fleet.ts';
import type { RunwayInput } from './input.ts';
import type { Runway, RunwayStep } from './runway.ts';
import { distributeStep } from './steps/distribute.ts';
import { onboardStep } from './steps/onboard.ts';
import { profileStep } from './steps/profile.ts';
import { reassignStep } from './steps/reassign.ts';
import { resetStep } from './steps/reset.ts';
import type { Scene } from './steps/step.ts';
import { synchroniseStep } from './steps/synchronise.ts';
import { onBench, targetLines } from './target-lines.ts';

const STEPS_OF_DEVICES = [
  reassignStep,
  synchroniseStep,
  profileStep,
  resetStep,
  distributeStep,
] as const;

/**
 * How far the campaign is, and what stands in its way. Pure and total: of a tenant that is half set up it says what
 * is known. All six steps speak of the same devices, and each counts only those that are through the one before.
 * What was never read is `unknown`, and nothing is `done` that a device, a fact or a listing still could change.
 */
export function readRunway(input: RunwayInput): Runway {
  const fleet = fleetOf(input);
  const onboard = onboardStep(input, fleet);
  const scene: Scene = { input, fleet, isHeld: onboard.state === 'blocked' };
  const { pushCertificate } = input.tenant;
  const expiresAt = pushCertificate?.value.expiresAt ?? null;
  return {
    steps: [onboard, ...inOrder(STEPS_OF_DEVICES.map((step) => step(scene)))],
    targets: targetLines(input, fleet),
    pushCertificateExpiresAt: expiresAt === null ? null : onBench(expiresAt, input.now),
    readAt: oldest(input),
  };
}

/** What two sources counted at different moments may disagree: the later step never shows more. */
function inOrder(steps: readonly RunwayStep[]): RunwayStep[] {
  let most = Infinity;
  return steps.map((step) => {
    most = Math.min(most, step.done);
    const isThrough = step.done === most;
    const state = step.state === 'done' && !isThrough ? 'open' : step.state;
    return { ...step, state, done: most };
  });
}

function oldest({ tenant }: RunwayInput): Instant | null {
  const { services, tokens, pushCertificate, profiles } = tenant;
  const moments = [services, tokens, pushCertificate, profiles].flatMap(
    (fact) => fact?.observedAt ?? [],
  );
  return moments.length > 0 ? Math.min(...moments) : null;
}
