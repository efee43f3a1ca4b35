import { Advice } from './advice.mjs';

/** The same step, except that where it cannot be done the set-up says what that costs, in its line, and goes on. */
export function optional(step, cost) {
  return {
    ...step,
    make: async (line) => {
      try {
        return await step.make(line);
      } catch (error) {
        if (!(error instanceof Advice)) throw error;
        return `${cost}\n${error.message}\n`;
      }
    },
  };
}
