import type { SimulatedDevice } from '../world/device.ts';
import type { World } from '../world/world.ts';

/** What Apple says today: for some seconds after an activity still the service of before. */
export function visibleService(
  world: World,
  device: SimulatedDevice,
  askedBy: 'list' | 'single',
): string | null {
  const isBehind = world.now() < device.visibleAt;
  const serviceId = isBehind ? device.previousServiceId : device.serviceId;
  if (askedBy === 'list' || device.quirk?.kind !== 'answersDisagree') return serviceId;
  const question = world.count(`linkage/${device.hardware.serial}`);
  return question % 2 === 0 ? device.quirk.otherServiceId : serviceId;
}
