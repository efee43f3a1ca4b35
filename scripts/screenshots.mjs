// `npm run screenshots`: writes docs/screenshots/; arguments go to Playwright.
import { orAdvise } from './setup/advice.mjs';
import { runNode, withApp } from './setup/with-app.mjs';

await orAdvise(async () => {
  const playwright = ['node_modules/@playwright/test/cli.js', 'test'];
  const config = '--config=playwright.screenshots.config.ts';
  process.exitCode = await withApp(({ env }) =>
    runNode([...playwright, config, ...process.argv.slice(2)], { env }),
  );
});
