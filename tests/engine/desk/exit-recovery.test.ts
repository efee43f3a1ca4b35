import { describe, expect, it } from 'vitest';
import type { RecoveryExitFailure } from '../../../src/core/ports.ts';
import { failure } from '../../../src/core/result.ts';
import { exitRecovery } from '../../../src/engine/desk/exit-recovery.ts';
import { aBench } from '../bench/fake-bench.ts';
import { aDesk } from './a-desk.ts';
import { anEngine, stories } from './an-engine.ts';

const PORT = '1-1.1.1';

describe('leaving recovery', () => {
  it('starts the device normally, which its slot then shows', async () => {
    const bench = await anEngine();
    await bench.ask('sandbox.plug', { serial: stories.readyToReset, port: PORT });
    await bench.ask('sandbox.enterMode', { port: PORT, mode: 'recovery' });
    const modeNow = async () => {
      const { slots } = await bench.ask('bench.slots', {});
      const occupant = slots.find(({ port }) => port === PORT)?.occupant;
      return occupant?.goneSince === undefined ? occupant?.mode : undefined;
    };
    await bench.until(async () => (await modeNow()) === 'recovery');
    await bench.ask('bench.exitRecovery', { port: PORT });
    await bench.until(async () => (await modeNow()) === 'normal');
    const again = await bench.reply('bench.exitRecovery', { port: PORT });
    expect(again).toMatchObject({ ok: false, error: { code: 'notOffered' } });
  });

  it.each<[RecoveryExitFailure, string]>([
    ['gone', 'deviceGone'],
    ['notInRecovery', 'notOffered'],
    ['notPermitted', 'usbNotPermitted'],
    ['notOnThisPlatform', 'notOnThisPlatform'],
    ['refused', 'deviceRefused'],
    ['timedOut', 'deviceRefused'],
  ])('that ends as %s is told as %s', async (reason, code) => {
    const { watch } = aBench();
    const { desk } = aDesk({ ...watch, exitRecovery: () => Promise.resolve(failure(reason)) });
    expect(await exitRecovery(desk, PORT)).toEqual({ ok: false, error: { code } });
  });

  it('is not offered where the platform allows none', async () => {
    const { desk } = aDesk(aBench().watch);
    expect(await exitRecovery(desk, PORT)).toMatchObject({ error: { code: 'notOnThisPlatform' } });
  });
});
