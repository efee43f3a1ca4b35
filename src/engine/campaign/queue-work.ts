import type { Queued } from '../../contract/campaign.ts';
import type { SerialNumber } from '../../core/identifiers/serial-number.ts';
import { EARLIEST_DEADLINE, LATEST_DEADLINE } from '../../core/jobs/deadline.ts';
import { failure, success } from '../../core/result.ts';
import type { Instant } from '../../core/time.ts';
import type { Target } from '../../core/verdict/policy.ts';
import { deviceStateOf } from '../desk/card.ts';
import { nowOf, type Desk } from '../desk/desk.ts';
import type { Follow } from '../desk/follow.ts';
import type { Reply } from '../engine.ts';
import { inTurns } from '../in-turns.ts';
import type { RequestedSerial, WorkRequest } from '../jobs/jobs.ts';
import { askIntune } from './ask-intune.ts';
import { eachOf } from './each-of.ts';
import { judgementOf, type Judgement } from './judgement.ts';
import { mayAssign, mayChangeMigration, mayMigrate, mayWipe, type Refusal } from './may-queue.ts';
import { isSecondPerson } from './second-person.ts';

interface Serials {
  readonly serials: readonly SerialNumber[];
}
interface WithDeadline extends Serials {
  /** Bench clock. */
  readonly deadlineAt: Instant;
}

/**
 * Moves each serial to the target of its verdict, or gives it its profile there, as FIX does at the bench. The verdict
 * on what is known decides who is queued at all; before anything is sent the job reads each of them again, so that ten
 * thousand serials do not cost twenty thousand requests. With `only`, those to which their verdict offers the other of
 * the two are refused for its reason.
 */
export async function assignMany(
  desk: Desk,
  follow: Follow,
  { serials, only }: Serials & { readonly only?: 'reassign' | 'assignProfile' },
): Promise<Reply<Queued>> {
  const whyNot = (judgement: Judgement) => mayAssign(judgement) ?? whyOther(judgement, only);
  return queueAll(desk, follow, { serials, kind: 'reassign', whyNot });
}

/** Its verdict offers the other of the two. */
function whyOther({ lenient }: Judgement, only: string | undefined): Refusal | undefined {
  const { fix = 'reassign', reasons } = lenient;
  return only === undefined || fix === only ? undefined : (reasons[0]?.code ?? 'noSerial');
}

/** Apple's migration without a reset, at the latest at that moment. */
export async function migrateMany(
  desk: Desk,
  follow: Follow,
  { serials, deadlineAt }: WithDeadline,
): Promise<Reply<Queued>> {
  const cloudDeadlineAt = cloudDeadline(desk, deadlineAt);
  if (cloudDeadlineAt === undefined) return failure({ code: 'deadlineOutOfRange' });
  return queueAll(desk, follow, { serials, kind: 'migrate', whyNot: mayMigrate, cloudDeadlineAt });
}

export async function changeDeadlineMany(
  desk: Desk,
  follow: Follow,
  { serials, deadlineAt }: WithDeadline,
): Promise<Reply<Queued>> {
  const cloudDeadlineAt = cloudDeadline(desk, deadlineAt);
  if (cloudDeadlineAt === undefined) return failure({ code: 'deadlineOutOfRange' });
  const whyNot = mayChangeMigration;
  return queueAll(desk, follow, { serials, kind: 'changeDeadline', whyNot, cloudDeadlineAt });
}

export async function cancelMigrationMany(
  desk: Desk,
  follow: Follow,
  { serials }: Serials,
): Promise<Reply<Queued>> {
  const whyNot = mayChangeMigration;
  return queueAll(desk, follow, { serials, kind: 'cancelMigration', whyNot });
}

/**
 * Intune's own wipe of devices that are enrolled with the wrong profile. Each is settled live, and again by its job
 * right before the wipe is sent.
 */
export async function wipeMany(
  desk: Desk,
  follow: Follow,
  { serials, approvedBy }: Serials & { readonly approvedBy: string },
): Promise<Reply<Queued>> {
  const { operator } = desk.state;
  if (!desk.policy.intuneWipe) return failure({ code: 'switchedOff' });
  if (!operator) return failure({ code: 'noOperator' });
  if (!isSecondPerson(operator, approvedBy)) return failure({ code: 'secondPersonNeeded' });
  const distinct = [...new Set(serials)];
  await eachOf(distinct, async (serial) => {
    await desk.revalidation.ask(serial, ['identities', 'enrollments'], 'bench');
    await follow.settle(serial, 'bench');
  });
  const limit = desk.jobs.wipesLeft();
  const plan = { serials: distinct, kind: 'wipe', whyNot: mayWipe, approvedBy, limit } as const;
  return queueAll(desk, follow, plan);
}

/** So few are settled live when too little is known of them; of the others Intune alone is asked. */
const SETTLED_LIVE = 20;

interface Plan extends Serials {
  readonly kind: WorkRequest['kind'];
  /** The code that forbids it; undefined when nothing does. */
  readonly whyNot: (judgement: Judgement) => Refusal | undefined;
  readonly cloudDeadlineAt?: Instant;
  readonly approvedBy?: string;
  readonly limit?: number;
}

interface Accepted extends RequestedSerial {
  readonly target: Target;
  readonly kind: WorkRequest['kind'];
}

async function queueAll(desk: Desk, follow: Follow, plan: Plan): Promise<Reply<Queued>> {
  if (!desk.state.operator) return failure({ code: 'noOperator' });
  const { limit = Infinity } = plan;
  const judged = await judgeAll(desk, follow, plan);
  const accepted = judged.accepted.slice(0, limit);
  const overLimit = judged.accepted.slice(accepted.length).map(refusedAs('wipeLimit'));
  // What its verdict offers is a fix, which is on record once for each device.
  const kept = keepRequests(desk, plan.kind === 'reassign' ? accepted : []);
  if (!kept.ok) return kept;
  const queued = new Set(groupsOf(accepted).flatMap((group) => queueGroup(desk, plan, group)));
  const left = accepted.filter(({ serial }) => !queued.has(serial)).map(refusedAs('underWay'));
  return success({ queued: [...queued], refused: [...judged.refused, ...overLimit, ...left] });
}

async function judgeAll(desk: Desk, follow: Follow, { serials, whyNot, kind }: Plan) {
  const accepted: Accepted[] = [];
  const refused: Queued['refused'] = [];
  const unclear: SerialNumber[] = [];
  function judge(serial: SerialNumber, isLast: boolean): void {
    const judgement = judgementOf(desk, serial);
    const reason = whyNot(judgement);
    const { target, allowedProfileIds: profileIds, lenient } = judgement;
    if (reason === undefined && target) {
      const isProfile = kind === 'reassign' && lenient.fix === 'assignProfile';
      accepted.push({ serial, target, profileIds, kind: isProfile ? 'assignProfile' : kind });
    } else if (!isLast && (judgement.isMissingAnswers || reason === 'factsTooOld'))
      unclear.push(serial);
    else refused.push({ serial, reason: reason ?? 'noTarget' });
  }
  await inTurns([...new Set(serials)], (slice) => {
    for (const serial of slice) judge(serial, false);
  });
  const settled = unclear.slice(0, SETTLED_LIVE);
  await eachOf(settled, async (serial) => {
    await follow.settle(serial, 'bench');
    if (whyNot(judgementOf(desk, serial)) === 'factsTooOld')
      await desk.revalidation.ask(serial, ['assignment', 'identities'], 'bench');
  });
  await askIntune(desk, unclear.slice(SETTLED_LIVE));
  await inTurns(unclear, (slice) => {
    for (const serial of slice) judge(serial, true);
  });
  return { accepted, refused };
}

function refusedAs(reason: Refusal) {
  return ({ serial }: Accepted) => ({ serial, reason });
}

/** On record before it is queued, like a press of FIX; of a device that has not arrived yet it opens no case. */
function keepRequests(desk: Desk, accepted: readonly Accepted[]) {
  const operator = desk.state.operator ?? '';
  const entries = accepted.map(({ serial, kind }) => {
    const caseId = deviceStateOf(desk, serial).cases[0]?.caseId ?? null;
    const fix = kind === 'assignProfile' ? kind : 'reassign';
    const happening = { type: 'fixRequested', data: { fix } } as const;
    return { serial, caseId, happening, operator };
  });
  return entries.length === 0 ? success([]) : desk.ledger.appendAll(entries);
}

function groupsOf(accepted: readonly Accepted[]): Accepted[][] {
  return [...Map.groupBy(accepted, ({ target, kind }) => `${kind} ${target.id}`).values()];
}

function queueGroup(
  desk: Desk,
  { cloudDeadlineAt, approvedBy }: Plan,
  group: readonly Accepted[],
): readonly SerialNumber[] {
  const [first] = group;
  if (!first) return [];
  const { target, kind } = first;
  return desk.jobs.queue({ kind, target, serials: group, cloudDeadlineAt, approvedBy });
}

/** On the clouds' clock; undefined when Apple would not take it. */
function cloudDeadline(desk: Desk, deadlineAt: Instant): Instant | undefined {
  const { bench, cloud } = nowOf(desk);
  const ahead = deadlineAt - bench;
  return ahead >= EARLIEST_DEADLINE && ahead <= LATEST_DEADLINE ? cloud + ahead : undefined;
}
