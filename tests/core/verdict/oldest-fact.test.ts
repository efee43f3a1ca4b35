import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE } from '../../../src/core/time.ts';
import { assess } from '../../../src/core/verdict/assess.ts';
import {
  aDevice,
  aFact,
  aged,
  ago,
  aHardware,
  anAssignment,
  aView,
  aWorld,
  BENCH,
  SERVICE,
  type World,
} from './builders.ts';

describe('the age of a verdict', () => {
  it('is that of the oldest fact that a gate needed', () => {
    const device = aDevice({ lock: aged(aDevice().lock, 7 * HOUR) });
    expect(oldestIn({ device })).toBe(ago(7 * HOUR));
  });

  it('does not count what the device is: a model does not change', () => {
    const device = aDevice({ hardware: aFact(aHardware(), 300 * HOUR) });
    expect(oldestIn({ device })).toBe(ago(MINUTE));
  });

  it('counts only facts up to the gate that decided', () => {
    const assignment = aged(anAssignment({ serviceId: SERVICE.stranger }), 2 * HOUR);
    const device = aDevice({ assignment, lock: aged(aDevice().lock, 7 * HOUR) });
    expect(oldestIn({ device })).toBe(ago(2 * HOUR));
  });

  it('counts the fact that was too old to decide', () => {
    const device = aDevice({ enrollments: aged(aDevice().enrollments, HOUR) });
    expect(oldestIn({ device })).toBe(ago(HOUR));
  });

  it('is never in the future', () => {
    const device = aDevice({ enrollments: aged(aDevice().enrollments, -MINUTE) });
    const view = aView({ handedOverAt: BENCH });
    expect(oldestIn({ device: { ...device, enrollments: aFact([], -MINUTE) } })).toBe(ago(MINUTE));
    expect(oldestIn({ device, view })).toBeUndefined();
  });

  it('is not told when no fact was needed', () => {
    expect(oldestIn({ device: null })).toBeUndefined();
  });
});

function oldestIn(given: Partial<World>) {
  const { device, tenant, view, policy, now } = aWorld(given);
  return assess({ device, tenant }, view, policy, now).oldestFactAt;
}
