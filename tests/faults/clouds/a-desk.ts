import path from 'node:path';
import { onTestFinished } from 'vitest';
import type { Connections } from '../../../src/core/connections.ts';
import { openBenchLayout } from '../../../src/engine/bench-layout.ts';
import { createBenchWatch } from '../../../src/engine/bench/bench-watch.ts';
import type { Clouds } from '../../../src/engine/clouds/connect.ts';
import { cardOf } from '../../../src/engine/desk/card.ts';
import type { Desk } from '../../../src/engine/desk/desk.ts';
import { createJobs } from '../../../src/engine/jobs/jobs.ts';
import type { Sandbox } from '../../../src/sandbox/sandbox.ts';
import { aLedger } from '../../engine/ledger/a-ledger.ts';
import { temporaryFolder } from '../../engine/mirror/temporary-mirror.ts';

interface DeskParts extends Pick<Desk, 'mirror' | 'clock' | 'isOnline'> {
  readonly connections: Connections;
  readonly clouds: Clouds;
  readonly sandbox: Sandbox;
}

/** A desk with a ledger of its own and jobs that are not started yet. */
export function aDesk({ connections, clouds, sandbox, mirror, clock, isOnline }: DeskParts): Desk {
  const ledger = aLedger({ clock });
  const layout = openBenchLayout(path.join(temporaryFolder(), 'slots.json'), () => undefined);
  const bench = createBenchWatch({ bus: sandbox.usb, probe: sandbox.probe, clock, layout });
  onTestFinished(() => bench.stop());
  const { policy, organizations } = connections;
  const jobs = createJobs({
    ...clouds,
    mirror,
    clock,
    policy,
    database: ledger.database,
    record: (entries) => {
      const about = { caseId: null, operator: 'nobody' };
      const kept = ledger.appendAll(entries.map((entry) => ({ ...entry, ...about })));
      if (!kept.ok) throw new Error(kept.error.code);
    },
    onChange: () => undefined,
    isClear: (serial) => cardOf(desk, serial).verdict.lane === 'clear',
  });
  const desk: Desk = {
    ledger,
    mirror,
    bench,
    jobs,
    revalidation: clouds.revalidation,
    clock,
    policy,
    organizations,
    roster: {
      expectationOf: (serial) => sandbox.expectations.get(serial),
      serialsOfAssetTag: () => [],
      nameOfBadge: () => undefined,
    },
    publish: () => undefined,
    isOnline,
    state: {
      operator: null,
      shown: null,
      shownSlot: null,
      sent: new Map(),
      bindings: new Map(),
      revision: 0,
    },
  };
  return desk;
}
