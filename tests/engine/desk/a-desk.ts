import { onTestFinished } from 'vitest';
import type { CustodyEvent } from '../../../src/core/custody/event.ts';
import type { SerialNumber } from '../../../src/core/identifiers/serial-number.ts';
import type { BenchWatch } from '../../../src/engine/bench/bench-watch.ts';
import { restoreBindings } from '../../../src/engine/desk/bind.ts';
import { deviceStateOf } from '../../../src/engine/desk/card.ts';
import { record, type Desk } from '../../../src/engine/desk/desk.ts';
import { createFollow } from '../../../src/engine/desk/follow.ts';
import { watchReadings } from '../../../src/engine/desk/read-device.ts';
import { scan } from '../../../src/engine/desk/scan.ts';
import { watchResets } from '../../../src/engine/desk/watch-resets.ts';
import { aCampaign } from '../campaign/a-campaign.ts';

/** A desk that hears of a bench whose devices the test plugs, in an empty mirror, on a real ledger. */
export interface WatchedDesk {
  readonly desk: Desk;
  scan(serial: SerialNumber, slot?: string): void;
  /** The operator begins, whatever the verdict is. */
  begin(serial: SerialNumber, data: { readonly slot: string; readonly ecid?: string }): void;
  /** Where its reset stands, and how well it is proven. */
  resetOf(serial: SerialNumber): readonly [step: string | undefined, level: string | undefined];
}

/** `ledger`: of an earlier run of the same bench. */
export function aDesk(bench: BenchWatch, ledger?: Desk['ledger']): WatchedDesk {
  const { desk: whole } = aCampaign();
  const desk: Desk = { ...whole, bench, ...(ledger && { ledger }) };
  desk.state.operator = 'Ada';
  restoreBindings(desk);
  const follow = createFollow(desk);
  const stops = [watchResets(desk, follow), watchReadings(desk, follow), follow.stop];
  onTestFinished(() => stops.forEach((stop) => stop()));
  return {
    desk,
    scan: (text, slot) => void scan(desk, follow, { text, slot }),
    begin(serial, data) {
      const caseId = deviceStateOf(desk, serial).cases[0]?.caseId ?? `case of ${serial}`;
      record(desk, { serial, caseId }, { type: 'resetStarted', data });
    },
    resetOf(serial) {
      const newest = deviceStateOf(desk, serial).cases[0];
      return [newest?.reset.step, newest?.resetRecord?.level];
    },
  };
}

/** A desk whose events of a device are read as the test says; the rest of its ledger is real. */
export function deskWhoseLedger(
  bench: BenchWatch,
  answer: (read: () => CustodyEvent[]) => CustodyEvent[],
): Desk {
  const { desk } = aCampaign();
  const { ledger } = desk;
  const eventsOf = (serial: SerialNumber) => answer(() => ledger.eventsOf(serial));
  return { ...desk, bench, ledger: { ...ledger, eventsOf } };
}
