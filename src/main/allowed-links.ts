import { parseUrl } from './app-origin.ts';

/** Where Microsoft's sign-in lives (docs/protocol/intune.md#national-clouds), and where a device code is typed. */
const loginHosts: ReadonlySet<string> = new Set([
  'login.microsoftonline.com',
  'login.microsoft.com',
  'login.microsoftonline.us',
  'login.chinacloudapi.cn',
  'login.partner.microsoftonline.cn',
]);

// Where the next step of a verdict, of a finding or of the wizard may send an administrator.
const hosts: ReadonlySet<string> = new Set([
  ...loginHosts,
  'business.apple.com',
  'school.apple.com',
  'support.apple.com',
  'identity.apple.com',
  'microsoft.com',
  'www.microsoft.com',
  'learn.microsoft.com',
  'intune.microsoft.com',
  'intune.microsoft.us',
  'intune.microsoftonline.cn',
  'entra.microsoft.com',
  'entra.microsoft.us',
  'portal.azure.cn',
]);
const loopbackHosts: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** https, the usual port, no name or password, and a host of the list itself: never one that merely ends alike. */
export function isAllowedLink(text: string): boolean {
  return isOneOf(hosts, text);
}

/** A page that a sign-in may open in the person's browser: a login of Microsoft's, or one on this machine. */
export function isSignInPage(text: string): boolean {
  return isOneOf(loginHosts, text) || isLoopback(text);
}

function isOneOf(allowed: ReadonlySet<string>, text: string): boolean {
  const url = parseUrl(text);
  return url?.protocol === 'https:' && allowed.has(url.host) && isNameless(url);
}

function isLoopback(text: string): boolean {
  const url = parseUrl(text);
  return url?.protocol === 'http:' && loopbackHosts.has(url.hostname) && isNameless(url);
}

function isNameless({ username, password }: URL): boolean {
  return username === '' && password === '';
}
