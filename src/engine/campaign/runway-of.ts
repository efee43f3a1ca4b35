import type { Connections } from '../../core/connections.ts';
import type { Clock } from '../../core/ports.ts';
import type { HandledLine, RunwayInput, RunwayJob } from '../../core/runway/input.ts';
import { readRunway } from '../../core/runway/read-runway.ts';
import type { Runway } from '../../core/runway/runway.ts';
import { DAY } from '../../core/time.ts';
import { inTurns } from '../in-turns.ts';
import type { Handled } from '../ledger/handled.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Mirror } from '../mirror/mirror.ts';
import { traitsOf } from '../mirror/traits-of.ts';

/** A user who has not switched the device on by then needs a call. */
const LATE_AFTER_DAYS = 7;

export interface RunwayParts {
  readonly connections: () => Connections;
  readonly ledger: Pick<Ledger, 'handled'>;
  readonly mirror: Pick<Mirror, 'device' | 'tenant' | 'cloudNow' | 'tally'>;
  readonly jobs: { views(): readonly RunwayJob[] };
  /** How the last sign-ins went. */
  readonly signIn: () => RunwayInput['signIn'];
  /** Whether both clouds were listed to their end at least once. */
  readonly isListed: () => boolean;
  readonly clock: Clock;
}

/** Gathers what the runway is read from. Asks no cloud; a large ledger does not hold the event loop. */
export async function runwayOf(parts: RunwayParts): Promise<Runway> {
  return readRunway(await runwayInput(parts));
}

/** What the runway is read from. */
export async function runwayInput(parts: RunwayParts): Promise<RunwayInput> {
  const { mirror, clock } = parts;
  const now = { bench: clock.now(), cloud: mirror.cloudNow() };
  const handled = await handledLines(parts, now.bench);
  return {
    connections: parts.connections(),
    tenant: mirror.tenant(),
    tally: mirror.tally(),
    handled,
    jobs: parts.jobs.views(),
    signIn: parts.signIn(),
    isListed: parts.isListed(),
    lateAfterDays: LATE_AFTER_DAYS,
    now,
  };
}

async function handledLines({ ledger, mirror }: RunwayParts, now: number): Promise<HandledLine[]> {
  const lines: HandledLine[] = [];
  await inTurns(ledger.handled(), (slice) => {
    for (const handled of slice) lines.push(lineOf(handled, mirror, now));
  });
  return lines;
}

function lineOf(
  { serial, wasReset, handedOverAt }: Handled,
  mirror: RunwayParts['mirror'],
  now: number,
): HandledLine {
  const isHere = handedOverAt === null;
  return {
    ...traitsOf(mirror.device(serial)),
    count: 1,
    wasReset,
    isHere,
    isLate: !isHere && handedOverAt < now - LATE_AFTER_DAYS * DAY,
  };
}
