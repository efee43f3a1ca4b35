// `npm test`: set-up, then every test; the last line is the sum. `npm test -- unit` (or e2e, packaged) runs
// one part; what follows the part goes to its runner.
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Advice, orAdvise } from './setup/advice.mjs';
import { packagedApp } from './setup/packaged-app.mjs';
import { prepare, stepsFor } from './setup/prepare.mjs';
import { scratch } from './setup/project.mjs';
import { runNode, withApp } from './setup/with-app.mjs';
import { countPlaywright, countVitest, sentence, sum } from './test-counts.mjs';

const reports = join(scratch, 'reports');
const parts = {
  unit: { title: 'Unit tests', run: runVitest, count: countVitest },
  e2e: { title: 'Tests in Electron', run: runPlaywright, count: countPlaywright },
  packaged: { title: 'Tests of the packaged app', run: runPlaywright, count: countPlaywright },
};

await orAdvise(async () => {
  const { chosen, rest } = readArguments(process.argv.slice(2));
  const total = sum(await runAll(chosen, rest));
  console.log(`\n${sentence(total)}`);
  process.exitCode = total.failed > 0 ? 1 : 0;
});

function readArguments(args) {
  if (args.length === 0) return { chosen: Object.keys(parts), rest: [] };
  if (!Object.hasOwn(parts, args[0])) {
    throw new Advice(
      `There is no part "${args[0]}"; say one of: ${Object.keys(parts).join(', ')}.`,
    );
  }
  return { chosen: [args[0]], rest: args.slice(1) };
}

async function runAll(chosen, rest) {
  const inOrder = async ({ env }) => {
    const counts = [];
    for (const name of chosen) counts.push(await runPart(name, { rest, env }));
    return counts;
  };
  if (chosen.every((name) => name === 'unit')) {
    await prepare(stepsFor('packages'));
    return inOrder({ env: process.env });
  }
  return withApp(inOrder, { groups: chosen.includes('e2e') ? ['authorities'] : [] });
}

async function runPart(name, { rest, env }) {
  const { title, run, count } = parts[name];
  const report = join(reports, `${name}.json`);
  mkdirSync(reports, { recursive: true });
  rmSync(report, { force: true });
  // Packaging builds anew what the tests before it used, so it waits for its turn.
  if (name === 'packaged') await prepare([packagedApp]);
  console.log(`\n${title}`);
  const code = await run({ name, report, rest, env });
  const counted = count(report, code);
  console.log(`${title}: ${sentence(counted)}${counted.note ? ` (${counted.note})` : ''}`);
  return counted;
}

function runVitest({ report, rest, env }) {
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  return runNode(['node_modules/vitest/vitest.mjs', 'run', ...reporters, ...rest], { env });
}

function runPlaywright({ name, report, rest, env }) {
  const playwright = ['node_modules/@playwright/test/cli.js', 'test', `--project=${name}`];
  return runNode([...playwright, '--reporter=line,json', ...rest], {
    env: { ...env, PLAYWRIGHT_JSON_OUTPUT_FILE: report },
  });
}
