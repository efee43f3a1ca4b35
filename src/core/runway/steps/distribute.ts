import { sum, type Fleet } from '../fleet.ts';
import { foundSome } from '../found.ts';
import type { RunwayStep } from '../runway.ts';
import { stepOf, through, type Scene } from './step.ts';

/**
 * The device is with its user: up in Intune and not on this bench, or handed over after a proven reset. Those that
 * never were at this bench count when they have enrolled.
 */
export function distributeStep(scene: Scene): RunwayStep {
  const { fleet, input } = scene;
  const late = sum(fleet.handled.filter((line) => line.isLate && !line.isEnrolled));
  return stepOf(scene, {
    step: 'distribute',
    kinds: ['confirm'],
    done: distributedIn(fleet),
    findings: foundSome('handedOverNotEnrolled', late, { days: input.lateAfterDays }),
  });
}

function distributedIn({ handled, ...fleet }: Fleet): number {
  const stillHere = handled.filter((line) => line.isEnrolled && line.isHere);
  const handedOver = handled.filter(
    (line) => line.hasProfile && line.wasReset && !line.isEnrolled && !line.isHere,
  );
  const enrolled = through({ handled, ...fleet }, ({ isEnrolled }) => isEnrolled);
  return Math.max(0, enrolled - sum(stillHere) + sum(handedOver));
}
