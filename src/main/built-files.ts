import { join } from 'node:path';
import { app } from 'electron';

/** A file that the build made, in a checkout and in a packaged app alike. */
export function builtFile(...parts: readonly string[]): string {
  return join(app.getAppPath(), '.vite', ...parts);
}
