#!/usr/bin/env node
// The `resetbench` command. Whatever the set-up has to say goes to stderr; stdout is the command's own.
import { join } from 'node:path';
import { orAdvise } from './setup/advice.mjs';
import { prepare, stepsFor } from './setup/prepare.mjs';
import { root } from './setup/project.mjs';
import { runNode } from './setup/with-app.mjs';

await orAdvise(async () => {
  await prepare(stepsFor('packages'), { quiet: true });
  const program = join(root, 'src', 'cli', 'main.ts');
  const quiet = '--disable-warning=ExperimentalWarning';
  // Files named on the command line are meant from where the person stands; npm changes to the root first.
  const options = { cwd: process.env.INIT_CWD ?? process.cwd(), env: networkOf(process.env) };
  process.exitCode = await runNode([quiet, program, ...process.argv.slice(2)], options);
});

// Without these Node knows neither the proxy of the environment nor the authorities that this system trusts.
function networkOf(env) {
  return { NODE_USE_ENV_PROXY: '1', NODE_USE_SYSTEM_CA: '1', ...env };
}
