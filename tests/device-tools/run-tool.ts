import { execFile, spawnSync } from 'node:child_process';

export interface Told {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Why the tools of libimobiledevice cannot be asked here; `undefined` when they can. */
export const whyNotAsked =
  spawnSync('idevice_id', ['--version']).error === undefined
    ? undefined
    : 'libimobiledevice-utils is not installed here, so the fake devices were not held to it';

/** Runs one of Debian's unmodified tools against the mux at `address`. */
export function runTool(address: string, tool: string, args: readonly string[]): Promise<Told> {
  const env = { ...process.env, USBMUXD_SOCKET_ADDRESS: address, LC_ALL: 'C.UTF-8' };
  return new Promise((resolve) => {
    const child = execFile(tool, args, { env, timeout: 12_000 }, (_error, out, err) => {
      resolve({ code: child.exitCode ?? -1, out, err });
    });
  });
}

/** The lines `Key: value` of ideviceinfo. */
export function valuesIn({ out }: Told): Map<string, string> {
  const pairs = out.split('\n').map((line) => /^(\w+): (.*)$/.exec(line));
  return new Map(pairs.flatMap((pair) => (pair === null ? [] : [[pair[1] ?? '', pair[2] ?? '']])));
}
