import { describe, expect, it } from 'vitest';
import { countMissing } from '../../scripts/setup/missing-packages.mjs';

const linux = { os: 'linux', cpu: 'x64', libc: () => 'glibc' };

// A root with two packages; the first has a native part for each system.
function aLock() {
  return {
    '': { optionalDependencies: { extra: '1.0.0' } },
    'node_modules/tool': {
      version: '1.0.0',
      optionalDependencies: { 'tool-linux': '1.0.0', 'tool-mac': '1.0.0', 'tool-musl': '1.0.0' },
    },
    'node_modules/other': { version: '2.0.0' },
    'node_modules/extra': { version: '1.0.0', optional: true },
    'node_modules/tool-linux': { version: '1.0.0', optional: true, os: ['linux'] },
    'node_modules/tool-mac': { version: '1.0.0', optional: true, os: ['darwin'] },
    'node_modules/tool-musl': {
      version: '1.0.0',
      optional: true,
      os: ['linux'],
      libc: ['musl'],
      optionalDependencies: { 'part-of-musl': '1.0.0' },
    },
    'node_modules/part-of-musl': { version: '1.0.0', optional: true },
  };
}

function installedWithout(...names) {
  const places = Object.entries(aLock()).filter(
    ([place]) => place !== '' && !names.includes(place.replace('node_modules/', '')),
  );
  return Object.fromEntries(places);
}

const foreign = ['tool-mac', 'tool-musl', 'part-of-musl'];

describe('countMissing', () => {
  it('misses nothing when all that fits this system is there', () => {
    expect(countMissing(aLock(), installedWithout(...foreign), linux)).toBe(0);
  });

  it('counts a package that is not there', () => {
    expect(countMissing(aLock(), installedWithout(...foreign, 'other'), linux)).toBe(1);
  });

  it('counts a package of another version', () => {
    const installed = {
      ...installedWithout(...foreign),
      'node_modules/other': { version: '1.9.9' },
    };
    expect(countMissing(aLock(), installed, linux)).toBe(1);
  });

  it('counts optional packages that npm left out although they fit', () => {
    const installed = installedWithout(...foreign, 'extra', 'tool-linux');
    expect(countMissing(aLock(), installed, linux)).toBe(2);
  });

  it('expects the parts for the system it runs on', () => {
    const mac = { os: 'darwin', cpu: 'arm64', libc: () => 'none' };
    expect(countMissing(aLock(), installedWithout('tool-mac', 'tool-linux'), mac)).toBe(1);
  });

  it('does not expect what only a package for another system asks for', () => {
    const wanted = aLock();
    const installed = installedWithout(...foreign);
    expect(countMissing(wanted, installed, linux)).toBe(0);
    expect(countMissing(wanted, installed, { ...linux, libc: () => 'musl' })).toBe(1);
  });
});
