import type { Card } from '../../contract/desk.ts';
import type { SerialNumber } from '../../core/identifiers/serial-number.ts';
import { failure, success } from '../../core/result.ts';
import { MINUTE } from '../../core/time.ts';
import { situationOf } from '../../core/verdict/situation.ts';
import type { FixKind } from '../../core/verdict/verdict.ts';
import type { Reply } from '../engine.ts';
import { cardOf, deviceStateOf } from './card.ts';
import { caseViewOf } from './case-view.ts';
import { openCase } from './case.ts';
import { nowOf, record, type Desk } from './desk.ts';
import { tell } from './follow.ts';
import { state } from './statements.ts';

/** A fix acts on a live re-read that is not older than this (design.md §3). */
const LIVE = MINUTE;

/**
 * Mends what the verdict offers. What changes something at Apple or Microsoft is first read again there, and
 * refused when the answer differs or did not come.
 */
export async function fix(desk: Desk, serial: SerialNumber, kind: FixKind): Promise<Reply<Card>> {
  if (!desk.state.operator) return failure({ code: 'noOperator' });
  if (cardOf(desk, serial).verdict.fix !== kind) return failure({ code: 'notOffered' });
  switch (kind) {
    case 'attestLock':
      return state(desk, serial, { type: 'lockAttested', data: {} });
    case 'agreeErase':
      return state(desk, serial, { type: 'intentStated', data: { keepsData: false } });
    default:
      return fixInCloud(desk, serial, kind);
  }
}

async function fixInCloud(
  desk: Desk,
  serial: SerialNumber,
  kind: 'reassign' | 'assignProfile',
): Promise<Reply<Card>> {
  const questions =
    kind === 'reassign'
      ? (['assignment', 'device'] as const)
      : (['assignment', 'identities'] as const);
  await desk.revalidation.ask(serial, [...questions], 'bench');
  const card = cardOf(desk, serial);
  if (!isLive(desk, card, kind)) return failure({ code: 'factsTooOld' });
  if (card.verdict.fix !== kind) {
    tell(desk, card);
    return failure({ code: 'notOffered' });
  }
  const { caseId, opening } = openCase(desk, serial, 'command');
  const happening = { type: 'fixRequested', data: { fix: kind } } as const;
  const kept = record(desk, { serial, caseId }, ...opening, happening);
  if (!kept.ok) return kept;
  queue(desk, serial, kind);
  const queued = cardOf(desk, serial);
  tell(desk, queued);
  return success(queued);
}

/** Hands the work to the jobs, for the target and with the profile that the verdict was reached for. */
function queue(desk: Desk, serial: SerialNumber, kind: 'reassign' | 'assignProfile'): void {
  const facts = {
    device: desk.mirror.device(serial),
    tenant: { ...desk.mirror.tenant(), isOnline: true },
  };
  const view = caseViewOf(desk, serial, deviceStateOf(desk, serial));
  const { target, allowedProfileIds } = situationOf(facts, view, desk.policy, nowOf(desk));
  const [profileId] = allowedProfileIds;
  if (!target || profileId === undefined) return;
  if (kind === 'reassign') desk.jobs.queueReassign(serial, target, allowedProfileIds);
  else desk.jobs.queueProfile(serial, target, profileId);
}

function isLive(desk: Desk, card: Card, kind: 'reassign' | 'assignProfile'): boolean {
  const { assignment, identities } = card.facts;
  const fact = kind === 'reassign' ? assignment : identities;
  return fact !== undefined && desk.clock.now() - fact.observedAt <= LIVE;
}
