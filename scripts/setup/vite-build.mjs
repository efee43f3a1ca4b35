// Runs under the pinned Node, with packages installed: builds the bundles named as arguments, all at once.
import { join } from 'node:path';
import { build } from 'vite';
import { root } from './project.mjs';

const builds = process.argv.slice(2).map((name) =>
  build({
    configFile: join(root, `vite.${name}.config.ts`),
    configLoader: 'native',
    logLevel: 'warn',
    // Of its own configuration file only; the others build in the repository's folder.
    ...(name === 'renderer' ? {} : { root }),
  }),
);

const failures = (await Promise.allSettled(builds)).filter(({ status }) => status === 'rejected');
for (const { reason } of failures) console.error(reason.message);
process.exitCode = failures.length > 0 ? 1 : 0;
