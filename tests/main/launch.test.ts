import { describe, expect, it } from 'vitest';
import { engineArguments, homeFolder, readEngineArguments } from '../../src/contract/host.ts';
import { readLaunch } from '../../src/main/launch.ts';

describe('readLaunch', () => {
  it('opens the sandbox unless live is asked for', () => {
    const env = { RESETBENCH_HOME: '/data' };
    expect(readLaunch(['resetbench'], env)).toEqual({ mode: 'sandbox', home: '/data' });
    expect(readLaunch(['resetbench', '--live'], env)).toEqual({ mode: 'live', home: '/data' });
  });
});

describe('homeFolder', () => {
  it.each([
    ['linux', {}, '/home/ada/.local/share/resetbench'],
    ['linux', { XDG_DATA_HOME: '/xdg' }, '/xdg/resetbench'],
    ['darwin', {}, '/home/ada/Library/Application Support/Resetbench'],
    ['win32', { APPDATA: 'C:\\Roaming' }, 'C:\\Roaming\\Resetbench'],
    ['win32', { RESETBENCH_HOME: 'D:\\bench' }, 'D:\\bench'],
  ])('on %s with %j is %s', (platform, env, folder) => {
    expect(homeFolder({ platform, env, userHome: '/home/ada' })).toBe(folder);
  });
});

describe('the engine arguments', () => {
  it('come back as they were given', () => {
    const launch = { mode: 'live', home: '/with space/ü' } as const;
    expect(readEngineArguments(['node', 'engine', ...engineArguments(launch)])).toEqual(launch);
  });

  it('are not taken from a command line that lacks one of them', () => {
    expect(readEngineArguments(['--mode=live'])).toBeNull();
    expect(readEngineArguments(['--mode=other', '--home=/x'])).toBeNull();
  });
});
