import { NAMED_SERIALS, type Triage } from '../../../contract/waves.ts';
import type { Candidate } from '../../../core/campaign/plan-waves.ts';
import { quotaForecast } from '../../../core/campaign/quota-forecast.ts';
import {
  triage,
  TRIAGE_CLASSES,
  type TriageClass,
  type Triaged,
} from '../../../core/campaign/triage.ts';
import type { SerialNumber } from '../../../core/identifiers/serial-number.ts';
import type { Instant } from '../../../core/time.ts';
import type { Desk } from '../../desk/desk.ts';
import { inTurns, nextTurn } from '../../in-turns.ts';
import { serialAt, type FleetIndex } from '../../mirror/fleet-index.ts';
import { judgementOf } from '../judgement.ts';
import { mayMigrate, type Refusal } from '../may-queue.ts';

/** One walk through the fleet. */
export interface Triaging {
  readonly readAt: Instant;
  readonly classes: ReadonlyMap<TriageClass, ClassCount>;
  /** All that can migrate, with their sites. */
  readonly migrates: readonly Candidate[];
  /** The next to ask Apple about: those whose data is to be kept first. */
  readonly toAsk: readonly SerialNumber[];
}

interface ClassCount {
  count: number;
  readonly reasons: Map<string, number>;
  readonly serials: SerialNumber[];
}

/** Lines of the index compared in one go, well below a millisecond each thousand. */
const LINES = 5_000;

/**
 * Puts every device that is on a former service or on none into its class. The index of the mirror says which those
 * are; only what Apple has answered for is judged whole, so that a large fleet that nobody has asked about is quick.
 */
export async function triageFleet(desk: Desk): Promise<Triaging> {
  const readAt = desk.clock.now();
  const counts = createCounts();
  const index = await desk.mirror.fleetIndex();
  const isToLookAt = lookingAt(desk, index);
  for (let from = 0; from < index.size; from += LINES) {
    const serials: SerialNumber[] = [];
    for (let line = from; line < Math.min(from + LINES, index.size); line += 1) {
      if (isToLookAt(line)) serials.push(serialAt(index, line));
    }
    await nextTurn();
    await inTurns(serials, (slice) => {
      for (const serial of slice) counts.add(serial, look(desk, serial, counts));
    });
  }
  return { readAt, ...counts };
}

/** What the window shows of it. `planned`: who is in a wave. */
export function triageView(
  { readAt, classes, migrates }: Triaging,
  planned: ReadonlySet<SerialNumber>,
  organizations: number,
): Triage {
  const views = TRIAGE_CLASSES.map((each) => {
    const {
      count = 0,
      reasons = new Map<string, number>(),
      serials = [],
    } = classes.get(each) ?? {};
    const sorted = [...reasons].map(([reason, number]) => ({ reason, count: number }));
    return {
      class: each,
      count,
      reasons: sorted.toSorted((one, other) => other.count - one.count),
      serials: [...serials],
    };
  });
  const toAsk = classes.get('notAsked')?.count ?? 0;
  return {
    readAt,
    devices: views.reduce((sum, { count }) => sum + count, 0),
    classes: views,
    unplanned: migrates.filter(({ serial }) => !planned.has(serial)).length,
    askFor: quotaForecast({ toMove: 0, toAsk, perDevice: 1, organizations }).askFor,
  };
}

/** Apple's pseudo-service of Configurator counts as none (docs/protocol/apple-business.md#apple-configurator). */
function lookingAt({ policy, mirror }: Desk, { columns }: FleetIndex): (line: number) => boolean {
  const services = mirror.tenant().services?.value ?? [];
  const nobodys = services.filter(({ type }) => type === 'APPLE_CONFIGURATOR').map(({ id }) => id);
  const wanted = new Set(['', ...policy.formerServiceIds, ...nobodys]);
  return columns.service.where((id) => wanted.has(id));
}

type Counts = ReturnType<typeof createCounts>;

function createCounts() {
  const classes = new Map<TriageClass, ClassCount>();
  const migrates: Candidate[] = [];
  const first: SerialNumber[] = [];
  const second: SerialNumber[] = [];
  return {
    classes,
    migrates,
    get toAsk() {
      return [...first, ...second].slice(0, NAMED_SERIALS);
    },
    /** Whether enough are found that Apple is to be asked about. */
    hasEnough: (isFirst: boolean) => (isFirst ? first : second).length >= NAMED_SERIALS,
    add(serial: SerialNumber, found: Found | undefined): void {
      if (!found) return;
      const { triaged, site, keepsData } = found;
      const known = classes.get(triaged.class) ?? emptyClass();
      known.count += 1;
      if (known.serials.length < NAMED_SERIALS) known.serials.push(serial);
      if ('reason' in triaged) {
        known.reasons.set(triaged.reason, (known.reasons.get(triaged.reason) ?? 0) + 1);
      }
      classes.set(triaged.class, known);
      if (triaged.class === 'migrates') migrates.push({ serial, site });
      const asked = keepsData ? first : second;
      if (triaged.class === 'notAsked' && asked.length < NAMED_SERIALS) asked.push(serial);
    },
  };
}

function emptyClass(): ClassCount {
  return { count: 0, reasons: new Map(), serials: [] };
}

interface Found {
  readonly triaged: Triaged;
  readonly site: string;
  readonly keepsData: boolean;
}

/** Undefined for a device of which nobody has read where it is: it may be anywhere. */
function look(desk: Desk, serial: SerialNumber, counts: Counts): Found | undefined {
  const serviceId = desk.mirror.fact(serial, 'assignment')?.value.serviceId;
  if (serviceId === undefined) return undefined;
  const expectation = desk.roster.expectationOf(serial);
  const check = desk.mirror.fact(serial, 'deviceCheck')?.value;
  const keepsData = expectation?.keepsData === true;
  // To judge a device takes a hundred times as long as to count it; nobody is asked about more than these at once.
  const isCounted = serviceId !== null && !check && counts.hasEnough(keepsData);
  const triaged = triage({
    expectation,
    isMigrationCapable: check?.isMigrationCapable,
    obstacle: () => (isCounted ? undefined : obstacleOf(desk, serial)),
  });
  return { triaged, site: expectation?.group ?? '', keepsData };
}

/** Intune's lists say nothing of a device that was never enrolled: it is asked when its wave starts. */
const ASKED_AT_START: readonly Refusal[] = ['enrollmentsAsking'];

function obstacleOf(desk: Desk, serial: SerialNumber): string | undefined {
  const { lenient, ...judgement } = judgementOf(desk, serial);
  const reasons = lenient.reasons.filter(({ code }) => !ASKED_AT_START.includes(code));
  return mayMigrate({ ...judgement, lenient: { ...lenient, reasons } });
}
