import type { UsbBus } from '../../core/ports.ts';
import { failure, success } from '../../core/result.ts';
import type { SimulatedDevice } from '../world/device.ts';
import type { World } from '../world/world.ts';
import type { Hands } from './handling.ts';

/** A simulated device in recovery always does what it is told. */
export function createExitRecovery(
  world: World,
  { enterMode }: Pick<Hands, 'enterMode'>,
): NonNullable<UsbBus['exitRecovery']> {
  return (port, ecid) => {
    world.settle();
    const serial = world.state.slots[port];
    const device = serial === undefined ? undefined : world.device(serial);
    if (!device || device.isAway || isAnother(device, ecid)) {
      return Promise.resolve(failure('gone'));
    }
    if (device.mode !== 'recovery') return Promise.resolve(failure('notInRecovery'));
    const isDone = enterMode({ port, mode: 'normal' }) === 'ok';
    return Promise.resolve(isDone ? success(undefined) : failure('refused'));
  };
}

function isAnother({ hardware }: SimulatedDevice, ecid: string | undefined): boolean {
  return ecid !== undefined && BigInt(`0x${ecid}`) !== BigInt(`0x${hardware.ecid}`);
}
