import { globSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { BEARERS } from '../../src/sandbox/campaign/organization.ts';
import { serveClouds, type CloudsOnLoopback } from '../sandbox/clouds-on-loopback.ts';
import { aHome, runCli, type Ended, type RunOptions } from './run-cli.ts';

export interface LiveClouds extends CloudsOnLoopback {
  /** Path of a settings file that names the addresses of these clouds. */
  readonly settings: string;
  /** Runs a command in live mode with these settings and, unless told otherwise, a token for Graph. */
  run(args: readonly string[], options?: RunOptions): Promise<Ended>;
  /** Files of a data folder, and streams of the commands run so far, in which a key or a token can be read. */
  secretsIn(home: string): string[];
}

/** The simulated clouds on real sockets, or those that stand already, and what the command line needs to reach them. */
export async function liveClouds(standing?: CloudsOnLoopback): Promise<LiveClouds> {
  const clouds = standing ?? (await serveClouds());
  const folder = aHome();
  const settings = path.join(folder, 'settings.json');
  writeFileSync(settings, JSON.stringify(settingsOf(clouds), null, 2));
  for (const [id, pem] of Object.entries(clouds.sandbox.practiceKeys.apple)) {
    writeFileSync(path.join(folder, `${id}.pem`), pem, { mode: 0o600 });
  }
  const streams: string[] = [];
  const secrets = [BEARERS.apple, BEARERS.microsoft, ...keysOf(clouds).flatMap(linesOfKey)];
  return {
    ...clouds,
    settings,
    async run(args, options = {}) {
      const env = { RESETBENCH_GRAPH_TOKEN: BEARERS.microsoft, ...options.env };
      const ended = await runCli([...args, '--settings', settings], { ...options, env });
      streams.push(ended.stdout + ended.stderr);
      return ended;
    },
    secretsIn(home) {
      const files = globSync('**/*', { cwd: home }).map((name) => path.join(home, name));
      const holdsOne = (text: string) => secrets.some((secret) => text.includes(secret));
      const isFile = (file: string) => statSync(file).isFile();
      return [
        ...files.filter(isFile).filter((file) => holdsOne(readFileSync(file, 'latin1'))),
        ...streams.filter(holdsOne),
      ];
    },
  };
}

const keysOf = ({ sandbox }: CloudsOnLoopback) => Object.values(sandbox.practiceKeys.apple);

/** Any line of the content of a key gives it away. */
function linesOfKey(pem: string): string[] {
  return pem.split('\n').filter((line) => line !== '' && !line.startsWith('-----'));
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
