import { builtinModules } from 'node:module';
import { defineConfig } from 'vite';

// The two native packages stay outside the bundle: they load their binaries from beside themselves.
const native = ['usb', '@photostructure/sqlite'];
// What stands in a bundle knows itself by the name that Node gives to CommonJS.
const define = { 'import.meta.filename': '__filename' };

export default defineConfig({
  define,
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
