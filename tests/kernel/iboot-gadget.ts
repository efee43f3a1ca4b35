import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { createGadget, type Gadget, type GadgetIds } from './gadget.ts';

export interface IbootGadget extends Pick<Gadget, 'plugIn' | 'isListed'> {
  /** Takes it off its port and leaves that free. */
  end(): Promise<void>;
}

/**
 * A device in recovery that takes commands (docs/protocol/apple-usb.md#leaving-recovery): each one, without the NUL at
 * its end, is handed to `onCommand`. What it hears comes through the kernel's FunctionFS (its documentation:
 * https://docs.kernel.org/usb/functionfs.html).
 */
export async function createIbootGadget(
  port: number,
  ids: GadgetIds,
  onCommand: (command: string) => void,
): Promise<IbootGadget> {
  const name = `iboot-${port}`;
  const gadget = createGadget(port, ids, `ffs.${name}`);
  const folder = join('/run', name);
  mkdirSync(folder, { recursive: true });
  run('mount', ['-t', 'functionfs', name, folder]);
  const control = await open(join(folder, 'ep0'), 'r+');
  await control.write(descriptors());
  await control.write(strings());
  const listening = listen(control, onCommand);
  return {
    ...gadget,
    end: async () => {
      gadget.unplug();
      await listening;
      await control.close();
      run('umount', [folder]);
      gadget.remove();
    },
  };
}

function run(command: string, args: readonly string[]): void {
  const { status, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command}: ${stderr}`);
}

const Event = { unbind: 1, setup: 4 } as const;
const EVENT_BYTES = 12;

/** Until the gadget is unplugged. */
async function listen(control: FileHandle, onCommand: (command: string) => void): Promise<void> {
  const event = Buffer.alloc(EVENT_BYTES);
  for (;;) {
    await control.read(event, 0, EVENT_BYTES, null);
    const type = event.readUInt8(8);
    if (type === Event.unbind) return;
    if (type === Event.setup) await answer(control, event, onCommand);
  }
}

/** Vendor request 0 to the device, with the command as its data; to read it is to accept it. */
async function answer(
  control: FileHandle,
  setup: Buffer,
  onCommand: (command: string) => void,
): Promise<void> {
  const isCommand = setup.readUInt8(0) === 0x40 && setup.readUInt8(1) === 0;
  const length = setup.readUInt16LE(6);
  if (!isCommand || length === 0) throw new Error(`not a command: ${setup.toString('hex')}`);
  const data = Buffer.alloc(length);
  await control.read(data, 0, length, null);
  if (data.at(-1) !== 0) throw new Error('a command without NUL at its end');
  onCommand(data.toString('ascii', 0, length - 1));
}

/** One interface without endpoints, the same at full and at high speed. */
function descriptors(): Buffer {
  const [magicV2, hasFullSpeed, hasHighSpeed, getsAllControl] = [3, 1, 2, 64];
  const descriptor = Buffer.from([9, 4, 0, 0, 0, 0xff, 0xff, 0x51, 0]);
  const flags = hasFullSpeed | hasHighSpeed | getsAllControl;
  const length = 20 + 2 * descriptor.length;
  return Buffer.concat([words(magicV2, length, flags, 1, 1), descriptor, descriptor]);
}

function strings(): Buffer {
  const magic = 2;
  return words(magic, 16, 0, 0);
}

function words(...numbers: readonly number[]): Buffer {
  const buffer = Buffer.alloc(4 * numbers.length);
  for (const [index, number] of numbers.entries()) buffer.writeUInt32LE(number, 4 * index);
  return buffer;
}
