import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { Advice } from './advice.mjs';
import { runQuietly } from './processes.mjs';
import { pinnedNode, root } from './project.mjs';

const shared = [
  'src/core',
  'src/contract',
  'package.json',
  'package-lock.json',
  'tsconfig.base.json',
];

// What each bundle is made from, along the arrows of the rooms, and one file it is sure to leave behind.
const targets = {
  main: { from: ['src/main', 'vite.main.config.ts'], makes: '.vite/build/main.cjs' },
  preload: { from: ['src/preload', 'vite.preload.config.ts'], makes: '.vite/build/preload.cjs' },
  engine: {
    from: ['src/engine', 'src/sandbox', 'assets', 'vite.engine.config.ts'],
    makes: '.vite/build/engine.cjs',
  },
  renderer: {
    from: ['src/renderer', 'assets', 'vite.renderer.config.ts'],
    makes: '.vite/renderer/main_window/index.html',
  },
};

/** Step: the Vite bundles of main, preload, engine and renderer; only those whose sources changed. */
export const bundles = {
  name: 'Bundles',
  look() {
    const stale = staleTargets();
    return {
      ready: stale.length === 0,
      text: stale.length === 0 ? 'up to date' : `to build: ${stale.join(' ')}`,
    };
  },
  async make(line) {
    const stale = staleTargets();
    // Taken before the build: what is saved meanwhile is built again next time.
    const stamps = stale.map((name) => [name, fingerprint(name)]);
    line.progress(`building ${stale.join(' ')}`);
    await build(stale);
    for (const [name, stamp] of stamps) writeStamp(name, stamp);
    return `built ${stale.join(' ')}`;
  },
};

async function build(names) {
  const script = join(root, 'scripts', 'setup', 'vite-build.mjs');
  const { code, output } = await runQuietly(pinnedNode, [script, ...names]);
  if (code !== 0)
    throw new Advice(
      `${stripVTControlCharacters(output).trim()}\n\nThe build failed; mend what it says above.`,
    );
}

function staleTargets() {
  return Object.keys(targets).filter(
    (name) => !existsSync(join(root, targets[name].makes)) || readStamp(name) !== fingerprint(name),
  );
}

/** One text that changes with any source of any bundle, and with the files named. */
export function fingerprintOfEverything(files) {
  return fingerprintOf([
    ...shared,
    ...Object.values(targets).flatMap(({ from }) => from),
    ...files,
  ]);
}

function fingerprint(name) {
  return fingerprintOf([...shared, ...targets[name].from]);
}

// Sizes and times instead of contents: a few milliseconds for the whole tree.
function fingerprintOf(places) {
  const hash = createHash('sha256');
  for (const place of places) addTo(hash, place);
  return hash.digest('hex');
}

function addTo(hash, place) {
  const stat = statSync(join(root, place), { throwIfNoEntry: false });
  if (!stat) return;
  if (!stat.isDirectory()) {
    hash.update(`${place} ${stat.size} ${stat.mtimeMs}\n`);
    return;
  }
  for (const entry of readdirSync(join(root, place)).toSorted()) addTo(hash, `${place}/${entry}`);
}

function stampFile(name) {
  return join(root, '.vite', 'stamps', name);
}

function readStamp(name) {
  return existsSync(stampFile(name)) ? readFileSync(stampFile(name), 'utf8') : '';
}

function writeStamp(name, stamp) {
  mkdirSync(join(root, '.vite', 'stamps'), { recursive: true });
  writeFileSync(stampFile(name), stamp);
}
