// `npm run package`: the app as people get it, under out/. `npm run package -- make` adds the zip and the deb.
import { orAdvise } from './setup/advice.mjs';
import { electron } from './setup/electron.mjs';
import { forgeEnvironment, packagedApp } from './setup/packaged-app.mjs';
import { prepare, stepsFor } from './setup/prepare.mjs';
import { runNode } from './setup/with-app.mjs';

await orAdvise(async () => {
  await prepare([...stepsFor('packages'), electron, packagedApp]);
  if (process.argv[2] !== 'make') return;
  const forge = [
    'node_modules/@electron-forge/cli/dist/electron-forge.js',
    'make',
    '--skip-package',
  ];
  process.exitCode = await runNode(forge, { env: await forgeEnvironment() });
});
