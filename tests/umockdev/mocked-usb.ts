import { spawn } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import type { UsbBus, UsbChange, UsbDevice } from '../../src/core/ports.ts';
import { attributesOf, testbedLine, type MockedDevice } from './testbed.ts';

const CHILD = fileURLToPath(new URL('usb-bus-child.ts', import.meta.url));

/** What the program says, one of these in each line. */
interface Said {
  readonly opened?: Pick<UsbBus, 'unavailable' | 'lacks'> & { there: readonly UsbDevice[] };
  /** To events, which nobody would hear before. */
  readonly listening?: true;
  readonly change?: UsbChange;
  readonly exited?: number;
}

export interface MockedUsb {
  /** `tells` as with udevd; without, nobody hears of it. */
  plug(device: MockedDevice, tells: boolean): void;
  unplug(name: string, tells: boolean): void;
  say(order: 'watch' | 'leave'): void;
  /** The next of that kind. */
  next<Kind extends keyof Said>(kind: Kind): Promise<NonNullable<Said[Kind]>>;
}

/**
 * Our bus in a process of its own, over a /sys in which the test plugs and unplugs; with `events` it only hears, with
 * `looking` it only looks.
 */
export function mockUsb(
  way: 'events' | 'looking',
  { hasBus = true, watches = 'atOnce' }: { hasBus?: boolean; watches?: 'atOnce' | 'later' } = {},
): MockedUsb {
  const [command = '', ...args] = testbedLine([process.execPath, CHILD, way, watches]);
  const child = spawn(command, args, {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, ...(!hasBus && { WITHOUT_BUS: '1' }) },
  });
  onTestFinished(() => void child.stdin.end());
  const order = (what: object) => void child.stdin.write(`${JSON.stringify(what)}\n`);
  return {
    plug: (device, tells) => order({ add: attributesOf(device), tells }),
    unplug: (name, tells) => order({ remove: name, tells }),
    say: (say) => order({ say }),
    next: listenTo(child.stdout),
  };
}

/** Keeps what was said until somebody asks for it. */
function listenTo(output: Readable): MockedUsb['next'] {
  const said: Said[] = [];
  const more = new EventEmitter();
  createInterface({ input: output }).on('line', (line) => {
    said.push(JSON.parse(line) as Said); // Our own child says nothing else.
    more.emit('said');
  });
  return async (kind) => {
    for (;;) {
      const index = said.findIndex((each) => each[kind] !== undefined);
      const value = said[index]?.[kind];
      if (value !== undefined) {
        said.splice(index, 1);
        return value;
      }
      await once(more, 'said');
    }
  };
}
