import { defineConfig } from '@playwright/test';
import { packagedFolder } from './scripts/setup/packaged-app.mjs';
import { findRuntime } from './scripts/setup/runtime.mjs';

// Read by the tests in every worker.
process.env['RESETBENCH_EXECUTABLE'] ??= findRuntime()?.executable ?? '';
process.env['RESETBENCH_PACKAGED'] = packagedFolder();

export default defineConfig({
  outputDir: '.cache/playwright',
  // Windows on one display share the keyboard focus.
  workers: 1,
  fullyParallel: false,
  forbidOnly: true,
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: 'line',
  projects: [
    { name: 'e2e', testDir: 'tests/e2e' },
    // In a machine of its own (scripts/kernel), whose processor is emulated.
    { name: 'kernel', testDir: 'tests/kernel', timeout: 300_000, expect: { timeout: 60_000 } },
    { name: 'packaged', testDir: 'tests/packaged', timeout: 300_000 },
  ],
});
