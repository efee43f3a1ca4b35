import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.{ts,tsx,mjs}'],
    environment: 'node',
    restoreMocks: true,
    // Three times Vitest's own limit, for property tests on a busy two-core machine.
    testTimeout: 15_000,
    // Tests that say so wait side by side, mostly for timers and sockets.
    maxConcurrency: 12,
    // Vitest would leave one core idle.
    maxWorkers: availableParallelism(),
  },
});
