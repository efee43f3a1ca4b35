import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

const ALL = 'tests/**/*.test.{ts,tsx,mjs}';
/** Functions without a state, and programs in processes of their own: a worker of its own for each file buys nothing. */
const STATELESS = ['tests/{core,contract,cli}/**/*.test.ts'];

export default defineConfig({
  test: {
    environment: 'node',
    restoreMocks: true,
    // Three times Vitest's own limit, for property tests on a busy two-core machine.
    testTimeout: 15_000,
    // Tests that say so wait side by side, mostly for timers and sockets.
    maxConcurrency: 12,
    // Vitest would leave one core idle.
    maxWorkers: availableParallelism(),
    projects: [
      { extends: true, test: { name: 'stateless', include: STATELESS, isolate: false } },
      { extends: true, test: { name: 'rooms', include: [ALL], exclude: STATELESS } },
    ],
  },
});
