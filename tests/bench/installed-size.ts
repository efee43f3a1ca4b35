import { existsSync, lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { toFigure, type Findings } from './figure.ts';

const MEGABYTE = 1024 * 1024;
const root = resolve(import.meta.dirname, '../..');

/** The packaged app on disk and the app's own part of it (app.asar and what lies unpacked beside it). */
export function measureInstalledSize(): Findings {
  const folder = packagedFolders().find((each) => existsSync(each));
  if (!folder)
    return {
      figures: [],
      note: 'Installed size: nothing is packaged; run `npm run package` first.',
    };
  const whole = sizeOf(folder);
  const resources = resourcesOf(folder);
  const own = sizeOf(join(resources, 'app.asar')) + sizeOf(join(resources, 'app.asar.unpacked'));
  const figures = [
    toFigure({
      name: 'installedSize',
      value: whole / MEGABYTE,
      unit: 'MB',
      floor: (whole - own) / MEGABYTE,
    }),
    toFigure({ name: 'installedSize.ownPart', value: own / MEGABYTE, unit: 'MB' }),
  ];
  return { figures, note: noteOn(folder) };
}

/** The official package first, then the one for tests. */
function packagedFolders(): string[] {
  const name = `Resetbench-${process.platform}-${process.arch}`;
  return [join(root, 'out', name), join(root, 'out', 'stand-in', name)];
}

function noteOn(folder: string): string {
  const version = join(folder, 'version');
  const runtime = existsSync(version) ? readFileSync(version, 'utf8').trim() : 'unknown';
  return `Installed size: the folder that \`npm run package\` makes, with Electron ${runtime.replace(/^v/, '')}; the floor is the runtime without the app.`;
}

function resourcesOf(folder: string): string {
  return process.platform === 'darwin'
    ? join(folder, 'Resetbench.app', 'Contents', 'Resources')
    : join(folder, 'resources');
}

/** Bytes of a file, or of all files under a folder; links count as themselves. */
function sizeOf(place: string): number {
  const stat = lstatSync(place, { throwIfNoEntry: false });
  if (!stat) return 0;
  if (!stat.isDirectory()) return stat.size;
  return readdirSync(place).reduce((sum, name) => sum + sizeOf(join(place, name)), 0);
}
