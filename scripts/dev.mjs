// `npm run dev`: the app with hot reload; a change in main or preload restarts it, one in the engine the engine.
import { orAdvise } from './setup/advice.mjs';
import { launchArguments } from './setup/launch.mjs';
import { runNode, withApp } from './setup/with-app.mjs';

await orAdvise(async () => {
  process.exitCode = await withApp(({ env, runtime }) => {
    const args = [...launchArguments(console.error), '--sandbox', ...process.argv.slice(2)];
    const forge = [
      'node_modules/@electron-forge/cli/dist/electron-forge.js',
      'start',
      '--',
      ...args,
    ];
    return runNode(forge, { env: { ...env, ELECTRON_OVERRIDE_DIST_PATH: runtime.folder } });
  });
});
