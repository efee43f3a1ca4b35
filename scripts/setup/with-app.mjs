import { lacksDisplay, startDisplay } from './display.mjs';
import { prepare, stepsFor } from './prepare.mjs';
import { runInForeground } from './processes.mjs';
import { pinnedNode, root } from './project.mjs';
import { findRuntime } from './runtime.mjs';

/**
 * Sets up the app and, where this machine shows none, a display; gives `run` the environment that a program
 * needs to start the app (`RESETBENCH_EXECUTABLE`), and takes the display down afterwards.
 */
export async function withApp(run, { extraSteps = [], groups = [] } = {}) {
  const isOwnDisplay = lacksDisplay();
  await prepare([...stepsFor('app', { display: isOwnDisplay, groups }), ...extraSteps]);
  const display = isOwnDisplay ? await startDisplay() : null;
  const runtime = findRuntime();
  const env = { ...process.env, ...display?.env, RESETBENCH_EXECUTABLE: runtime.executable };
  try {
    return await run({ env, display, runtime });
  } finally {
    display?.stop();
  }
}

/** Runs a script of this repository or of a package under the pinned Node; resolves to its exit code. */
export function runNode(args, options) {
  return runInForeground(pinnedNode, args, { cwd: root, ...options });
}
