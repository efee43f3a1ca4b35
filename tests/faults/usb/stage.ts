import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { BenchSignal, TrackedDevice } from '../../../src/engine/bench/bench-watch.ts';
import { benchOn } from '../../support/bench-on-fakes.ts';
import { startFakeDevices } from '../../support/fake-devices/fake-devices.ts';
import type { Instant } from '../../support/fake-devices/instants.ts';
import { ERASED_AT, playsOf, type Counting, type Played, type Plays } from './plays.ts';

/** The live bench and one fake device, which is unplugged at one instant of the conversation, or at none. */
export interface Stage extends Plays {
  /** Every instant so far, each with how often its like was there before. */
  instants(): string[];
  hasUnplugged(): boolean;
  find(udid: string): TrackedDevice | undefined;
  sockets(): number;
  replug(udid: string): void;
  /** Whatever the bench ever said of the device was so. */
  wereTrue(played: Played): void;
  close(): Promise<void>;
}

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
    wereTrue: (played) => wereTrue(signals, played),
    async close() {
      bench.stop();
      await fakes.close();
      rmSync(folder, { recursive: true });
    },
  };
}

interface Count extends Counting {
  all(): string[];
  hasCome(): boolean;
  isDue(instant: Instant): boolean;
}

/** Counts the instants from `begin` on; `isDue` is true once, at the one that was asked for. */
function createCount(unplugAt: string | undefined): Count {
  const keys: string[] = [];
  let isRunning = false;
  let hasCome = false;
  return {
    begin: () => void (isRunning = true),
    /** What the test itself asks is no instant of the bench's. */
    async apart(ask) {
      const before = isRunning;
      isRunning = false;
      const answer = await ask();
      isRunning = before;
      return answer;
    },
    all: () => [...keys],
    hasCome: () => hasCome,
    isDue(instant) {
      if (!isRunning || hasCome) return false;
      const name = `${instant.connection} ${instant.request} ${instant.when}`;
      const key = `${name} #${keys.filter((each) => each.startsWith(`${name} #`)).length + 1}`;
      keys.push(key);
      hasCome = key === unplugAt;
      return hasCome;
    },
  };
}

function wereTrue(signals: readonly BenchSignal[], { device, signs: shown = [] }: Played): void {
  for (const { device: seen } of signals) {
    const { serialNumber, signs = [], isInSetupAssistant, erasedAt } = seen.probe ?? {};
    expect(seen.udid).toBe(device.udid);
    expect(seen.ecid).toBe(device.ecid.toString(16).toUpperCase());
    expect([undefined, device.serial]).toContain(serialNumber);
    expect([undefined, ERASED_AT.getTime()]).toContain(erasedAt);
    if (device.stage !== 'setUp') continue;
    const others = signs.filter((sign) => !shown.includes(sign));
    expect([isInSetupAssistant === true, others]).toEqual([false, []]);
  }
}
