import { homedir } from 'node:os';
import { resolve } from 'node:path';
import { homeFolder, type Launch } from '../contract/host.ts';

/**
 * Which mode and data folder this start is for. Reads process.argv and not app.commandLine, which changes
 * the case of what it is given. The sandbox unless `--live` is said.
 */
export function readLaunch(args: readonly string[], env: NodeJS.ProcessEnv): Launch {
  const home = homeFolder({ platform: process.platform, env, userHome: homedir() });
  return { mode: args.includes('--live') ? 'live' : 'sandbox', home: resolve(home) };
}
