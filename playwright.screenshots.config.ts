import { defineConfig } from '@playwright/test';
import base from './playwright.config.ts';

/** `npm run screenshots`: pictures for README and for judging the design, not tests. */
export default defineConfig({
  ...base,
  projects: [{ name: 'screenshots', testDir: 'tests/screenshots' }],
});
