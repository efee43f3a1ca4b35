import { Advice } from './setup/advice.mjs';

/**
 * A part of the tests that not every computer can run: where it cannot be set up, that is said and it counts as
 * skipped. One that was asked for by its name is never skipped, and a bug never is.
 */
export async function orSkipped(run, { title, mayBeSkipped, chosen }, say = console.log) {
  try {
    return await run();
  } catch (error) {
    const isSkippable = mayBeSkipped && chosen.length > 1;
    if (!(error instanceof Advice) || !isSkippable) throw error;
    say(`\n${title}: skipped\n${error.message}`);
    return { passed: 0, failed: 0, skipped: 1 };
  }
}
