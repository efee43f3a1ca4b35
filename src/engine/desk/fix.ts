import type { Card } from '../../contract/desk.ts';
import type { SerialNumber } from '../../core/identifiers/serial-number.ts';
import { failure, success } from '../../core/result.ts';
import type { Instant } from '../../core/time.ts';
import { situationOf } from '../../core/verdict/situation.ts';
import type { FixKind } from '../../core/verdict/verdict.ts';
import type { Reply } from '../engine.ts';
import { cardOf, deviceStateOf } from './card.ts';
import { caseViewOf } from './case-view.ts';
import { openCase } from './case.ts';
import { nowOf, record, type Desk } from './desk.ts';
import type { Follow } from './follow.ts';
import { state } from './statements.ts';
import { tell } from './tell.ts';

/**
 * Mends what the verdict offers. What changes something at Apple or Microsoft is first read again there, and
 * refused when the answer differs or did not come.
 */
export async function fix(
  desk: Desk,
  follow: Follow,
  { serial, fix: kind }: { readonly serial: SerialNumber; readonly fix: FixKind },
): Promise<Reply<Card>> {
  if (!desk.state.operator) return failure({ code: 'noOperator' });
  const { verdict } = await follow.settle(serial, 'bench');
  if (verdict.fix !== kind) return failure({ code: 'notOffered' });
  switch (kind) {
    case 'attestLock':
      return state(desk, serial, { type: 'lockAttested', data: {} });
    case 'agreeErase':
      return state(desk, serial, { type: 'intentStated', data: { keepsData: false } });
    default:
      return fixInCloud(desk, follow, serial, kind);
  }
}

type CloudFix = 'reassign' | 'assignProfile';

async function fixInCloud(
  desk: Desk,
  follow: Follow,
  serial: SerialNumber,
  kind: CloudFix,
): Promise<Reply<Card>> {
  const begunAt = desk.clock.now();
  await readAgain(desk, serial, kind);
  const card = await follow.settle(serial, 'bench');
  if (!isReadSince(begunAt, card, kind)) return failure({ code: 'factsTooOld' });
  if (card.verdict.fix !== kind) {
    tell(desk, card);
    return failure({ code: 'notOffered' });
  }
  const queue = workFor(desk, serial, kind);
  if (!queue) return failure({ code: 'notOffered' });
  const { caseId, opening } = openCase(desk, serial, 'command');
  const happening = { type: 'fixRequested', data: { fix: kind } } as const;
  const kept = record(desk, { serial, caseId }, ...opening, happening);
  if (!kept.ok) return kept;
  queue();
  const queued = cardOf(desk, serial);
  tell(desk, queued);
  return success(queued);
}

/**
 * Hands the work to the jobs when it is called, for the target and with the profile that the verdict was reached for;
 * undefined when one of them is missing, so that the ledger tells of no work that nobody does.
 */
function workFor(desk: Desk, serial: SerialNumber, kind: CloudFix): (() => void) | undefined {
  const facts = {
    device: desk.mirror.device(serial),
    tenant: { ...desk.mirror.tenant(), isOnline: true },
  };
  const view = caseViewOf(desk, serial, deviceStateOf(desk, serial));
  const { target, allowedProfileIds } = situationOf(facts, view, desk.policy, nowOf(desk));
  const [profileId] = allowedProfileIds;
  if (!target || profileId === undefined) return undefined;
  return () => {
    if (kind === 'reassign') desk.jobs.queueReassign(serial, target, allowedProfileIds);
    else desk.jobs.queueProfile(serial, target, profileId);
  };
}

/**
 * The press itself asks, so that nothing is acted upon that is older than a minute. What decides is asked
 * last: the quota may hold up the other answer, but nothing comes between this one and the act.
 */
async function readAgain(desk: Desk, serial: SerialNumber, kind: CloudFix): Promise<void> {
  const first = kind === 'reassign' ? 'device' : 'assignment';
  await desk.revalidation.ask(serial, [first], 'bench');
  await desk.revalidation.ask(serial, [kind === 'reassign' ? 'assignment' : 'identities'], 'bench');
}

/** Both answers came: one that failed left the older fact in its place. */
function isReadSince(begunAt: Instant, { facts }: Card, kind: CloudFix): boolean {
  const read = kind === 'reassign' ? [facts.deviceCheck] : [facts.identities];
  return [facts.assignment, ...read].every((fact) => (fact?.observedAt ?? -1) >= begunAt);
}
