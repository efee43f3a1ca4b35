import { onTestFinished } from 'vitest';
import type {
  DeviceProbe,
  ProbeAnswer,
  UsbBus,
  UsbChange,
  UsbDevice,
} from '../../../src/core/ports.ts';
import {
  createBenchWatch,
  type BenchSignal,
  type BenchWatch,
} from '../../../src/engine/bench/bench-watch.ts';
import {
  emptyLayout,
  type LayoutMemory,
  type RememberedLayout,
} from '../../../src/engine/bench/slots/layout-memory.ts';
import { createManualClock, type ManualClock } from '../../../src/sandbox/manual-clock.ts';

export const START = Date.UTC(2026, 10, 23, 8);
export const PORT = '1-1.4';
export const OTHER_PORT = '1-1.2';
/** Longer than a bounce. */
export const LATER = 5_000;

/** A phone of today: its UDID holds its ECID. */
export const PHONE = {
  udid: '00008110001A2B3C4D5E801E',
  ecid: '1A2B3C4D5E801E',
  serial: 'F4GXKQ7N0D91',
};
/** One of before A12: its UDID tells nothing about its ECID. */
export const OLD_PHONE = {
  udid: 'c0ffee0123456789abcdef0123456789abcdef01',
  ecid: '9F8E7D6C5B4A',
  serial: 'DNPXK1ABCD12',
};

export interface FakeBus extends UsbBus {
  plug(device: UsbDevice): void;
  unplug(port: string): void;
}

/** A bus that does what it is told. */
export function createFakeBus(): FakeBus {
  const devices = new Map<string, UsbDevice>();
  const listeners = new Set<(change: UsbChange) => void>();
  const tell = (change: UsbChange) => {
    for (const listener of listeners) listener(change);
  };
  return {
    list: () => Promise.resolve([...devices.values()]),
    watch: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    plug: (device) => {
      devices.set(device.port, device);
      tell({ kind: 'attached', device });
    },
    unplug: (port) => {
      devices.delete(port);
      tell({ kind: 'detached', port });
    },
  };
}

/** Keeps a copy, as a file does. */
export function createMemory(kept: Partial<RememberedLayout> = {}): LayoutMemory {
  let text = JSON.stringify({ ...emptyLayout, ...kept });
  return {
    read: () => JSON.parse(text) as RememberedLayout, // what was written below
    write: (layout) => (text = JSON.stringify(layout)),
  };
}

export interface FakeBench {
  readonly bus: FakeBus;
  readonly clock: ManualClock;
  readonly watch: BenchWatch;
  /** Every signal so far, as `kind port key`. */
  readonly signals: string[];
  readonly details: BenchSignal[];
  /** Every question so far. */
  readonly asked: { port: string; allowPairing: boolean }[];
  /** What a device answers from now on, by USB serial string; absent: it does not answer. */
  readonly answers: Map<string, ProbeAnswer | Error>;
  /** What it has kept: a bench that starts on it goes on there. */
  readonly layout: LayoutMemory;
  /** The USB serial strings of the questions that were taken back. */
  readonly cancelled: string[];
  /** The USB serial strings of devices that are asked to pair as soon as that is allowed. */
  readonly pairsAt: Set<string>;
  /** The probe says that this device may answer now. */
  tellReady(id: string): void;
}

export function aBench(
  before: readonly UsbDevice[] = [],
  layout: LayoutMemory = createMemory(),
  abilities: Partial<UsbBus> = {},
): FakeBench {
  const bus = { ...createFakeBus(), ...abilities };
  for (const device of before) bus.plug(device);
  const clock = createManualClock(START);
  const asked: FakeBench['asked'] = [];
  const answers: FakeBench['answers'] = new Map();
  const cancelled: string[] = [];
  const pairsAt = new Set<string>();
  let tellReady: (id: string) => void = () => undefined;
  const probe: DeviceProbe = {
    watch: (listener) => {
      tellReady = listener;
      return () => undefined;
    },
    ask: ({ port, serialString }, { allowPairing, cancelled: over, onPairing }) => {
      asked.push({ port, allowPairing });
      if (allowPairing && pairsAt.has(serialString ?? '')) onPairing?.();
      void over?.then(() => cancelled.push(serialString ?? ''));
      const answer = answers.get(serialString ?? '');
      return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
    },
  };
  const watch = createBenchWatch({ bus, probe, clock, layout });
  onTestFinished(() => watch.stop());
  const details: BenchSignal[] = [];
  const signals: string[] = [];
  watch.subscribe((signal) => {
    details.push(signal);
    signals.push(`${signal.kind} ${signal.slot} ${signal.device.key}`);
  });
  return {
    bus,
    clock,
    watch,
    signals,
    details,
    asked,
    answers,
    layout,
    cancelled,
    pairsAt,
    tellReady: (id) => tellReady(id),
  };
}

export function inNormalMode({ udid }: { udid: string }, port = PORT): UsbDevice {
  return { port, productId: 0x12a8, serialString: udid };
}

export function inRecovery(
  { ecid, serial }: { ecid: string; serial: string },
  port = PORT,
): UsbDevice {
  const serialString = `CPID:8110 CPRV:11 BDID:0C ECID:${ecid.padStart(16, '0')} IBFL:3C SRNM:[${serial}]`;
  return { port, productId: 0x1281, serialString };
}

export function inDfu({ ecid }: { ecid: string }, port = PORT): UsbDevice {
  return { port, productId: 0x1227, serialString: `CPID:8110 ECID:${ecid} SRTG:[iBoot-1]` };
}

/** Without a string that could be read. */
export function inKis(port = PORT): UsbDevice {
  return { port, productId: 0x1881, serialString: null };
}

export function anAnswer(answer: Partial<ProbeAnswer> = {}): ProbeAnswer {
  return { isInSetupAssistant: false, raw: {}, ...answer };
}

/** Unplugs what is on the first port, for longer than a bounce. */
export async function leave({ bus, clock }: Pick<FakeBench, 'bus' | 'clock'>): Promise<void> {
  bus.unplug(PORT);
  await clock.advance(LATER);
}
