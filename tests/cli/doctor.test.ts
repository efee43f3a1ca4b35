import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { usbBus } from '../../src/cli/doctor.ts';
import { say } from '../../src/core/words/words.ts';
import { createFakeBus } from '../engine/bench/fake-bench.ts';
import { aHome, linesOf, runCli } from './run-cli.ts';

describe('doctor', () => {
  it('names the data folder, both ledgers and the USB bus', async () => {
    const home = path.join(aHome(), 'not', 'made', 'yet');
    const { stdout } = await runCli(['doctor', '--json'], { home });
    const names = linesOf(stdout).map((line) => line['name']);
    expect(names).toEqual(
      expect.arrayContaining(['Packages', 'Data folder', 'Ledger', 'Ledger of the sandbox', 'USB']),
    );
  });

  it('shows how to read each line for a person', async () => {
    const { stdout } = await runCli(['doctor', '--language', 'de']);
    expect(stdout).toMatch(/^ready {3}Datenordner: /m);
  });
});

describe('what doctor says of USB', () => {
  const works = createFakeBus();

  it.each([
    ['a bus that tells its events', works, 'ready', 'usbDevices'],
    ['one that is looked at instead', { ...works, lacks: ['events'] }, 'note', 'usbByLooking'],
    ['no bus', { ...works, unavailable: 'noBus' }, 'note', 'noBus'],
    [
      'a bus that may not be listed',
      { ...works, unavailable: 'notPermitted' },
      'note',
      'notPermitted',
    ],
    [
      'a build without its package',
      { ...works, unavailable: 'notPermitted', lacks: ['package'] },
      'note',
      'noUsbPackage',
    ],
  ] as const)('is a line for %s', async (_, bus, state, key) => {
    const text = say('en', `cli.doctor.${key}`, { count: 0 });
    expect(await usbBus('en', bus)).toMatchObject({ state, text });
  });
});
