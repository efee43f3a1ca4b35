import { existsSync, mkdirSync, rmdirSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const gadgets = '/sys/kernel/config/usb_gadget';

export interface GadgetIds {
  readonly productId: number;
  readonly serial: string;
}

export interface Gadget {
  /** Whether the kernel has it on its bus; it takes a moment to get there. */
  isListed(): boolean;
  /** Takes it off its port. */
  unplug(): void;
}

/** Plugs a device of Apple's vendor id into that port of the machine (0 to 7); it must be empty. */
export function plugIn(port: number, { productId, serial }: GadgetIds): Gadget {
  const folder = join(gadgets, `device-${port}`);
  const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
  mkdirSync(folder);
  write('idVendor', '0x05ac');
  write('idProduct', `0x${productId.toString(16)}`);
  mkdirSync(join(folder, 'strings/0x409'));
  write('strings/0x409/serialnumber', serial);
  // The kernel takes no device without a function; nobody asks for what this one does.
  mkdirSync(join(folder, 'functions/acm.0'));
  mkdirSync(join(folder, 'configs/c.1'));
  symlinkSync(join(folder, 'functions/acm.0'), join(folder, 'configs/c.1/acm.0'));
  write('UDC', `dummy_udc.${port}`);
  return {
    isListed: () => existsSync(`/sys/bus/usb/devices/${port + 1}-1`),
    unplug: () => takeApart(folder),
  };
}

function takeApart(folder: string): void {
  writeFileSync(join(folder, 'UDC'), '\n');
  unlinkSync(join(folder, 'configs/c.1/acm.0'));
  for (const part of ['configs/c.1', 'functions/acm.0', 'strings/0x409', '']) {
    rmdirSync(join(folder, part));
  }
}
