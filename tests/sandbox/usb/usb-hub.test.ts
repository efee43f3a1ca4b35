import { describe, expect, it } from 'vitest';
import type { UsbChange } from '../../../src/core/ports.ts';
import { openTestBench, type TestBench } from '../bench.ts';

describe('the USB hub', () => {
  it('has 16 slots and uses the first free one', async () => {
    const { sandbox } = openTestBench();
    const serials = [...sandbox.world.state.devices.values()]
      .filter(({ hardware, stage }) => hardware.family === 'iPhone' && stage === 'inUse')
      .map(({ hardware }) => hardware.serial);
    const handled = serials.slice(0, 17).map((serial) => sandbox.controls.plug({ serial }));
    expect(handled.filter((each) => each === 'ok')).toHaveLength(16);
    expect(handled[16]).toBe('noFreeSlot');
    expect((await sandbox.usb.list())[0]).toMatchObject({ port: '1-1.1.1', productId: 0x12a8 });
  });

  it('tells listeners what came and what went, until they unsubscribe', () => {
    const { sandbox } = openTestBench();
    const changes = watch({ sandbox });
    sandbox.controls.plug({ serial: sandbox.stories.readyPad, port: '1-1.2.3' });
    sandbox.controls.unplug({ port: '1-1.2.3' });
    changes.stop();
    sandbox.controls.plug({ serial: sandbox.stories.readyPad });
    expect(changes.seen).toEqual(['attached 1-1.2.3', 'detached 1-1.2.3']);
  });

  it('shows the UDID without dash in normal mode, and never the serial', async () => {
    const { sandbox } = openTestBench();
    const serial = sandbox.stories.readyToReset;
    sandbox.controls.plug({ serial });
    const [device] = await sandbox.usb.list();
    expect(device?.serialString).toMatch(/^[0-9A-F]{24}$/);
    expect(device?.serialString).not.toContain(serial);
  });

  it('shows the serial in recovery mode and none in DFU mode, with the same ECID', async () => {
    const { sandbox, clock } = openTestBench();
    const serial = sandbox.stories.readyToReset;
    sandbox.controls.plug({ serial, port: '1-1.1.2' });
    const strings: string[] = [];
    for (const mode of ['recovery', 'dfu'] as const) {
      sandbox.controls.enterMode({ port: '1-1.1.2', mode });
      await clock.advance(5_000);
      strings.push((await sandbox.usb.list())[0]?.serialString ?? '');
    }
    expect(strings[0]).toMatch(
      new RegExp(`^CPID:8110 .* SRNM:\\[${serial}\\] IMEI:\\[\\d{15}\\]$`),
    );
    expect(strings[1]).toMatch(/^CPID:8110 .* SRTG:\[iBoot-[\d.]+\]$/);
    const ecids = strings.map((text) => /ECID:([0-9A-F]{16})/.exec(text)?.[1]);
    expect(ecids[0]).toBe(ecids[1]);
  });

  it('shows no Mac and no Apple TV, but a Mac in DFU mode', async () => {
    const { sandbox, clock } = openTestBench();
    sandbox.controls.plug({ serial: sandbox.stories.readyAppleTv });
    sandbox.controls.plug({ serial: sandbox.stories.readyMac, port: '1-1.4.4' });
    expect(await sandbox.usb.list()).toEqual([]);
    sandbox.controls.enterMode({ port: '1-1.4.4', mode: 'dfu' });
    await clock.advance(5_000);
    expect(await sandbox.usb.list()).toMatchObject([{ port: '1-1.4.4', productId: 0x1227 }]);
  });

  it('lets two boards name the same serial', async () => {
    const { sandbox, clock } = openTestBench();
    const { readyToReset, boardCloned } = sandbox.stories;
    for (const serial of [readyToReset, boardCloned]) {
      sandbox.controls.plug({ serial });
      sandbox.controls.enterMode({ serial, mode: 'recovery' });
    }
    await clock.advance(5_000);
    const devices = await sandbox.usb.list();
    expect(devices.map((device) => device.serialString?.includes(readyToReset))).toEqual([
      true,
      true,
    ]);
  });

  it('says what hands cannot do', () => {
    const { sandbox } = openTestBench();
    const { controls, stories } = sandbox;
    controls.plug({ serial: stories.readyPad, port: '1-1.1.1' });
    expect([
      controls.plug({ serial: 'NOBODY123' }),
      controls.plug({ serial: stories.readyToReset, port: '1-1.1.1' }),
      controls.plug({ serial: stories.readyToReset, port: '9-9' }),
      controls.unplug({ port: '1-1.1.2' }),
      controls.setUp({ port: '1-1.1.1' }),
    ]).toEqual(['unknownDevice', 'slotTaken', 'notPossible', 'slotEmpty', 'notPossible']);
  });
});

function watch({ sandbox }: Pick<TestBench, 'sandbox'>) {
  const seen: string[] = [];
  const stop = sandbox.usb.watch((change: UsbChange) => {
    seen.push(`${change.kind} ${change.kind === 'attached' ? change.device.port : change.port}`);
  });
  return { seen, stop };
}
