import { describe, expect, it } from 'vitest';
import { muxAddressOf } from '../../src/lockdown-client/index.ts';

function addressIn(setting: string | undefined, platform: NodeJS.Platform = 'linux') {
  return muxAddressOf({ USBMUXD_SOCKET_ADDRESS: setting }, platform);
}

const usual = { kind: 'unix', path: '/var/run/usbmuxd' };

describe('the address of the daemon', () => {
  it.each([
    ['linux', usual],
    ['darwin', usual],
    ['win32', { kind: 'tcp', host: '127.0.0.1', port: 27_015 }],
  ] as const)('is the usual one of %s when nothing is set', (platform, value) => {
    expect(addressIn(undefined, platform)).toEqual({ ok: true, value });
  });

  it('is the usual one when the setting is empty', () => {
    expect(addressIn(' ')).toEqual({ ok: true, value: usual });
  });

  it.each(['UNIX:/run/mux', 'unix:/run/mux', 'unix:///run/mux', '/run/mux', ' /run/mux '])(
    'is a Unix socket in %s',
    (setting) => {
      expect(addressIn(setting)).toEqual({ ok: true, value: { kind: 'unix', path: '/run/mux' } });
    },
  );

  it.each([
    ['127.0.0.1:27015', '127.0.0.1', 27_015],
    ['bench-3.example.org:1', 'bench-3.example.org', 1],
    ['tcp://localhost:65535', 'localhost', 65_535],
    ['tcp://localhost:65535/', 'localhost', 65_535],
    ['[::1]:27015', '::1', 27_015],
    ['tcp://[fe80::1]:27015', 'fe80::1', 27_015],
  ])('is a TCP port in %s', (setting, host, port) => {
    expect(addressIn(setting)).toEqual({ ok: true, value: { kind: 'tcp', host, port } });
  });

  it.each([
    'mux',
    'run/mux',
    'UNIX:run/mux',
    'localhost',
    'localhost:',
    'localhost:0',
    'localhost:65536',
    ':27015',
    'http://localhost:27015',
    '::1:27015',
    '[localhost]:1',
    'a b:1',
    '/run/\0mux',
    `/${'x'.repeat(103)}`,
  ])('is refused when it is %s', (setting) => {
    expect(addressIn(setting)).toMatchObject({ ok: false, error: { code: 'badAddress' } });
  });

  it('is shown without what could not be seen', () => {
    const text = 'mux';
    expect(addressIn('mu\u202Ex')).toEqual({ ok: false, error: { code: 'badAddress', text } });
  });
});
