import { missing, type MockedDevice } from '../umockdev/testbed.ts';
import { startBench, type Fakes } from './devices-programs.ts';
import { toFigure, type Figure, type Findings } from './figure.ts';
import { pause } from './pause.ts';
import { round } from './statistics.ts';

const COUNT = 64;
/** Of one processor. */
const NEXT_TO_NOTHING = { of: 'value', atMost: 1 } as const;
/** How often a trusted device is asked for its battery. */
const ASKED_EVERY = 300_000;

/** What a bench costs whose 64 devices do nothing. */
export async function measureIdle(fakes: Fakes, idleFor: number): Promise<Findings> {
  const quiet = await cpuWith(fakes, { idleFor });
  const hurry = ASKED_EVERY / idleFor;
  const hurried = await cpuWith(fakes, { idleFor, hurry, trust: 'isTrusted' });
  const looking = missing ? undefined : await cpuWith(fakes, { idleFor, isOnBus: true });
  return {
    figures: [
      figureOf('devices.idleCpu64', quiet),
      // The questions of five minutes in one window, and beside them what the quiet bench costs.
      figureOf('devices.idleCpu64.trusted', quiet + hurried / hurry),
      ...(looking === undefined ? [] : [figureOf('devices.idleCpu64.looking', looking)]),
    ],
    note: `Devices, idle: over ${round(idleFor / 1_000)} s each${missing ? `; the bus was not looked at: ${missing}` : ''}.`,
  };
}

interface Idle {
  readonly idleFor: number;
  readonly hurry?: number;
  readonly trust?: 'isTrusted';
  /** The devices are on a bus that has to be looked at. */
  readonly isOnBus?: boolean;
}

async function cpuWith(fakes: Fakes, { idleFor, hurry, trust, isOnBus }: Idle): Promise<number> {
  const { udids } = await fakes.plug(COUNT, trust);
  const bench = await startBench({
    address: fakes.address,
    ...(hurry && { hurry }),
    ...(isOnBus && { onBus: udids.map(onBus) }),
  });
  await bench.complete(udids);
  // What was compiled and collected because of the start is over.
  await pause(Math.min(5_000, idleFor));
  const cpu = await bench.cpu(idleFor);
  await bench.end();
  await fakes.unplug(udids);
  return cpu;
}

/** Eight hubs of eight; in a descriptor the UDID has no dash. */
function onBus(udid: string, index: number): MockedDevice {
  return {
    name: `1-${1 + (index >> 3)}.${1 + (index & 7)}`,
    devnum: String(index + 2),
    idVendor: '05ac',
    idProduct: '12a8',
    serial: udid.replace('-', ''),
  };
}

function figureOf(name: string, value: number): Figure {
  return toFigure({ name, value, unit: '% of a core', target: NEXT_TO_NOTHING });
}
