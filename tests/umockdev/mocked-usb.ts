import { spawn, spawnSync } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import type { UsbBus, UsbChange, UsbDevice } from '../../src/core/ports.ts';

/** The interpreter of the system: the bindings are for no other. */
const PYTHON = '/usr/bin/python3';
const BINDINGS = "import gi; gi.require_version('UMockdev', '1.0')";
const TESTBED = fileURLToPath(new URL('testbed.py', import.meta.url));
const CHILD = fileURLToPath(new URL('usb-bus-child.ts', import.meta.url));

/** A network namespace, in which events can be sent that nobody else hears: as root, or with user namespaces. */
const privately = ['-n', '-rn'].find((how) => runs('unshare', [how, 'true']));

/** Why USB devices cannot be mocked here, if they cannot. */
export const missing = whatIsMissing();

function whatIsMissing(): string | undefined {
  if (process.platform !== 'linux') return 'umockdev is for Linux';
  if (!runs('umockdev-wrapper', ['true'])) return 'umockdev is not installed';
  if (!existsSync(PYTHON) || !runs(PYTHON, ['-c', BINDINGS])) {
    return 'gir1.2-umockdev-1.0 and python3-gi are not installed';
  }
  return privately === undefined ? 'unshare may not make a network namespace here' : undefined;
}

function runs(program: string, args: readonly string[]): boolean {
  return spawnSync(program, args, { stdio: 'ignore' }).status === 0;
}

/** Everything is text, as in sysfs. */
export interface MockedDevice {
  /** As the kernel names it: bus, a dash, the chain of ports. */
  readonly name: string;
  readonly devnum: string;
  readonly idVendor: string;
  readonly idProduct: string;
  readonly serial?: string;
}

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
  const program = [PYTHON, TESTBED, process.execPath, CHILD, way, watches];
  const child = spawn('unshare', [privately ?? '', 'umockdev-wrapper', ...program], {
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

function attributesOf({ name, ...attributes }: MockedDevice) {
  const [busnum, devpath] = name.split('-');
  return { name, busnum, devpath, ...attributes };
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
