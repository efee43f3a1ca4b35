import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { BenchSignal, TrackedDevice } from '../../../src/engine/bench/bench-watch.ts';
import { benchOn, type BenchOnFakes } from '../../support/bench-on-fakes.ts';
import { makePairRecord } from '../../support/fake-devices/certificates.ts';
import type { FakeDevice } from '../../support/fake-devices/device/controls.ts';
import { startFakeDevices, type FakeDevices } from '../../support/fake-devices/fake-devices.ts';
import type { Instant } from '../../support/fake-devices/instants.ts';

/** A device in a conversation, and how it is known that the conversation has come to its end. */
export interface Played {
  readonly device: FakeDevice;
  isOver(): boolean | Promise<boolean>;
}

/** The live bench and one fake device, which is unplugged at one instant of the conversation, or at none. */
export interface Stage {
  /** A set-up device that does not know this computer. */
  plug(): Promise<Played>;
  plugTrusted(): Promise<Played>;
  /** The daemon knows a pairing that the device has forgotten. */
  plugStale(): Promise<Played>;
  plugRestoring(): Promise<Played>;
  /** A device that trusts this computer leaves and comes back in an open reset, not erased. */
  restart(): Promise<Played>;
  /** A set-up device leaves and comes back in an open reset, and asks its user for trust. */
  askTrust(): Promise<Played>;
  /** A device is erased in an open reset: the conversation begins when it is back. */
  erase(): Promise<Played>;
  /** Every instant so far, each with how often its like was there before. */
  instants(): string[];
  hasUnplugged(): boolean;
  find(udid: string): TrackedDevice | undefined;
  sockets(): number;
  replug(udid: string): void;
  /** Whatever the bench ever said of the device was so. */
  wereTrue(device: FakeDevice): void;
  close(): Promise<void>;
}

const ERASED_AT = new Date(1_795_000_000_000);
const UDID = '00008110-001A2B3C4D5E801E';

export async function openStage(unplugAt: string | undefined): Promise<Stage> {
  const counted = createCount(unplugAt);
  const folder = mkdtempSync(join(tmpdir(), 'resetbench-instants-'));
  const fakes = await startFakeDevices({
    socketPath: join(folder, 'mux'),
    onInstant: (instant) => (counted.isDue(instant) ? 'unplug' : undefined),
  });
  const bench = benchOn(fakes);
  const signals: BenchSignal[] = [];
  bench.bench.subscribe((signal) => signals.push(signal));
  return {
    ...playsOf(fakes, bench, counted),
    instants: counted.all,
    hasUnplugged: counted.hasCome,
    find: bench.find,
    sockets: fakes.sockets,
    replug: (udid) => {
      if (fakes.device(udid)?.isPlugged === false) fakes.replug(udid);
    },
    wereTrue: (device) => wereTrue(signals, device),
    async close() {
      bench.stop();
      await fakes.close();
      rmSync(folder, { recursive: true });
    },
  };
}

/** Counts the instants from `begin` on; `isDue` is true once, at the one that was asked for. */
function createCount(unplugAt: string | undefined) {
  const keys: string[] = [];
  let isRunning = false;
  let hasCome = false;
  return {
    begin: () => void (isRunning = true),
    /** What the test itself asks is no instant of the bench's. */
    async apart<T>(ask: () => Promise<T>): Promise<T> {
      const before = isRunning;
      isRunning = false;
      const answer = await ask();
      isRunning = before;
      return answer;
    },
    all: () => [...keys],
    hasCome: () => hasCome,
    isDue(instant: Instant): boolean {
      if (!isRunning || hasCome) return false;
      const name = `${instant.connection} ${instant.request} ${instant.when}`;
      const key = `${name} #${keys.filter((each) => each.startsWith(`${name} #`)).length + 1}`;
      keys.push(key);
      hasCome = key === unplugAt;
      return hasCome;
    },
  };
}

function playsOf(fakes: FakeDevices, bench: BenchOnFakes, { begin, apart }: Count): Plays {
  return { ...playsOfPlugs(fakes, bench, begin), ...playsOfResets(fakes, bench, { begin, apart }) };
}

type Plays = Pick<
  Stage,
  'plug' | 'plugTrusted' | 'plugStale' | 'plugRestoring' | 'erase' | 'restart' | 'askTrust'
>;
type Count = Pick<ReturnType<typeof createCount>, 'begin' | 'apart'>;

function playsOfPlugs(
  fakes: FakeDevices,
  bench: BenchOnFakes,
  begin: Count['begin'],
): Pick<Plays, 'plug' | 'plugTrusted' | 'plugStale' | 'plugRestoring'> {
  const probeOf = () => bench.find(UDID)?.probe;
  return {
    async plug() {
      await listening(bench);
      begin();
      const device = fakes.plug({ udid: UDID });
      return { device, isOver: () => isThere(bench) && probeOf()?.symptom === undefined };
    },
    async plugTrusted() {
      await listening(bench);
      const record = await makePairRecord(fakes.buid);
      fakes.saveRecord(UDID, record);
      begin();
      const device = fakes.plug({ udid: UDID, hosts: [record] });
      return { device, isOver: () => isThere(bench) && probeOf()?.serialNumber === device.serial };
    },
    async plugStale() {
      await listening(bench);
      fakes.saveRecord(UDID, await makePairRecord(fakes.buid));
      begin();
      const device = fakes.plug({ udid: UDID });
      return { device, isOver: () => isThere(bench) && probeOf()?.symptom === 'stalePairing' };
    },
    async plugRestoring() {
      await listening(bench);
      begin();
      const device = fakes.plug({ udid: UDID, stage: 'restore' });
      return {
        device,
        isOver: () => isThere(bench) && bench.find(UDID)?.mode === 'restoreRamdisk',
      };
    },
  };
}

function playsOfResets(
  fakes: FakeDevices,
  bench: BenchOnFakes,
  { begin, apart }: Count,
): Pick<Plays, 'erase' | 'restart' | 'askTrust'> {
  const probeOf = () => bench.find(UDID)?.probe;
  const isAway = () => bench.find(UDID)?.goneSince !== undefined;
  return {
    async restart() {
      await listening(bench);
      const record = await makePairRecord(fakes.buid);
      fakes.saveRecord(UDID, record);
      const device = fakes.plug({ udid: UDID, hosts: [record] });
      await until(() => isThere(bench) && probeOf()?.serialNumber === device.serial);
      bench.bench.allowPairing('usbmux-1', 'afterReturn');
      fakes.unplug(UDID);
      await until(isAway);
      begin();
      fakes.replug(UDID);
      return { device, isOver: () => isThere(bench) && probeOf()?.serialNumber === device.serial };
    },
    async askTrust() {
      await listening(bench);
      const device = fakes.plug({ udid: UDID, trust: 'asks' });
      await until(() => isThere(bench));
      bench.bench.allowPairing('usbmux-1', 'afterReturn');
      fakes.unplug(UDID);
      await until(isAway);
      const before = asked(fakes, 'Pair');
      begin();
      fakes.replug(UDID);
      // Whether the question was cut or answered: it is put once.
      return { device, isOver: () => isThere(bench) && asked(fakes, 'Pair') > before };
    },
    async erase() {
      await listening(bench);
      const device = fakes.plug({ udid: UDID });
      await until(() => isThere(bench));
      bench.bench.allowPairing('usbmux-1', 'afterReturn');
      device.erase({ at: ERASED_AT, isBack: false });
      await until(() => bench.find(UDID)?.goneSince !== undefined);
      begin();
      fakes.replug(UDID);
      return { device, isOver: () => apart(() => isDated(bench, device)) };
    },
  };
}

function asked(fakes: FakeDevices, wanted: string): number {
  return fakes.conversations().filter(({ request }) => request === wanted).length;
}

async function listening({ muxWatch }: BenchOnFakes): Promise<void> {
  await until(() => muxWatch.trouble() === undefined);
}

function isThere(bench: BenchOnFakes): boolean {
  const seen = bench.find(UDID);
  return seen?.goneSince === undefined && seen?.probe !== undefined;
}

/** It has dated its erase, and neither it nor the daemon keeps anything of the pairing. */
async function isDated(bench: BenchOnFakes, device: FakeDevice): Promise<boolean> {
  const isTold = isThere(bench) && bench.find(UDID)?.probe?.erasedAt === ERASED_AT.getTime();
  if (!isTold || device.hosts.length > 0) return false;
  const record = await bench.mux.readPairRecord(UDID);
  return record.ok && record.value === undefined;
}

function wereTrue(signals: readonly BenchSignal[], device: FakeDevice): void {
  for (const { device: seen } of signals) {
    const { serialNumber, signs = [], isInSetupAssistant, erasedAt } = seen.probe ?? {};
    expect(seen.udid).toBe(device.udid);
    expect(seen.ecid).toBe(device.ecid.toString(16).toUpperCase());
    expect([undefined, device.serial]).toContain(serialNumber);
    expect([undefined, ERASED_AT.getTime()]).toContain(erasedAt);
    if (device.stage !== 'setUp') continue;
    // That a trust was lost is true, and by itself says nothing of an erasure.
    const others = signs.filter((sign) => sign !== 'trustLost');
    expect([isInSetupAssistant === true, others]).toEqual([false, []]);
  }
}

/** Polls until it is so; what never comes to be so is a failure. */
export async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  const end = Date.now() + 10_000;
  while (!(await isSo())) {
    if (Date.now() > end) throw new Error(`it did not come to that: ${isSo.toString()}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
