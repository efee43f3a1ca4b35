import { describe, expect, it } from 'vitest';
import type { DeviceMode } from '../../src/core/facts/device-mode.ts';
import type { UsbChange } from '../../src/core/ports.ts';
import { classifyProductId } from '../../src/engine/bench/identity/product-id.ts';
import { RECORDED_DEVICES } from '../engine/bench/fixtures/usb-devices.ts';
import { mockUsb, type MockedUsb } from './mocked-usb.ts';
import { missing, type MockedDevice } from './testbed.ts';

/** One phone in each of its modes, by the strings that such phones have. */
const AT = { name: '1-1.4', idVendor: '05ac' };
const TAGS = 'CPID:8110 CPRV:11 CPFM:03 SCEP:01 BDID:0C ECID:001A2B3C4D5E801E';
const NORMAL = { ...AT, devnum: '5', idProduct: '12a8', serial: '00008110001A2B3C4D5E801E' };
const RECOVERY = {
  ...AT,
  devnum: '6',
  idProduct: '1281',
  serial: `${TAGS} IBFL:3C SRNM:[F4GXKQ7N0D91]`,
};
const DFU = {
  ...AT,
  devnum: '7',
  idProduct: '1227',
  serial: `${TAGS} IBFL:3C SRTG:[iBoot-8419.0.151.0.1]`,
};
const HUB = { name: '1-1', devnum: '2', idVendor: '0bda', idProduct: '5411' };
const KEYBOARD = { name: '1-2', devnum: '3', idVendor: '046d', idProduct: 'c31c' };

describe.skipIf(missing)(`a mocked USB bus${missing === undefined ? '' : ` (${missing})`}`, () => {
  describe.each([
    ['by the events of udevd alone', 'events'],
    ['by looking alone, where no udevd is', 'looking'],
  ] as const)('%s', (_, way) => {
    const tells = way === 'events';
    // The package loses an event now and then (docs/protocol/apple-usb.md#events): on a real bench the look finds it.
    const patience = { timeout: 30_000, retry: tells ? 2 : 0 };

    it(
      'shows a phone come, change its mode twice and go, and neither hub nor keyboard',
      patience,
      async () => {
        const usb = mockUsb(way);
        const lacks = tells ? [] : ['events'];
        expect(await usb.next('opened')).toEqual({ lacks, there: [] });
        if (tells) await usb.next('listening');
        usb.plug(HUB, tells);
        usb.plug(KEYBOARD, tells);
        usb.plug(NORMAL, tells);
        expect(await usb.next('change')).toEqual(attached(NORMAL));
        for (const next of [RECOVERY, DFU]) {
          usb.unplug(AT.name, tells);
          usb.plug(next, tells);
          expect(await usb.next('change')).toEqual(detached(AT));
          expect(await usb.next('change')).toEqual(attached(next));
        }
        usb.unplug(AT.name, tells);
        expect(await usb.next('change')).toEqual(detached(AT));
      },
    );

    it('tells of 64 devices that come at the same time, and go, each once', patience, async () => {
      const usb = mockUsb(way);
      await usb.next('opened');
      if (tells) await usb.next('listening');
      for (const device of SIXTY_FOUR) usb.plug(device, tells);
      expect(await changes(usb, 64)).toEqual(SIXTY_FOUR.map(attached).toSorted(byPort));
      for (const { name } of SIXTY_FOUR) usb.unplug(name, tells);
      expect(await changes(usb, 64)).toEqual(SIXTY_FOUR.map(detached).toSorted(byPort));
    });

    it(
      'tells of each recorded device what its descriptor says, and so of which mode it is',
      patience,
      async () => {
        const usb = mockUsb(way);
        await usb.next('opened');
        if (tells) await usb.next('listening');
        for (const device of RECORDED) usb.plug(device, tells);
        const told = await changes(usb, RECORDED.length);
        expect(told).toEqual(RECORDED.map(attached).toSorted(byPort));
        const modes = new Map(told.map(modeTold));
        expect(RECORDED.map(({ name }) => modes.get(portOf(name)))).toEqual(
          RECORDED_DEVICES.map(({ mode }) => mode),
        );
      },
    );

    it('lets its process end when the last watcher has left', async () => {
      const usb = mockUsb(way);
      await usb.next('opened');
      usb.say('leave');
      expect(await usb.next('exited')).toBe(0);
    });
  });

  it('lets its process live when the last controller goes before anybody watches', async () => {
    const usb = mockUsb('events', { watches: 'later' });
    await usb.next('opened');
    usb.unplug('usb1', false);
    usb.say('watch');
    usb.say('leave');
    expect(await usb.next('exited')).toBe(0);
  });

  it('lets its process live where there is no bus, and end by itself', async () => {
    const usb = mockUsb('events', { hasBus: false });
    expect(await usb.next('opened')).toEqual({ unavailable: 'noBus', lacks: [], there: [] });
    usb.say('leave');
    expect(await usb.next('exited')).toBe(0);
  });
});

const SIXTY_FOUR: readonly MockedDevice[] = Array.from({ length: 64 }, (_, index) => ({
  name: `${Math.floor(index / 16) + 1}-1.${Math.floor((index % 16) / 4) + 1}.${(index % 4) + 1}`,
  devnum: `${index + 10}`,
  idVendor: '05ac',
  idProduct: '12ab',
  serial: `00008103${index.toString(16).toUpperCase().padStart(16, '0')}`,
}));

/** Those whose string could not be read have none here. */
const RECORDED: readonly MockedDevice[] = RECORDED_DEVICES.map(
  ({ productId, serialString }, index) => ({
    name: `1-1.${index + 1}`,
    devnum: `${index + 10}`,
    idVendor: '05ac',
    idProduct: productId.toString(16).padStart(4, '0'),
    ...(serialString !== null && { serial: serialString }),
  }),
);

async function changes(usb: MockedUsb, count: number): Promise<UsbChange[]> {
  const told: UsbChange[] = [];
  while (told.length < count) told.push(await usb.next('change'));
  return told.toSorted(byPort);
}

function attached({ name, devnum, idProduct, serial }: MockedDevice): UsbChange {
  const productId = Number.parseInt(idProduct, 16);
  const locationId = Number(name.split('-')[0]) * 0x1_0000 + Number(devnum);
  const device = { port: portOf(name), productId, serialString: serial ?? null, locationId };
  return { kind: 'attached', device };
}

function modeTold(change: UsbChange): readonly [port: string, mode: DeviceMode | undefined] {
  if (change.kind === 'detached') return [change.port, undefined];
  return [change.device.port, classifyProductId(change.device.productId)];
}

function detached({ name }: Pick<MockedDevice, 'name'>): UsbChange {
  return { kind: 'detached', port: portOf(name) };
}

/** The kernel writes the bus without zeros before it, the package with. */
function portOf(name: string): string {
  return `00${name}`;
}

function byPort(left: UsbChange, right: UsbChange): number {
  const port = (change: UsbChange) =>
    change.kind === 'attached' ? change.device.port : change.port;
  return port(left).localeCompare(port(right));
}
