import { readFileSync } from 'node:fs';

/** The version that package.json names. */
export function version(): string {
  const manifest: unknown = JSON.parse(
    readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
  );
  return (manifest as { version: string }).version; // our own file, always there
}
