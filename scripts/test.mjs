// `npm test`: set-up, then every test; what failed stands at the end, once more and in short; the last line is the sum. `npm test -- unit` (or e2e, kernel, packaged) runs
// one part; what follows the part goes to its runner.
import { mkdirSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { runInMachine } from './kernel/machine.mjs';
import { Advice, orAdvise } from './setup/advice.mjs';
import { deviceTools } from './setup/device-tools.mjs';
import { mockedDevices } from './setup/mocked-devices.mjs';
import { packagedApp } from './setup/packaged-app.mjs';
import { prepare, stepsFor } from './setup/prepare.mjs';
import { pinnedNode, scratch } from './setup/project.mjs';
import { systemPackages } from './setup/system-packages.mjs';
import { testKernel } from './setup/test-kernel.mjs';
import { runNode, withApp } from './setup/with-app.mjs';
import {
  countPlaywright,
  countVitest,
  failuresInPlaywright,
  failuresInVitest,
  sentence,
  sum,
} from './test-counts.mjs';
import { orSkipped } from './test-skipping.mjs';

const reports = join(scratch, 'reports');
const parts = {
  unit: { title: 'Unit tests', run: runVitest, count: countVitest, failuresIn: failuresInVitest },
  e2e: { title: 'Tests in Electron', run: runPlaywright, count: countPlaywright },
  kernel: {
    title: 'Tests on a Linux kernel',
    run: runOnKernel,
    count: countPlaywright,
    mayBeSkipped: true,
    steps: [systemPackages(['machine', 'display']), testKernel],
  },
  packaged: {
    title: 'Tests of the packaged app',
    run: runPlaywright,
    count: countPlaywright,
    // Packaging builds anew what the tests before it used, so it waits for its turn.
    steps: [packagedApp],
  },
};

await orAdvise(async () => {
  const { chosen, rest } = readArguments(process.argv.slice(2));
  const counts = await runAll(chosen, rest);
  tellFailures(counts);
  const total = sum(counts);
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
    for (const name of chosen) counts.push(await runOrSkip(name, { rest, env }, chosen));
    return counts;
  };
  const extraSteps = chosen.includes('unit') ? [deviceTools, mockedDevices] : [];
  if (chosen.every((name) => name === 'unit')) {
    await prepare([...stepsFor('packages'), ...extraSteps]);
    return inOrder({ env: process.env });
  }
  const groups = chosen.includes('e2e') ? ['authorities', 'documents'] : [];
  return withApp(inOrder, { groups, extraSteps });
}

function runOrSkip(name, options, chosen) {
  const { title, mayBeSkipped = false } = parts[name];
  return orSkipped(() => runPart(name, options), { title, mayBeSkipped, chosen });
}

async function runPart(name, { rest, env }) {
  const { title, run, count, failuresIn = failuresInPlaywright, steps = [] } = parts[name];
  const report = join(reports, `${name}.json`);
  mkdirSync(reports, { recursive: true });
  rmSync(report, { force: true });
  await prepare(steps);
  console.log(`\n${title}`);
  const code = await run({ name, report, rest, env });
  const counted = count(report, code);
  console.log(`${title}: ${sentence(counted)}${counted.note ? ` (${counted.note})` : ''}`);
  return { ...counted, failures: failuresIn(report) };
}

/** Ten minutes of other parts may lie between a failure and the end. */
function tellFailures(counts) {
  for (const { name, reason } of counts.flatMap(({ failures = [] }) => failures)) {
    console.log(`\nFAILED ${relative(process.cwd(), name)}\n${reason}`);
  }
}

function runVitest({ report, rest, env }) {
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  return runNode(['node_modules/vitest/vitest.mjs', 'run', ...reporters, ...rest], {
    // The command line is started hundreds of times.
    env: { ...env, NODE_COMPILE_CACHE: join(scratch, 'compiled') },
  });
}

function runPlaywright({ name, report, rest, env }) {
  const playwright = ['node_modules/@playwright/test/cli.js', 'test', `--project=${name}`];
  return runNode([...playwright, '--reporter=line,json', ...rest], {
    env: { ...env, PLAYWRIGHT_JSON_OUTPUT_FILE: report },
  });
}

// Inside the machine are the files of this computer, but not its display, and another home.
function runOnKernel({ name, report, rest, env }) {
  const playwright = ['node_modules/@playwright/test/cli.js', 'test', `--project=${name}`];
  return runInMachine(
    ['xvfb-run', '-a', pinnedNode, ...playwright, '--reporter=list,json', ...rest],
    {
      report,
      env: {
        PATH: '/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin',
        HOME: '/run/home',
        FORCE_COLOR: '0',
        PLAYWRIGHT_FORCE_TTY: '0',
        PLAYWRIGHT_JSON_OUTPUT_FILE: report,
        RESETBENCH_EXECUTABLE: env.RESETBENCH_EXECUTABLE,
      },
    },
  );
}
