import { homedir } from 'node:os';
import path from 'node:path';
import { homeFolder, type Mode } from '../contract/host.ts';

/** The data folder of this person, the same as the app's. */
export function dataHome(): string {
  return homeFolder({ platform: process.platform, env: process.env, userHome: homedir() });
}

export function modeFolder(mode: Mode): string {
  return path.join(dataHome(), mode);
}

export function modeOf(line: { readonly sandbox: boolean }): Mode {
  return line.sandbox ? 'sandbox' : 'live';
}
