import { numberOf } from '../../core/chance.ts';
import { DAY, SECOND } from '../../core/time.ts';
import { emptyAnswer, Refusal, type SimulatedAnswer } from '../http/exchange.ts';
import { spend } from '../http/quota.ts';
import type { World } from '../world/world.ts';
import { requireApproval } from './approvals.ts';
import { graphError, resourceNotFound, type GraphRequest } from './graph-request.ts';

/** What a tenant takes in a day, over every way of asking (docs/protocol/intune.md#wipe). */
const WIPES = { name: 'graph/wipes', limit: 500, window: DAY } as const;

/** 204 at once; the device hears of it when it next gets in touch, within minutes. */
export function wipe(world: World, request: GraphRequest, id: string): SimulatedAnswer {
  const device = [...world.state.devices.values()].find((each) =>
    each.enrollments.some((enrollment) => enrollment.id === id),
  );
  if (!device) throw resourceNotFound(world, request);
  requireApproval(world, request, 'deviceWipe');
  if (spend(world, WIPES) > 0) throw new Refusal(tooManyWipes(world, request));
  const { serial } = device.hardware;
  world.change(serial, ({ enrollments }) => {
    const enrollment = enrollments.find((each) => each.id === id);
    if (!enrollment) return;
    enrollment.managementState = 'wipePending';
    enrollment.wipedAt = world.now();
  });
  const delay = numberOf(world.seed, `wipe/${id}`, 90, 240) * SECOND;
  world.plan(world.now() + delay, { kind: 'wiped', serial, enrollmentId: id });
  return emptyAnswer(204);
}

/** No document says how it is refused; nor for how long, which would hold up everything else that is written. */
function tooManyWipes(world: World, request: GraphRequest): SimulatedAnswer {
  const message = 'The number of wipes that a tenant may order in a day is reached.';
  return graphError(world, request, { status: 429, code: 'TooManyRequests', message });
}
