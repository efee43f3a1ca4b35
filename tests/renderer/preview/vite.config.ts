import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

// Shows the window in a plain browser, on a fake engine: `vite --config tests/renderer/preview/vite.config.ts`,
// then /?state=clear&theme=dark&language=de. The names of the states stand in states.ts.
export default defineConfig({
  root: import.meta.dirname,
  cacheDir: resolve(import.meta.dirname, '../../../.cache/preview'),
  plugins: [react()],
  server: {
    port: 5199,
    strictPort: true,
    fs: { allow: [resolve(import.meta.dirname, '../../..')] },
  },
});
