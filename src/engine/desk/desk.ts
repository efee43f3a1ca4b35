import type { Card } from '../../contract/desk.ts';
import type { Organization } from '../../core/connections.ts';
import type { Happening, CustodyEvent } from '../../core/custody/event.ts';
import type { SerialNumber } from '../../core/identifiers/serial-number.ts';
import type { Clock } from '../../core/ports.ts';
import type { Result } from '../../core/result.ts';
import type { Instant } from '../../core/time.ts';
import type { Expectation } from '../../core/verdict/case-view.ts';
import type { Policy } from '../../core/verdict/policy.ts';
import type { BenchWatch } from '../bench/bench-watch.ts';
import type { Revalidation } from '../clouds/asking/revalidate.ts';
import type { PublishNews } from '../engine.ts';
import type { Jobs } from '../jobs/jobs.ts';
import type { LedgerFailure } from '../ledger/ledger-failure.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Mirror } from '../mirror/mirror.ts';

/** What the desk was told of the devices to come and of the people at the bench. */
export interface Roster {
  expectationOf(serial: SerialNumber): Expectation | undefined;
  serialsOfAssetTag(tag: string): readonly SerialNumber[];
  nameOfBadge(badge: string): string | undefined;
}

/** What all use cases of the desk work with; put together once in compose.ts. */
export interface Desk {
  readonly ledger: Ledger;
  readonly mirror: Mirror;
  readonly bench: BenchWatch;
  readonly jobs: Jobs;
  readonly revalidation: Revalidation;
  readonly clock: Clock;
  readonly policy: Policy;
  readonly organizations: readonly Organization[];
  readonly roster: Roster;
  readonly publish: PublishNews;
  readonly isOnline: () => boolean;
  readonly state: DeskState;
}

/** What lasts for one run only; everything else is folded from the ledger. */
export interface DeskState {
  operator: string | null;
  /** The device whose card is up. */
  shown: SerialNumber | null;
  /** The slot that was named with the scan of it. */
  shownSlot: string | null;
  /** The last card sent per serial, so that only changes are sent. */
  readonly sent: Map<SerialNumber, Card>;
  readonly bindings: Map<string, SerialNumber>;
  revision: number;
}

export const NOBODY = 'nobody';

/** A new statement about a device, on disk when this returns. */
export function record(
  desk: Desk,
  about: { readonly serial: SerialNumber | null; readonly caseId: string | null },
  ...happenings: readonly Happening[]
): Result<CustodyEvent[], LedgerFailure> {
  const operator = desk.state.operator ?? NOBODY;
  return desk.ledger.appendAll(happenings.map((happening) => ({ ...about, happening, operator })));
}

/** Both clocks at one moment. */
export function nowOf(desk: Pick<Desk, 'clock' | 'mirror'>): { bench: Instant; cloud: Instant } {
  const bench = desk.clock.now();
  return { bench, cloud: desk.mirror.cloudNow() };
}
