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
      output: { chunkFileNames: 'main-[name].cjs' },
    },
  },
  resolve: { conditions: ['node'], mainFields: ['module', 'jsnext:main', 'jsnext'] },
});
