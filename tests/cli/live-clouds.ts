import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { BEARERS } from '../../src/sandbox/campaign/organization.ts';
import { serveClouds, type CloudsOnLoopback } from '../sandbox/clouds-on-loopback.ts';
import { aHome, runCli, type Ended, type RunOptions } from './run-cli.ts';

export interface LiveClouds extends CloudsOnLoopback {
  /** Path of a settings file that names the addresses of these clouds. */
  readonly settings: string;
  /** Runs a command in live mode with these settings and, unless told otherwise, a token for Graph. */
  run(args: readonly string[], options?: RunOptions): Promise<Ended>;
}

/** The simulated clouds on real sockets, and what the command line needs to reach them. */
export async function liveClouds(): Promise<LiveClouds> {
  const clouds = await serveClouds();
  const folder = aHome();
  const settings = path.join(folder, 'settings.json');
  writeFileSync(settings, JSON.stringify(settingsOf(clouds), null, 2));
  for (const [id, pem] of Object.entries(clouds.sandbox.practiceKeys.apple)) {
    writeFileSync(path.join(folder, `${id}.pem`), pem, { mode: 0o600 });
  }
  const token = { RESETBENCH_GRAPH_TOKEN: BEARERS.microsoft };
  return {
    ...clouds,
    settings,
    run: (args, options = {}) =>
      runCli([...args, '--settings', settings], { ...options, env: { ...token, ...options.env } }),
  };
}

/** The practice organization as a person would write it down. */
function settingsOf({ connections }: CloudsOnLoopback): object {
  const { organizations, tenant, policy } = connections;
  const { targets, formerServiceIds, ...rest } = policy;
  return {
    organizations: organizations.map((each) => ({ ...each, privateKeyFile: `${each.id}.pem` })),
    tenant: { ...tenant, auth: 'token' },
    targets,
    formerServiceIds,
    policy: rest,
  };
}
