import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The interpreter of the system: the bindings are for no other. */
const PYTHON = '/usr/bin/python3';
const BINDINGS = "import gi; gi.require_version('UMockdev', '1.0')";
const TESTBED = fileURLToPath(new URL('testbed.py', import.meta.url));

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

/** The command line that runs a program over a mocked /sys; `testbed.py` says what it reads and writes. */
export function testbedLine(program: readonly string[]): string[] {
  return ['unshare', privately ?? '', 'umockdev-wrapper', PYTHON, TESTBED, ...program];
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

/** What is written in an order to plug it in. */
export function attributesOf({ name, ...attributes }: MockedDevice) {
  const [busnum, devpath] = name.split('-');
  return { name, busnum, devpath, ...attributes };
}
