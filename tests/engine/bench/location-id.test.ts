import { describe, expect, it } from 'vitest';
import { locationIdOf } from '../../../src/engine/bench/bus/location-id.ts';

describe('the place of a device as usbmux numbers it', () => {
  it('is bus and address on Linux', () => {
    const place = { bus: '003', address: 17, ports: [1, 4, 2] };
    expect(locationIdOf(place, 'linux')).toBe(0x0003_0011);
  });

  it('is bus and ports on macOS, one digit for each', () => {
    const place = { bus: '14', address: 17, ports: [1, 4, 2] };
    expect(locationIdOf(place, 'darwin')).toBe(0x1414_2000);
  });

  it('is not negative for a high bus on macOS', () => {
    const place = { bus: 'fd', address: 1, ports: [15] };
    expect(locationIdOf(place, 'darwin')).toBe(0xfdf0_0000);
  });

  it('is not known on Windows', () => {
    const place = { bus: 'PCIROOT(0)#PCI(0201)', address: 1, ports: [1] };
    expect(locationIdOf(place, 'win32')).toBeUndefined();
  });

  it.each([
    ['linux', { bus: 'usb3', address: 1, ports: [1] }],
    ['darwin', { bus: '', address: 1, ports: [1] }],
    ['darwin', { bus: '14', address: 1, ports: [16] }],
    ['darwin', { bus: '14', address: 1, ports: [1, 1, 1, 1, 1, 1, 1] }],
  ] as const)('is not made up where the platform has another form: %s %o', (platform, place) => {
    expect(locationIdOf(place, platform)).toBeUndefined();
  });
});
