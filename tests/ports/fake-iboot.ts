import { isDeepStrictEqual } from 'node:util';
import type { usb } from 'usb';

/** A device of the package itself, so that the fake cannot drift from it. */
type PackageDevice = Awaited<ReturnType<(typeof usb)['getDevices']>>[number];
type Openable = Pick<
  PackageDevice,
  | 'open'
  | 'close'
  | 'configuration'
  | 'selectConfiguration'
  | 'claimInterface'
  | 'releaseInterface'
  | 'selectAlternateInterface'
  | 'nativeControlTransferOut'
>;

export interface FakeIboot extends Openable {
  /** What was asked of it, in order. */
  readonly calls: string[];
}

const TO_IBOOT = { requestType: 'vendor', recipient: 'device', request: 0, value: 0, index: 0 };

interface Nature {
  readonly activeConfiguration?: number;
  /** What it answers to a call of this name instead of doing it: a failure by its words, or a promise of it. */
  readonly failing?: Readonly<Record<string, string | Promise<never>>>;
  /** How long it takes over a command, in milliseconds. */
  readonly takes?: number;
  readonly onReboot?: () => void;
}

/** The boot loader of a device as package `usb` gives it: nothing before `open`, no command without an interface. */
export function createFakeIboot(nature: Nature = {}): FakeIboot {
  const { activeConfiguration = 1, failing = {}, takes = 1, onReboot = () => undefined } = nature;
  const calls: string[] = [];
  const claimed = new Set<number>();
  let isOpen = false;
  const call = async (name: string, isAllowed: boolean) => {
    calls.push(name);
    const failed = failing[name];
    if (failed !== undefined) throw typeof failed === 'string' ? new Error(failed) : await failed;
    if (!isAllowed) throw new Error(`${name} error: invalid state`);
  };
  return {
    calls,
    configuration: { configurationValue: activeConfiguration, interfaces: [] },
    open: async () => {
      await call('open', true);
      isOpen = true;
    },
    close: async () => {
      await call('close', true);
      isOpen = false;
    },
    selectConfiguration: (value) => call(`configuration ${value}`, isOpen && claimed.size === 0),
    claimInterface: async (number) => {
      await call(`claim ${number}`, isOpen);
      claimed.add(number);
    },
    releaseInterface: (number) => call(`release ${number}`, claimed.delete(number)),
    selectAlternateInterface: (number, setting) =>
      call(`alternate ${number} ${setting}`, claimed.has(number)),
    nativeControlTransferOut: async (setup, timeout, data) => {
      const [command, rest] = new TextDecoder().decode(data ?? new Uint8Array()).split('\0');
      const isRight = rest === '' && isDeepStrictEqual(setup, TO_IBOOT);
      await call(isRight ? `${command}` : 'nonsense', claimed.size > 0);
      if (timeout < takes) throw new Error('controlTransferOut error: transfer was cancelled');
      if (command === 'reboot') onReboot();
      return data?.length ?? 0;
    },
  };
}
