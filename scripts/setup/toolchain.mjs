import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { Advice } from './advice.mjs';
import { countMissing } from './missing-packages.mjs';
import { findNpmScript, runNpm } from './processes.mjs';
import { pinned, pinnedNode, root } from './project.mjs';

const modules = join(root, 'node_modules');
const lockFile = join(root, 'package-lock.json');
const stampFile = join(modules, '.resetbench-lock');

/** Step: the packages of package-lock.json, installed by and including the pinned Node. */
export const toolchain = {
  name: 'Packages',
  look() {
    if (!existsSync(pinnedNode)) return { ready: false, text: 'not installed' };
    const missing = readStamp() === lockHash() ? 0 : missingNow();
    if (missing > 0) return { ready: false, text: `${missing} missing or of another version` };
    return { ready: true, text: `installed as package-lock.json says, with Node ${pinned.node}` };
  },
  async make(line) {
    const { code, output } = await install(line);
    if (code !== 0) throw new Advice(installFailed(output));
    if (!existsSync(pinnedNode)) throw new Advice(noNodeInstalled);
    writeFileSync(stampFile, lockHash());
    return this.look().text;
  },
};

// npm under an older Node silently leaves out optional packages that ask for a newer one, so npm itself has
// to run under the pinned Node from the first install on. The cached copy of npm's lock is absent after an
// install that was cut off, so a half-filled folder counts as not installed.
function install(line) {
  const own = process.execPath.startsWith(modules + sep);
  // `npm ci` would delete the Node this very process runs on, which Windows refuses.
  const command = own ? ['install', '--no-save'] : ['ci'];
  const quiet = ['--no-audit', '--no-fund', '--loglevel=error'];
  line.progress(`npm ${command[0]} under Node ${pinned.node}`);
  const watch = () => {
    const timer = setInterval(() => line.progress(`npm ${command[0]}`), 1_000);
    return () => clearInterval(timer);
  };
  return runNpm([...underPinnedNode(), ...command, ...quiet], { watch });
}

function underPinnedNode() {
  if (process.versions.node === pinned.node) return [];
  const script = findNpmScript();
  const npm = script ? ['node', script] : ['npm'];
  return ['exec', '--yes', `--package=node@${pinned.node}`, '--', ...npm];
}

function lockHash() {
  return createHash('sha256').update(readFileSync(lockFile)).digest('hex');
}

function readStamp() {
  return existsSync(stampFile) ? readFileSync(stampFile, 'utf8') : '';
}

// A developer's own `npm install` leaves no stamp of ours but is as good.
function missingNow() {
  const installedFile = join(modules, '.package-lock.json');
  if (!existsSync(installedFile)) return Infinity;
  return countMissing(readPackages(lockFile), readPackages(installedFile));
}

function readPackages(file) {
  return JSON.parse(readFileSync(file, 'utf8')).packages;
}

function installFailed(output) {
  return [
    // npm says the reason first and how it is used last.
    output.trim().split('\n').slice(0, 20).join('\n'),
    '',
    'The packages could not be installed. Check that this machine reaches its npm registry',
    '(`npm ping`), then start again. If node_modules is damaged, delete it first.',
  ].join('\n');
}

const noNodeInstalled =
  "npm did not run the install script of the package 'node', so the pinned Node is missing. " +
  'Allow install scripts (`npm config delete ignore-scripts`), delete node_modules, and start again.';
