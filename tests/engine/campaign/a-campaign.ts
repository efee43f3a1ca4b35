import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import type { Happening } from '../../../src/core/custody/event.ts';
import type { SerialNumber } from '../../../src/core/identifiers/serial-number.ts';
import { failure } from '../../../src/core/result.ts';
import { HOUR, SECOND } from '../../../src/core/time.ts';
import type { Policy } from '../../../src/core/verdict/policy.ts';
import { withOrderedReset } from '../../../src/engine/campaign/ordered-reset.ts';
import { createRevalidation } from '../../../src/engine/clouds/asking/revalidate.ts';
import { deviceStateOf, verdictOf } from '../../../src/engine/desk/card.ts';
import { record, type Desk } from '../../../src/engine/desk/desk.ts';
import { createFollow, type Follow } from '../../../src/engine/desk/follow.ts';
import { createJobs } from '../../../src/engine/jobs/jobs.ts';
import { openLedger, type Ledger } from '../../../src/engine/ledger/ledger.ts';
import { createMirror } from '../../../src/engine/mirror/mirror.ts';
import { createManualClock, type ManualClock } from '../../../src/sandbox/manual-clock.ts';
import { createSandbox, SANDBOX_START, type Sandbox } from '../../../src/sandbox/sandbox.ts';
import { cloudsOf } from '../clouds/sandbox-clouds.ts';

/** A desk without USB on a real ledger, mirror, adapters and jobs, in the simulated clouds on a clock that the test moves. */
export interface Campaign {
  readonly desk: Desk;
  readonly follow: Follow;
  readonly clock: ManualClock;
  readonly sandbox: Sandbox;
  readonly ledger: Ledger;
  /** Lets time go on, second by second, until that is done. */
  done<T>(work: Promise<T>): Promise<T>;
  pass(time: number, isSo?: () => boolean): Promise<void>;
  typesOf(serial: SerialNumber): string[];
}

export function aCampaign(change: Partial<Policy> = {}): Campaign {
  const clock = createManualClock(SANDBOX_START);
  const sandbox = createSandbox({ clock });
  const folder = mkdtempSync(path.join(tmpdir(), 'resetbench-campaign-'));
  const mirror = createMirror({ file: path.join(folder, 'mirror.sqlite'), clock });
  const opened = openLedger({ folder, mode: 'sandbox', bench: 'bench-1', clock });
  if (!opened.ok) throw new Error(opened.error.code);
  const ledger = opened.value;
  const policy = { ...sandbox.connections.policy, ...change };
  const clouds = cloudsOf(sandbox, clock);
  const revalidation = createRevalidation({ ...clouds, mirror, clock, policy });
  const jobs = createJobs({
    ...clouds,
    mirror,
    revalidation,
    clock,
    policy,
    database: ledger.database,
    isClear: (serial) => verdictOf(desk, serial, deviceStateOf(desk, serial)).lane === 'clear',
    record: (entries) => {
      for (const { happening, serial } of entries) keep(desk, serial, happening);
    },
    onChange: () => undefined,
  });
  const desk: Desk = {
    ledger,
    mirror,
    jobs,
    revalidation,
    clock,
    policy,
    organizations: sandbox.connections.organizations,
    bench: noBench,
    roster: {
      expectationOf: (serial) => sandbox.expectations.get(serial),
      serialsOfAssetTag: () => [],
      nameOfBadge: () => undefined,
    },
    publish: () => undefined,
    isOnline: () => true,
    state: {
      operator: 'Kim',
      shown: null,
      shownSlot: null,
      sent: new Map(),
      bindings: new Map(),
      revision: 0,
    },
  };
  jobs.start();
  const pass = async (time: number, isSo = () => false): Promise<void> => {
    const end = clock.now() + time;
    while (clock.now() < end && !isSo()) await clock.advance(SECOND);
  };
  onTestFinished(async () => {
    await Promise.all([jobs.stop(), clock.advance(2 * SECOND)]);
    mirror.close();
    ledger.close();
    rmSync(folder, { recursive: true, force: true });
  });
  return {
    desk,
    follow: createFollow(desk),
    clock,
    sandbox,
    ledger,
    pass,
    async done(work) {
      let isDone = false;
      const ending = work.finally(() => (isDone = true));
      await Promise.all([ending, pass(3 * HOUR, () => isDone)]);
      return ending;
    },
    typesOf: (serial) => ledger.eventsOf(serial).map(({ type }) => type),
  };
}

function keep(desk: Desk, serial: SerialNumber, happening: Happening): void {
  const caseId = deviceStateOf(desk, serial).cases[0]?.caseId ?? null;
  const kept = record(desk, { serial, caseId }, ...withOrderedReset(desk, serial, happening));
  if (!kept.ok) throw new Error(kept.error.code);
}

const noBench: Desk['bench'] = {
  lacks: [],
  isListing: () => false,
  slots: () => [],
  arranging: {
    columns: () => null,
    setColumns: () => undefined,
    name: () => failure('unknownSlot'),
    number: () => failure('unknownSlot'),
    separate: () => failure('unknownSlot'),
    forget: () => failure('unknownSlot'),
  },
  allowPairing: () => undefined,
  settled: () => Promise.resolve(),
  subscribe: () => () => undefined,
  stop: () => undefined,
};
