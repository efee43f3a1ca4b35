import type { ResetSign } from '../../../src/core/reset/evidence.ts';
import type { BenchOnFakes } from '../../support/bench-on-fakes.ts';
import { makePairRecord } from '../../support/fake-devices/certificates.ts';
import type { FakeDevice } from '../../support/fake-devices/device/controls.ts';
import type { FakeDevices } from '../../support/fake-devices/fake-devices.ts';
import { until } from './until.ts';

/** A device in a conversation, and how it is known that the conversation has come to its end. */
export interface Played {
  readonly device: FakeDevice;
  /** What it may show besides, though it is set up. */
  readonly signs?: readonly ResetSign[];
  isOver(): boolean | Promise<boolean>;
}

/** Each conversation begins when the device is there, or is back. */
export interface Plays {
  /** A set-up device that does not know this computer. */
  plug(): Promise<Played>;
  plugTrusted(): Promise<Played>;
  /** The daemon knows a pairing that the device has forgotten. */
  plugStale(): Promise<Played>;
  plugRestoring(): Promise<Played>;
  /** In an open reset: a device that trusts this computer is back, not erased. */
  restart(): Promise<Played>;
  /** In an open reset: a set-up device is back, and asks its user for trust. */
  askTrust(): Promise<Played>;
  /** In an open reset: a device that has forgotten this computer is back, set up, and asks its user for trust. */
  askTrustAnew(): Promise<Played>;
  /** In an open reset: a device is back, erased. */
  erase(): Promise<Played>;
  /** In an open reset: a device is back, erased, and the daemon still knows the pairing that it had. */
  eraseTrusted(): Promise<Played>;
}

/** When instants begin to count, and what is asked without being counted. */
export interface Counting {
  begin(): void;
  apart<T>(ask: () => Promise<T>): Promise<T>;
}

export const ERASED_AT = new Date(1_795_000_000_000);
const UDID = '00008110-001A2B3C4D5E801E';

export function playsOf(fakes: FakeDevices, bench: BenchOnFakes, counting: Counting): Plays {
  return { ...playsOfPlugs(fakes, bench, counting), ...playsOfResets(fakes, bench, counting) };
}

function playsOfPlugs(
  fakes: FakeDevices,
  bench: BenchOnFakes,
  { begin }: Counting,
): Pick<Plays, 'plug' | 'plugTrusted' | 'plugStale' | 'plugRestoring'> {
  return {
    async plug() {
      await listening(bench);
      begin();
      const device = fakes.plug({ udid: UDID });
      return { device, isOver: () => isThere(bench) && probeOn(bench)?.symptom === undefined };
    },
    async plugTrusted() {
      await listening(bench);
      const hosts = [await keptRecord(fakes)];
      begin();
      const device = fakes.plug({ udid: UDID, hosts });
      return { device, isOver: () => isThere(bench) && tellsSerial(bench, device) };
    },
    async plugStale() {
      await listening(bench);
      await keptRecord(fakes);
      begin();
      const device = fakes.plug({ udid: UDID });
      return { device, signs: ['trustLost'], isOver: () => suffers(bench, 'stalePairing') };
    },
    async plugRestoring() {
      await listening(bench);
      begin();
      const device = fakes.plug({ udid: UDID, stage: 'restore' });
      const isRestoring = () => bench.find(UDID)?.mode === 'restoreRamdisk';
      return { device, isOver: () => isThere(bench) && isRestoring() };
    },
  };
}

function playsOfResets(
  fakes: FakeDevices,
  bench: BenchOnFakes,
  { begin, apart }: Counting,
): Pick<Plays, 'restart' | 'askTrust' | 'askTrustAnew' | 'erase' | 'eraseTrusted'> {
  /** Its reset is begun, and it is unplugged, unless it leaves by itself. */
  const goAndComeBack = async (leave: () => void = () => fakes.unplug(UDID)) => {
    await until(() => isThere(bench));
    bench.bench.allowPairing('usbmux-1', 'afterReturn');
    leave();
    await until(() => bench.find(UDID)?.goneSince !== undefined);
    begin();
    fakes.replug(UDID);
  };
  const erase = (device: FakeDevice) =>
    goAndComeBack(() => device.erase({ at: ERASED_AT, isBack: false }));
  return {
    async restart() {
      await listening(bench);
      const device = fakes.plug({ udid: UDID, hosts: [await keptRecord(fakes)] });
      await goAndComeBack();
      return { device, isOver: () => isThere(bench) && tellsSerial(bench, device) };
    },
    async askTrust() {
      await listening(bench);
      const device = fakes.plug({ udid: UDID, trust: 'asks' });
      await goAndComeBack();
      return { device, isOver: () => suffers(bench, 'trustPending') };
    },
    async askTrustAnew() {
      await listening(bench);
      await keptRecord(fakes);
      const device = fakes.plug({ udid: UDID, trust: 'asks' });
      await goAndComeBack();
      return { device, signs: ['trustLost'], isOver: () => suffers(bench, 'trustPending') };
    },
    async erase() {
      await listening(bench);
      const device = fakes.plug({ udid: UDID });
      await erase(device);
      return { device, isOver: () => apart(() => isDated(bench, device)) };
    },
    async eraseTrusted() {
      await listening(bench);
      const device = fakes.plug({ udid: UDID, hosts: [await keptRecord(fakes)] });
      await erase(device);
      return { device, isOver: () => apart(() => isDated(bench, device)) };
    },
  };
}

async function listening({ muxWatch }: BenchOnFakes): Promise<void> {
  await until(() => muxWatch.trouble() === undefined);
}

/** A pairing that the daemon knows, whatever the device knows of it. */
async function keptRecord(fakes: FakeDevices) {
  const record = await makePairRecord(fakes.buid);
  fakes.saveRecord(UDID, record);
  return record;
}

function probeOn(bench: BenchOnFakes) {
  return bench.find(UDID)?.probe;
}

/** It is plugged in and has answered since. */
function isThere(bench: BenchOnFakes): boolean {
  const seen = bench.find(UDID);
  return seen?.goneSince === undefined && seen?.probe !== undefined;
}

function tellsSerial(bench: BenchOnFakes, { serial }: FakeDevice): boolean {
  return probeOn(bench)?.serialNumber === serial;
}

function suffers(bench: BenchOnFakes, symptom: string): boolean {
  return isThere(bench) && probeOn(bench)?.symptom === symptom;
}

/** It has dated its erase, and neither it nor the daemon keeps anything of a pairing. */
async function isDated(bench: BenchOnFakes, device: FakeDevice): Promise<boolean> {
  const isTold = isThere(bench) && probeOn(bench)?.erasedAt === ERASED_AT.getTime();
  if (!isTold || device.hosts.length > 0) return false;
  const record = await bench.mux.readPairRecord(UDID);
  return record.ok && record.value === undefined;
}
