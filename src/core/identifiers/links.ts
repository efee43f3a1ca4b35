import type { Reading } from './shapes.ts';

const LINK = /^([a-z][a-z0-9+.-]{1,30}):\/\/(?:[^/?#]*@)?([^/?#]*)([^?#]*)/i;
const WEB = /^https?$/i;
const WIFI = /^wifi:/i;
const BARE_HOST = /^www\.[^?#]*/i;

/**
 * A web address or another code for cameras (Wi-Fi, one-time passwords, HomeKit). Its `value` keeps neither
 * user, query nor fragment, and of anything that is no web page only the scheme: passwords live there.
 */
export function readLink(field: string): Reading | undefined {
  if (WIFI.test(field)) return { kind: 'url', value: 'wifi:' };
  const bareHost = BARE_HOST.exec(field)?.[0];
  if (bareHost !== undefined) return { kind: 'url', value: bareHost };
  const [whole, scheme, host, path] = LINK.exec(field) ?? [];
  if (whole === undefined || scheme === undefined) return undefined;
  return { kind: 'url', value: `${scheme}://${WEB.test(scheme) ? `${host}${path}` : ''}` };
}

/** The field as it may be shown: of a link only what `readLink` keeps. */
export function withoutLinkSecrets(field: string): string {
  const link = readLink(field);
  if (!link || link.value === field) return field;
  return `${link.value}…`;
}
