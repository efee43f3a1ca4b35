import { Advice } from './advice.mjs';
import { bundles } from './bundles.mjs';
import { electron } from './electron.mjs';
import { exclusively } from './lock.mjs';
import { openLine } from './step-line.mjs';
import { systemPackages } from './system-packages.mjs';
import { toolchain } from './toolchain.mjs';

const oldestNode = 20;

/**
 * The steps, in order, that a command needs: `packages` alone, or the whole `app`, with or without a display and with
 * further `groups` of system packages.
 */
export function stepsFor(purpose, { display = false, groups = [] } = {}) {
  if (purpose === 'packages') return [toolchain];
  const needed = ['electron', ...(display ? ['display'] : []), ...groups];
  return [toolchain, systemPackages(needed), electron, bundles];
}

/** Brings every step to its end, one line each; throws an `Advice` at the first that cannot be done. */
export async function prepare(steps, options = {}) {
  refuseOldNode();
  for (const step of steps) await bring(step, options);
}

async function bring(step, options) {
  const line = openLine(step.name, options);
  const seen = step.look();
  if (seen.ready) return line.ready(seen.text);
  await exclusively(() => makeUnlessDone(step, line), options.lockFolder);
}

async function makeUnlessDone(step, line) {
  const seen = step.look();
  if (seen.ready) return line.ready(seen.text);
  try {
    line.made(await step.make(line));
  } catch (error) {
    line.failed('failed');
    throw error;
  }
}

function refuseOldNode() {
  if (Number.parseInt(process.versions.node, 10) >= oldestNode) return;
  throw new Advice(
    `This is Node ${process.versions.node}; the set-up needs Node ${oldestNode} or later. Install it from https://nodejs.org.`,
  );
}
