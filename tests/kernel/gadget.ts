import { existsSync, mkdirSync, rmdirSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const gadgets = '/sys/kernel/config/usb_gadget';

export interface GadgetIds {
  readonly productId: number;
  readonly serial: string;
}

/** A device that this kernel plays for itself. */
export interface Gadget {
  plugIn(): void;
  /** Whether the kernel has it on its bus; it takes a moment to get there. */
  isListed(): boolean;
  /** Takes it off its port. */
  unplug(): void;
  /** Once it is unplugged, its port can have another one. */
  remove(): void;
}

/**
 * Makes a device of Apple's vendor id for that port of the machine (0 to 7), which must be free. No device is without a
 * function; `functionName` is the kernel's name of one, by default a serial line that nobody opens.
 */
export function createGadget(
  port: number,
  { productId, serial }: GadgetIds,
  functionName = 'acm.0',
): Gadget {
  const folder = join(gadgets, `device-${port}`);
  const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
  mkdirSync(join(folder, 'strings/0x409'), { recursive: true });
  write('idVendor', '0x05ac');
  write('idProduct', `0x${productId.toString(16)}`);
  write('strings/0x409/serialnumber', serial);
  const functionFolder = join(folder, 'functions', functionName);
  const link = join(folder, 'configs/c.1', functionName);
  mkdirSync(functionFolder);
  mkdirSync(join(folder, 'configs/c.1'));
  symlinkSync(functionFolder, link);
  const parts = [
    join(folder, 'configs/c.1'),
    functionFolder,
    join(folder, 'strings/0x409'),
    folder,
  ];
  return {
    plugIn: () => write('UDC', `dummy_udc.${port}`),
    // Each port of the kernel's own has a bus of its own.
    isListed: () => existsSync(`/sys/bus/usb/devices/${port + 1}-1`),
    unplug: () => write('UDC', '\n'),
    remove: () => {
      unlinkSync(link);
      for (const part of parts) rmdirSync(part);
    },
  };
}
