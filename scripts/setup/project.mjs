// Where things are. Node's own modules only, like everything under scripts/setup:
// this code runs before `npm ci`.
import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's folder. */
export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

/** The exact versions that package.json pins. */
export const pinned = {
  node: manifest.devDependencies.node,
  electron: manifest.devDependencies.electron,
};

/** The pinned Node's executable. The package of that name keeps it at the same place on every system. */
export const pinnedNode = join(
  root,
  'node_modules',
  'node',
  'bin',
  process.platform === 'win32' ? 'node.exe' : 'node',
);

/** Reports of test runs and other throw-away files of this checkout; git ignores it. */
export const scratch = join(root, '.cache');

/** What is too large to fetch again for every checkout: one folder per user, outside the repository. */
export function userCache() {
  const base =
    process.env.XDG_CACHE_HOME ||
    (process.platform === 'win32' && process.env.LOCALAPPDATA) ||
    (process.platform === 'darwin' && join(homedir(), 'Library', 'Caches')) ||
    join(homedir(), '.cache');
  return join(base, 'resetbench');
}
