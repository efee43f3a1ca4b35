import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const outside = resolve(import.meta.dirname, '.vite/renderer/main_window');

export default defineConfig({
  root: resolve(import.meta.dirname, 'src/renderer'),
  base: './',
  plugins: [react()],
  build: {
    outDir: outside,
    emptyOutDir: true,
    target: 'chrome130',
    // The policy of the app:// scheme allows neither inline scripts nor data: fonts.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // Every file that the first picture waits for is a round trip through the main process: one script, one sheet.
    cssCodeSplit: false,
    rollupOptions: {
      output: { codeSplitting: { groups: [{ name: 'first', tags: ['$initial'] }] } },
    },
  },
  server: {
    port: 5173,
    strictPort: true,
    // The page lives at app://resetbench, so it cannot guess where the dev server is.
    hmr: { protocol: 'ws', host: 'localhost', clientPort: 5173 },
  },
});
