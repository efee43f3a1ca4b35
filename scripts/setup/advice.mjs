/** A set-up step failed in a way the reader can mend; the message says how. Shown without a stack. */
export class Advice extends Error {}

/** Runs `main`; an `Advice` becomes its sentence and exit code 1, anything else keeps its stack. */
export async function orAdvise(main) {
  try {
    await main();
  } catch (error) {
    console.error(error instanceof Advice ? `\n${error.message}` : error);
    process.exit(1);
  }
}
