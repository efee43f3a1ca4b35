// `npm run build`: the Vite bundles, those whose sources changed.
import { orAdvise } from './setup/advice.mjs';
import { bundles } from './setup/bundles.mjs';
import { prepare, stepsFor } from './setup/prepare.mjs';

await orAdvise(() => prepare([...stepsFor('packages'), bundles]));
