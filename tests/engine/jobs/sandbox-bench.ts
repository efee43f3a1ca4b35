import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import type { Happening } from '../../../src/core/custody/event.ts';
import type { SerialNumber } from '../../../src/core/identifiers/serial-number.ts';
import { createRevalidation } from '../../../src/engine/clouds/asking/revalidate.ts';
import { createJobs, type Jobs } from '../../../src/engine/jobs/jobs.ts';
import { createMirror, type Mirror } from '../../../src/engine/mirror/mirror.ts';
import { createManualClock, type ManualClock } from '../../../src/sandbox/manual-clock.ts';
import { createSandbox, SANDBOX_START, type Sandbox } from '../../../src/sandbox/sandbox.ts';
import { cloudsOf } from '../clouds/sandbox-clouds.ts';

/** Jobs, real adapters, a real mirror and the simulated clouds, on a clock that the test moves. */
export interface SandboxBench {
  readonly clock: ManualClock;
  readonly sandbox: Sandbox;
  readonly mirror: Mirror;
  readonly jobs: Jobs;
  readonly recorded: { readonly happening: Happening; readonly serial: SerialNumber }[];
  /** As a scan does: what the desk knows before FIX can be pressed. */
  know(serial: SerialNumber): Promise<void>;
  close(): Promise<void>;
}

export function aSandboxBench(): SandboxBench {
  const clock = createManualClock(SANDBOX_START);
  const sandbox = createSandbox({ clock });
  const folder = mkdtempSync(path.join(tmpdir(), 'resetbench-jobs-'));
  const mirror = createMirror({ file: path.join(folder, 'mirror.sqlite'), clock });
  const clouds = cloudsOf(sandbox, clock);
  const revalidation = createRevalidation({
    ...clouds,
    mirror,
    clock,
    policy: sandbox.connections.policy,
  });
  const database = new DatabaseSync(':memory:');
  const recorded: SandboxBench['recorded'] = [];
  const jobs = createJobs({
    ...clouds,
    database,
    mirror,
    revalidation,
    clock,
    policy: sandbox.connections.policy,
    record: (entries) => void recorded.push(...entries),
    onChange: () => undefined,
  });
  jobs.start();
  return {
    clock,
    sandbox,
    mirror,
    jobs,
    recorded,
    async know(serial) {
      const asked = revalidation.ask(serial, ['device', 'assignment', 'tenant'], 'bench');
      await clock.advance(60_000);
      await asked;
    },
    async close() {
      await jobs.stop();
      mirror.close();
      database.close();
    },
  };
}
