import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
const files = {
  'src/core/a.ts': "import { x } from '../engine/b.ts';\nexport const y = x;\n",
  'src/core/b.ts': "import path from 'node:path';\nexport const y = path.sep;\n",
  'src/core/c.ts': 'export const y = Date.now();\n',
  'src/core/d.ts': 'export const y = new Date();\n',
  'src/contract/a.ts': "export { x } from '../sandbox/b.ts';\n",
  'src/lockdown-client/a.ts': "export { x } from '../core/b.ts';\n",
  'src/engine/a.ts': "export const y = import('../sandbox/b.ts');\n",
  'src/engine/c.ts': "import { x } from './sandbox-world.ts';\nexport const y = x;\n",
  'src/engine/d.ts': "export const y = import('./live-world.ts');\n",
  'src/engine/compose.ts': "export const y = import('./sandbox-world.ts');\n",
  'src/cli/b.ts': "export { x } from '../engine/live-world.ts';\n",
  'tests/engine/a.ts': "export { x } from '../../src/engine/live-world.ts';\n",
  'src/engine/b.ts': "import { app } from 'electron';\nexport const y = app;\n",
  'src/engine/sandbox-world.ts': "export { x } from '../sandbox/b.ts';\n",
  'src/renderer/a.ts': "export { x } from '../main/b.ts';\n",
  'src/renderer/b.ts': "import { readFileSync } from 'node:fs';\nexport const y = readFileSync;\n",
  'src/main/a.ts': 'export const y = { webSecurity: false };\n',
  'src/main/b.ts': "import { shell } from 'electron';\nexport const y = shell;\n",
  'src/main/external-links.ts': "import { shell } from 'electron';\nexport const y = shell;\n",
  'src/main/utils/c.ts': 'export const y = 1;\n',
  'src/cli/a.ts': "export { x } from '../engine/b.ts';\n",
};
let outside = '';
let folder = '';
let found = {};

beforeAll(() => {
  outside = mkdtempSync(join(tmpdir(), 'lint-'));
  // Many people keep their clones in a folder of this name.
  folder = join(outside, 'src', 'a-clone');
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  found = lint();
});
afterAll(() => rmSync(outside, { recursive: true }));

function lint() {
  const oxlint = join(root, 'node_modules', 'oxlint', 'bin', 'oxlint');
  writeFileSync(join(folder, '.oxlintrc.json'), JSON.stringify(ownConfig()));
  const args = [oxlint, '--format=json', '.'];
  const { stdout } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
  const byFile = {};
  for (const { filename, code } of JSON.parse(stdout).diagnostics) {
    (byFile[filename] ??= []).push(code);
  }
  return byFile;
}

// The repository's own configuration, whose patterns count from the folder it lies in.
function ownConfig() {
  const config = JSON.parse(readFileSync(join(root, '.oxlintrc.json'), 'utf8'));
  const jsPlugins = config.jsPlugins.map((file) => resolve(root, file));
  return { ...config, jsPlugins, options: {} };
}

describe('the lint rules', () => {
  it.each([
    ['src/core/a.ts', 'resetbench(no-foreign-rooms)'],
    ['src/core/b.ts', 'resetbench(pure)'],
    ['src/core/c.ts', 'resetbench(pure)'],
    ['src/core/d.ts', 'resetbench(pure)'],
    ['src/contract/a.ts', 'resetbench(no-foreign-rooms)'],
    ['src/lockdown-client/a.ts', 'resetbench(no-foreign-rooms)'],
    ['src/engine/a.ts', 'resetbench(no-foreign-rooms)'],
    ['src/engine/c.ts', 'resetbench(no-foreign-rooms)'],
    ['src/engine/d.ts', 'resetbench(no-foreign-rooms)'],
    ['src/cli/b.ts', 'resetbench(no-foreign-rooms)'],
    ['src/engine/b.ts', 'eslint(no-restricted-imports)'],
    ['src/renderer/a.ts', 'resetbench(no-foreign-rooms)'],
    ['src/renderer/b.ts', 'eslint(no-restricted-imports)'],
    ['src/main/a.ts', 'resetbench(no-unsafe-window-options)'],
    ['src/main/b.ts', 'eslint(no-restricted-imports)'],
    ['src/main/utils/c.ts', 'resetbench(no-vague-folders)'],
  ])('refuse %s by %s', (file, rule) => {
    expect(found[file]).toContain(rule);
  });

  it.each([
    'src/engine/sandbox-world.ts',
    'src/engine/compose.ts',
    'src/cli/a.ts',
    'src/main/external-links.ts',
    'tests/engine/a.ts',
  ])('have nothing against %s', (file) => {
    expect(found[file]).toBeUndefined();
  });
});
