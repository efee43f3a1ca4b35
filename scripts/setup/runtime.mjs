import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pinned, root } from './project.mjs';
import { standInFolder, standInVersion } from './stand-in.mjs';

const officialFolder = join(root, 'node_modules', 'electron');

/**
 * The Electron that is there, best first, or null:
 * `{ kind: 'given' | 'official' | 'stand-in', folder, executable, version }`.
 */
export function findRuntime() {
  return findGiven() ?? findOfficial() ?? findStandIn();
}

/** One sentence on a runtime, for step lines and `npm run doctor`. */
export function describeRuntime(runtime) {
  if (runtime.kind === 'official') return `Electron ${runtime.version}`;
  if (runtime.kind === 'given')
    return `the one in ${runtime.folder}, as ELECTRON_OVERRIDE_DIST_PATH says`;
  return `stand-in runtime with Electron ${runtime.version}, for development and tests only`;
}

function findGiven() {
  const folder = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (!folder) return null;
  const executable = join(folder, readOr(join(officialFolder, 'path.txt'), defaultName()));
  if (!existsSync(executable)) return null;
  return { kind: 'given', folder, executable, version: readVersion(folder) };
}

function findOfficial() {
  const folder = join(officialFolder, 'dist');
  const name = readOr(join(officialFolder, 'path.txt'), '');
  if (!name || readVersion(folder) !== pinned.electron) return null;
  const executable = join(folder, name);
  if (!existsSync(executable)) return null;
  return { kind: 'official', folder, executable, version: pinned.electron };
}

function findStandIn() {
  const folder = standInFolder();
  const executable = join(folder, 'electron');
  if (!existsSync(executable)) return null;
  return { kind: 'stand-in', folder, executable, version: standInVersion };
}

function defaultName() {
  if (process.platform === 'darwin') return join('Electron.app', 'Contents', 'MacOS', 'Electron');
  return process.platform === 'win32' ? 'electron.exe' : 'electron';
}

function readVersion(folder) {
  return readOr(join(folder, 'version'), '').trim().replace(/^v/, '');
}

function readOr(file, fallback) {
  return existsSync(file) ? readFileSync(file, 'utf8') : fallback;
}
