/** The window's only scheme and origin; no page is ever loaded from anywhere else. */
export const appScheme = 'app';
const appHost = 'resetbench';
export const appOrigin = `${appScheme}://${appHost}`;

/**
 * Whether a URL belongs to the app itself. Parsed, not compared as text, so that
 * `app://resetbench.example` and `app://resetbench@example` are strangers.
 */
export function isAppUrl(text: string): boolean {
  const url = parseUrl(text);
  if (!url) return false;
  return (
    url.protocol === `${appScheme}:` &&
    url.host === appHost &&
    url.username === '' &&
    url.password === ''
  );
}

/** A URL, or null for text that is none. (`URL.parse` is missing in the Node of older Electron versions.) */
export function parseUrl(text: string): URL | null {
  return URL.canParse(text) ? new URL(text) : null;
}
