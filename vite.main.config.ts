import { builtinModules } from 'node:module';
import { defineConfig } from 'vite';

// Used both by scripts/setup/vite-build.mjs and by Forge's Vite plugin, which adds the dev server's address.
export default defineConfig({
  build: {
    outDir: '.vite/build',
    emptyOutDir: false,
    copyPublicDir: false,
    target: 'node20',
    sourcemap: true,
    lib: { entry: { main: 'src/main/main.ts' }, formats: ['cjs'], fileName: () => '[name].cjs' },
    rollupOptions: {
      external: ['electron', /^node:/, ...builtinModules],
      output: {
        chunkFileNames: 'main-[name].cjs',
        // A second chunk for the settings' writer makes Rolldown keep what the chunks share apart from both. With one
        // chunk it lies in there, and the start then waits for a package that only writing needs.
        codeSplitting: { groups: [{ name: 'ajv', test: /node_modules\/ajv/ }] },
      },
    },
  },
  resolve: { conditions: ['node'], mainFields: ['module', 'jsnext:main', 'jsnext'] },
});
