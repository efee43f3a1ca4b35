import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Advice } from './advice.mjs';
import { folderSize } from './folder-size.mjs';
import { runQuietly } from './processes.mjs';
import { pinned, pinnedNode, root, userCache } from './project.mjs';
import { describeRuntime, findRuntime } from './runtime.mjs';
import { makeStandIn, standInFits } from './stand-in.mjs';
import { megabytes } from './step-line.mjs';

const day = 86_400_000;
const stallLimit = 30_000;
const installer = join(root, 'node_modules', 'electron', 'install.js');

/** Step: the pinned Electron, or where its host cannot be reached the stand-in (linux x64, development only). */
export const electron = {
  name: 'Electron',
  look() {
    const runtime = findRuntime();
    if (!runtime) return { ready: false, text: `${pinned.electron} is not downloaded` };
    // A stand-in is good for a day; then the official host is asked again.
    const ready = runtime.kind !== 'stand-in' || isKnownUnreachable();
    return { ready, text: describeRuntime(runtime) };
  },
  async make(line) {
    const problem = await downloadOfficial(line);
    if (problem) rememberUnreachable();
    const found = findRuntime();
    if (found) return describeRuntime(found);
    if (!standInFits()) throw new Advice(notReachable(problem));
    line.progress(`official ${pinned.electron} is out of reach, fetching the stand-in runtime`);
    await makeStandIn(line);
    return describeRuntime(findRuntime());
  },
};

async function downloadOfficial(line) {
  const folder = makeDownloadFolder();
  const env = {
    ...process.env,
    TMPDIR: folder,
    TEMP: folder,
    TMP: folder,
    ELECTRON_GET_NO_PROGRESS: '1',
  };
  const watch = (child) => watchGrowth(child, folder, line);
  const { code, output } = await runQuietly(pinnedNode, [installer], { env, watch });
  rmSync(folder, { recursive: true, force: true });
  // The installer checks the archive against the SHA-256 sums that the npm package carries.
  return code === 0 ? null : firstLine(output);
}

function makeDownloadFolder() {
  mkdirSync(userCache(), { recursive: true });
  return mkdtempSync(join(userCache(), 'download-'));
}

// A firewall that drops packets would let the download hang for ever.
function watchGrowth(child, folder, line) {
  const unpacked = join(root, 'node_modules', 'electron', 'dist');
  let last = { size: 0, at: Date.now() };
  const timer = setInterval(() => {
    const size = folderSize(folder) + folderSize(unpacked);
    if (size !== last.size) last = { size, at: Date.now() };
    if (Date.now() - last.at > stallLimit) child.kill();
    line.progress(`${pinned.electron}, ${megabytes(size)}`);
  }, 500);
  return () => clearInterval(timer);
}

function noteFile() {
  return join(userCache(), 'official-host-out-of-reach');
}

function isKnownUnreachable() {
  if (!existsSync(noteFile())) return false;
  const [version, at] = readFileSync(noteFile(), 'utf8').split(' ');
  return version === pinned.electron && Date.now() - Number(at) < day;
}

function rememberUnreachable() {
  writeFileSync(noteFile(), `${pinned.electron} ${Date.now()}`);
}

function firstLine(output) {
  return output.trim().split('\n')[0] ?? '';
}

function notReachable(problem) {
  return [
    `Electron ${pinned.electron} could not be downloaded${problem ? ` (${problem})` : ''}.`,
    'Check the network; behind a proxy set HTTPS_PROXY and ELECTRON_GET_USE_PROXY=1; with a mirror set',
    'ELECTRON_MIRROR. If you have Electron unpacked somewhere, set ELECTRON_OVERRIDE_DIST_PATH to its folder.',
    'Then start again.',
  ].join('\n');
}
