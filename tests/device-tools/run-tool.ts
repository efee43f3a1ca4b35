import { execFile, spawnSync } from 'node:child_process';
import { beforeEach } from 'vitest';

export interface Told {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

const isThere = spawnSync('idevice_id', ['--version']).error === undefined;

/** Skips the tests of a file, and says why, where the tools cannot be asked. */
export function skipWithoutTools(): void {
  beforeEach(({ skip }) => {
    skip(!isThere, 'libimobiledevice-utils is not installed: nothing was held to the real tools');
  });
}

/** Runs one of Debian's unmodified tools of libimobiledevice against the mux at `address`. */
export function runTool(
  { address }: { readonly address: string },
  tool: string,
  ...args: readonly string[]
): Promise<Told> {
  const env = { ...process.env, USBMUXD_SOCKET_ADDRESS: address, LC_ALL: 'C.UTF-8' };
  return new Promise((resolve) => {
    const child = execFile(tool, args, { env, timeout: 50_000 }, (_error, out, err) => {
      resolve({ code: child.exitCode ?? -1, out, err });
    });
  });
}

/** The lines `Key: value` of ideviceinfo. */
export function valuesIn({ out }: Told): Record<string, string> {
  const pairs = out.split('\n').map((line) => /^(\w+): (.*)$/.exec(line));
  return Object.fromEntries(
    pairs.flatMap((pair) => (pair === null ? [] : [[pair[1] ?? '', pair[2] ?? '']])),
  );
}
