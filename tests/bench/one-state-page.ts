import { copyFileSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from 'vite';

const source = resolve(import.meta.dirname, 'one-state');

/** Builds the page with one React state into a folder; gives its address on disk. A classic script: file: has no modules. */
export async function buildOneStatePage(folder: string): Promise<string> {
  mkdirSync(folder, { recursive: true });
  await build({
    configFile: false,
    root: source,
    logLevel: 'warn',
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      outDir: folder,
      emptyOutDir: true,
      lib: {
        entry: join(source, 'main.tsx'),
        formats: ['iife'],
        name: 'oneState',
        fileName: () => 'one-state.js',
      },
    },
  });
  const page = join(folder, 'index.html');
  copyFileSync(join(source, 'index.html'), page);
  return page;
}
