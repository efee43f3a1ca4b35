// The stand-in has no default app, so a folder given on its command line would be ignored.
// The shim has to be an ES module: Electron awaits it before `ready`, a CommonJS one it does not.

/** package.json of the shim. */
export const shimManifest = JSON.stringify({
  name: 'shim',
  version: '0.0.0',
  type: 'module',
  main: 'main.mjs',
});

/** Starts the app whose folder is the first argument that is not a switch. */
export const shimMain = `import { app } from 'electron';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const folder = path.resolve(process.argv.slice(1).find((argument) => !argument.startsWith('-')));
const manifest = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
app.setAppPath(folder);
app.setName(manifest.productName ?? manifest.name);
app.setVersion(manifest.version);
await import(pathToFileURL(path.join(folder, manifest.main)).href);
`;
