import { builtinModules } from 'node:module';
import { defineConfig } from 'vite';

// The two native packages stay outside the bundle: they load their binaries from beside themselves.
const native = ['usb', '@photostructure/sqlite'];

export default defineConfig({
  build: {
    outDir: '.vite/build',
    emptyOutDir: false,
    copyPublicDir: false,
    target: 'node20',
    sourcemap: true,
    lib: {
      entry: { engine: 'src/engine/main.ts' },
      formats: ['cjs'],
      fileName: () => '[name].cjs',
    },
    rollupOptions: {
      external: ['electron', /^node:/, ...builtinModules, ...native],
      output: { chunkFileNames: 'engine-[name].cjs' },
    },
  },
  resolve: { conditions: ['node'], mainFields: ['module', 'jsnext:main', 'jsnext'] },
});
