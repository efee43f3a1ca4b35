import type { AsideLine } from '../../../contract/set-aside.ts';
import type { CaseState } from '../../../core/custody/case-state.ts';
import type { SerialNumber } from '../../../core/identifiers/serial-number.ts';
import { assess } from '../../../core/verdict/assess.ts';
import type { Verdict } from '../../../core/verdict/verdict.ts';
import { deviceStateOf } from '../../desk/card.ts';
import { caseViewOf } from '../../desk/case-view.ts';
import { nowOf, type Desk } from '../../desk/desk.ts';
import { inTurns } from '../../in-turns.ts';
import { OLD_FACTS } from '../judgement.ts';
import { secondLook } from './second-look.ts';

/** All devices of this bench that are set aside: who needs a second look first, then the oldest. */
export async function asideList(desk: Desk): Promise<AsideLine[]> {
  const lines: AsideLine[] = [];
  await inTurns(desk.ledger.serialsAside(), (slice) => {
    for (const serial of slice) lines.push(...asideLine(desk, serial));
  });
  return lines.toSorted(
    (one, other) =>
      Number(one.secondLook === null) - Number(other.secondLook === null) ||
      one.since - other.since,
  );
}

/** Empty when the device is in the line. */
export function asideLine(desk: Desk, serial: SerialNumber): AsideLine[] {
  const state = deviceStateOf(desk, serial);
  const aside = asideIn(state.cases[0]);
  if (!aside) return [];
  const device = desk.mirror.device(serial);
  const verdict = verdictInLine(desk, serial);
  const [deciding] = verdict.reasons;
  const { at: since, ...known } = aside;
  return [
    {
      serial,
      family: device.hardware?.value.family ?? 'unknown',
      model: device.hardware?.value.model ?? '',
      since,
      ...known,
      now: { lane: verdict.lane, reason: deciding?.code ?? 'noSerial' },
      secondLook: secondLook(aside, verdict, device, desk.clock.now()),
    },
  ];
}

export function asideIn(newest: CaseState | undefined): CaseState['setAside'] {
  return newest?.isOpen ? newest.setAside : undefined;
}

/** As if nobody had set it aside, on facts of up to a week: what lies there is read by lists alone. */
export function verdictInLine(desk: Desk, serial: SerialNumber): Verdict {
  const device = desk.mirror.device(serial);
  const tenant = { ...desk.mirror.tenant(), isOnline: desk.isOnline() };
  const view = caseViewOf(desk, serial, deviceStateOf(desk, serial));
  const policy = { ...desk.policy, freshness: OLD_FACTS };
  return assess({ device, tenant }, { ...view, setAside: undefined }, policy, nowOf(desk));
}
