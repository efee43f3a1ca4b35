import type { Clock, RecoveryExitFailure } from '../../../core/ports.ts';
import { failure, success, type Result } from '../../../core/result.ts';
import { compareIdentities, identityOfUsb } from '../identity/identity.ts';
import { classifyProductId } from '../identity/product-id.ts';
import {
  isApple,
  portOf,
  serialStringOf,
  type NodeUsb,
  type NodeUsbDevice,
  type NodeUsbSetup,
} from './node-usb.ts';

type Told = Result<void, RecoveryExitFailure>;

/** To write its settings a device may take seconds. */
const COMMAND_MS = 10_000;
const LIMIT_MS = 20_000;

const COMMAND: NodeUsbSetup = {
  requestType: 'vendor',
  recipient: 'device',
  request: 0,
  value: 0,
  index: 0,
};
const LAST_WITH_ONE_INTERFACE = 0x1281;

/** The device that is meant: by its port alone as long as it has not told who it is. */
interface Meant {
  readonly port: string;
  readonly ecid?: string | undefined;
}

/**
 * Tells that device to start normally (docs/protocol/apple-usb.md#leaving-recovery); one that has taken its port
 * meanwhile is told nothing. Success says that it was told; that it did so is seen on the bus. When the time is over
 * nothing further is sent.
 */
export function exitRecovery(
  usb: Pick<NodeUsb, 'getDevices'>,
  meant: Meant,
  clock: Pick<Clock, 'after'>,
): Promise<Told> {
  return limited(clock, async (isOver) => {
    const device = await find(usb, meant);
    if (isOver()) return failure('timedOut');
    if (device === undefined) return failure('gone');
    if (classifyProductId(device.productId) !== 'recovery') return failure('notInRecovery');
    return tell(device, isOver);
  });
}

/** A bus that cannot be listed has nothing on that port, as far as anybody can know. */
async function find(usb: Pick<NodeUsb, 'getDevices'>, { port, ecid }: Meant) {
  try {
    const devices = await usb.getDevices();
    const device = devices.find((each) => isApple(each) && portOf(each) === port);
    return device && isAnother(device, ecid) ? undefined : device;
  } catch {
    return undefined;
  }
}

function isAnother(device: NodeUsbDevice, ecid: string | undefined): boolean {
  const told = identityOfUsb({ serialString: serialStringOf(device) });
  return compareIdentities({ ...(ecid && { ecid }) }, told) === 'other';
}

function limited(
  { after }: Pick<Clock, 'after'>,
  run: (isOver: () => boolean) => Promise<Told>,
): Promise<Told> {
  let isOver = false;
  return new Promise((resolve, reject) => {
    const cancel = after(LIMIT_MS, () => {
      isOver = true;
      resolve(failure('timedOut'));
    });
    run(() => isOver)
      .then(resolve, reject)
      .finally(cancel);
  });
}

async function tell(device: NodeUsbDevice, isOver: () => boolean): Promise<Told> {
  const claimed: number[] = [];
  const claim = async (number: number) => {
    await device.claimInterface(number);
    claimed.push(number);
  };
  const steps = [
    () => device.open(),
    () => configure(device),
    () => claim(0),
    ...(device.productId > LAST_WITH_ONE_INTERFACE
      ? [() => claim(1), () => device.selectAlternateInterface(1, 1)]
      : []),
    () => send(device, 'setenv auto-boot true'),
    () => send(device, 'saveenv'),
    // It may go before it has answered.
    () => send(device, 'reboot').catch(() => undefined),
  ];
  try {
    for (const step of steps) {
      if (isOver()) return failure('timedOut');
      await step();
    }
    return success(undefined);
  } catch (error) {
    return failure(failureOf(error));
  } finally {
    await letGo(device, claimed);
  }
}

/** To select the active configuration again would reset the device on some platforms. */
async function configure(device: NodeUsbDevice): Promise<void> {
  if (activeConfiguration(device) !== 1) await device.selectConfiguration(1);
}

function activeConfiguration(device: NodeUsbDevice): number | undefined {
  try {
    return device.configuration?.configurationValue;
  } catch {
    return undefined;
  }
}

async function send(device: NodeUsbDevice, command: string): Promise<void> {
  const data = new TextEncoder().encode(`${command}\0`);
  await device.nativeControlTransferOut(COMMAND, COMMAND_MS, data);
}

async function letGo(device: NodeUsbDevice, claimed: readonly number[]): Promise<void> {
  // A device that has gone can neither be released nor closed, and need not be.
  for (const number of claimed) await device.releaseInterface(number).catch(() => undefined);
  await device.close().catch(() => undefined);
}

/** The package tells all failures by words alone, with the system's number in brackets where there is one. */
function failureOf(error: unknown): RecoveryExitFailure {
  const words = error instanceof Error ? error.message : '';
  return FAILURES.find(([pattern]) => pattern.test(words))?.[1] ?? 'refused';
}

const FAILURES: readonly (readonly [RegExp, RecoveryExitFailure])[] = [
  [/permission|not permitted|errno (?:1|13)\b/i, 'notPermitted'],
  [/device not found|disconnected|errno (?:2|19)\b/i, 'gone'],
  [/driver|unsupported|not supported/i, 'notOnThisPlatform'],
  [/cancelled|timed out|errno 110\b/i, 'timedOut'],
];
