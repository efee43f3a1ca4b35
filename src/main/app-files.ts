import { extname, join, sep } from 'node:path';
import { isAppUrl } from './app-origin.ts';

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.mp3': 'audio/mpeg',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.wav': 'audio/wav',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
};

/** The file inside `root` that an app:// URL asks for, or null if it asks for anything else. */
export function fileOfUrl(root: string, text: string): string | null {
  if (!isAppUrl(text)) return null;
  const path = decodePath(new URL(text).pathname);
  if (path === null || path.includes('\0') || path.includes('\\')) return null;
  // `join` resolves what was hidden by encoding; whatever then lies outside is refused.
  const file = join(root, path === '/' ? 'index.html' : path);
  return file.startsWith(root + sep) && typeOfFile(file) !== null ? file : null;
}

/** Media type by extension; null for a kind of file that the window has no use for. */
export function typeOfFile(file: string): string | null {
  return types[extname(file)] ?? null;
}

function decodePath(path: string): string | null {
  try {
    return decodeURIComponent(path);
  } catch {
    return null;
  }
}
