import { cleanText } from './clean-text.ts';
import { fail, type Result, succeed } from './result.ts';

/** Where the daemon listens. */
export type MuxAddress =
  | { readonly kind: 'unix'; readonly path: string }
  | { readonly kind: 'tcp'; readonly host: string; readonly port: number };

export interface BadAddress {
  readonly code: 'badAddress';
  /** The setting as it stands, fit to be shown. */
  readonly text: string;
}

// A path of a socket has 108 bytes on Linux and 104 on macOS, with the zero at its end.
const longestPath = 103;

/**
 * Where the daemon is: `USBMUXD_SOCKET_ADDRESS`, or what is usual on the platform. Takes every shape that one of the
 * known clients writes (docs/protocol/apple-usb.md#usbmux): `UNIX:/path`, `unix:///path`, a bare absolute path,
 * `tcp://host:port`, `host:port`, `[v6]:port`.
 */
export function muxAddressOf(
  env: Record<string, string | undefined>,
  platform: NodeJS.Platform,
): Result<MuxAddress, BadAddress> {
  const setting = env['USBMUXD_SOCKET_ADDRESS']?.trim() ?? '';
  if (setting === '') return succeed(usualOn(platform));
  const address = unixOf(setting) ?? tcpOf(setting);
  return address === undefined
    ? fail({ code: 'badAddress', text: cleanText(setting) })
    : succeed(address);
}

function usualOn(platform: NodeJS.Platform): MuxAddress {
  if (platform === 'win32') return { kind: 'tcp', host: '127.0.0.1', port: 27_015 };
  return { kind: 'unix', path: '/var/run/usbmuxd' };
}

function unixOf(setting: string): MuxAddress | undefined {
  const path = /^(?:unix:(?:\/\/)?)?(\/[^\0]+)$/i.exec(setting)?.[1];
  if (path === undefined || Buffer.byteLength(path) > longestPath) return undefined;
  return { kind: 'unix', path };
}

function tcpOf(setting: string): MuxAddress | undefined {
  const parts = /^(?:tcp:\/\/)?(?:\[([\da-f:.]+)\]|([\w.-]+)):(\d{1,5})\/?$/i.exec(setting);
  const host = parts?.[1] ?? parts?.[2];
  const port = Number(parts?.[3]);
  if (host === undefined || !(port > 0 && port <= 0xffff)) return undefined;
  return { kind: 'tcp', host, port };
}
