import { defineConfig } from 'vite';

// A sandboxed preload must be one CommonJS file.
export default defineConfig({
  build: {
    outDir: '.vite/build',
    emptyOutDir: false,
    copyPublicDir: false,
    target: 'chrome130',
    rollupOptions: {
      input: { preload: 'src/preload/preload.ts' },
      external: ['electron'],
      output: { format: 'cjs', codeSplitting: false, entryFileNames: '[name].cjs' },
    },
  },
});
