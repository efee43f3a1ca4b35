// `npm run check`: types, lint, format, dead code; each with its time. `npm run check -- lint` runs one.
import { Advice, orAdvise } from './setup/advice.mjs';
import { prepare, stepsFor } from './setup/prepare.mjs';
import { runNode } from './setup/with-app.mjs';

const checks = {
  types: ['node_modules/typescript/bin/tsc', '-b'],
  lint: ['node_modules/oxlint/bin/oxlint', '--type-aware', '--deny-warnings'],
  format: ['node_modules/oxfmt/bin/oxfmt', '--check'],
  'dead code': ['node_modules/knip/bin/knip.js'],
};

await orAdvise(async () => {
  const chosen = process.argv[2] ? [process.argv[2]] : Object.keys(checks);
  const unknown = chosen.find((name) => !Object.hasOwn(checks, name));
  if (unknown)
    throw new Advice(
      `There is no check "${unknown}"; say one of: ${Object.keys(checks).join(', ')}.`,
    );
  await prepare(stepsFor('packages'), { quiet: true });
  const failed = [];
  for (const name of chosen) if (!(await holds(name))) failed.push(name);
  console.log(
    failed.length === 0 ? '\nAll checks are clean.' : `\nNot clean: ${failed.join(', ')}.`,
  );
  process.exitCode = failed.length === 0 ? 0 : 1;
});

async function holds(name) {
  const started = performance.now();
  const code = await runNode(checks[name]);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`${name}: ${code === 0 ? 'clean' : 'NOT CLEAN'} (${seconds} s)`);
  return code === 0;
}
