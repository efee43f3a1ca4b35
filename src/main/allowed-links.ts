import { parseUrl } from './app-origin.ts';

// Where the next step of a verdict may send an administrator.
const hosts: ReadonlySet<string> = new Set([
  'business.apple.com',
  'school.apple.com',
  'support.apple.com',
  'identity.apple.com',
  'intune.microsoft.com',
  'intune.microsoft.us',
  'learn.microsoft.com',
  'login.microsoftonline.com',
  'login.microsoftonline.us',
]);

/** https, the usual port, no name or password, and a host of the list itself: never one that merely ends alike. */
export function isAllowedLink(text: string): boolean {
  const url = parseUrl(text);
  if (!url || url.protocol !== 'https:') return false;
  return hosts.has(url.host) && url.username === '' && url.password === '';
}
