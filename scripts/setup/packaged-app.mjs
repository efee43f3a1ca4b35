import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Advice } from './advice.mjs';
import { fingerprintOfEverything } from './bundles.mjs';
import { runQuietly } from './processes.mjs';
import { pinned, pinnedNode, root } from './project.mjs';
import { findRuntime } from './runtime.mjs';
import { standInFolder } from './stand-in.mjs';
import { systemPackages } from './system-packages.mjs';

const forge = join(root, 'node_modules', '@electron-forge', 'cli', 'dist', 'electron-forge.js');

/** Step: the packaged app under out/, made again when its sources changed. */
export const packagedApp = {
  name: 'Packaged app',
  look() {
    const ready = readStamp() === stamp() && existsSync(stampFile());
    return { ready, text: ready ? `up to date in ${outFolder()}` : 'to be made' };
  },
  async make(line) {
    const now = stamp();
    rmSync(stampFile(), { force: true });
    const env = await forgeEnvironment(line);
    const watch = () => {
      const timer = setInterval(() => line.progress('packaging'), 1_000);
      return () => clearInterval(timer);
    };
    const { code, output } = await runQuietly(pinnedNode, [forge, 'package'], { env, watch });
    if (code !== 0)
      throw new Advice(`${output.trim()}\n\nPackaging failed; mend what it says above.`);
    writeFileSync(stampFile(), now);
    return `made in ${outFolder()}${isStandIn() ? ' with the stand-in runtime, for tests only' : ''}`;
  },
};

/** Where Forge finds Electron: its own download, or the stand-in as if it were one (and marked as such). */
export async function forgeEnvironment(line) {
  // Forge decides by npm's variables which package manager it runs under.
  const env = { ...process.env, NO_COLOR: '1', CI: '1' };
  if (!isStandIn()) return env;
  return { ...env, RESETBENCH_STAND_IN: '1', ELECTRON_ZIP_DIR: await zipStandIn(line) };
}

/** The folder with the packaged app of this system. */
export function packagedFolder() {
  return join(root, outFolder(), `Resetbench-${process.platform}-${process.arch}`);
}

function isStandIn() {
  return findRuntime()?.kind === 'stand-in';
}

function outFolder() {
  return isStandIn() ? join('out', 'stand-in') : 'out';
}

// Stored, not squeezed: it is unpacked again a second later. Without the shim, which only a checkout needs.
async function zipStandIn(line) {
  const folder = `${standInFolder()}-zip`;
  const archive = join(folder, `electron-v${pinned.electron}-linux-x64.zip`);
  if (existsSync(archive)) return folder;
  const zip = systemPackages(['zip']);
  if (!zip.look().ready) await zip.make(line);
  line?.progress('zipping the stand-in runtime');
  mkdirSync(folder, { recursive: true });
  const args = ['-0', '-q', '-r', '-y', `${archive}.part.zip`, '.', '-x', 'resources/app/*'];
  const { code, output } = await runQuietly('zip', args, { cwd: standInFolder() });
  if (code !== 0) throw new Advice(`${output.trim()}\n\nzip could not pack the stand-in runtime.`);
  renameSync(`${archive}.part.zip`, archive);
  return folder;
}

function stamp() {
  return `${fingerprintOfEverything(['forge.config.ts'])} ${findRuntime()?.version ?? ''}`;
}

function stampFile() {
  return join(root, outFolder(), '.made-from');
}

function readStamp() {
  return existsSync(stampFile()) ? readFileSync(stampFile(), 'utf8') : '';
}
