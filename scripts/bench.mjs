// `npm run bench`: measures the built app; arguments go to tests/bench/run.ts.
import { orAdvise } from './setup/advice.mjs';
import { deviceTools } from './setup/device-tools.mjs';
import { mockedDevices } from './setup/mocked-devices.mjs';
import { runNode, withApp } from './setup/with-app.mjs';

await orAdvise(async () => {
  process.exitCode = await withApp(
    ({ env }) => runNode(['tests/bench/run.ts', ...process.argv.slice(2)], { env }),
    { extraSteps: [deviceTools, mockedDevices] },
  );
});
