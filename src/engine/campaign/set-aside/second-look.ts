import type { AsideLine } from '../../../contract/set-aside.ts';
import type { SetAside } from '../../../core/custody/case-state.ts';
import type { DeviceFacts } from '../../../core/facts/device-facts.ts';
import { DAY, type Instant } from '../../../core/time.ts';
import type { ReasonCode } from '../../../core/verdict/reasons.ts';
import type { Verdict } from '../../../core/verdict/verdict.ts';

const LONG = 14 * DAY;
const OLD = DAY;

/** Which fact decides that no list renews: only a question about this one device does. */
const ASKED_ONLY: Readonly<Partial<Record<ReasonCode, 'lock' | 'deviceCheck' | 'membership'>>> = {
  lockedByUser: 'lock',
  lockedByMdm: 'lock',
  lockedUnknownKind: 'lock',
  released: 'deviceCheck',
  migrationFailed: 'deviceCheck',
  notInOrganization: 'membership',
};

/**
 * Whether somebody should look again. That an answer is missing or old never says that a cause has gone.
 * `verdict`: as it would be in the line.
 */
export function secondLook(
  aside: SetAside,
  verdict: Verdict,
  device: DeviceFacts,
  now: Instant,
): AsideLine['secondLook'] {
  if (isGone(aside, verdict)) return 'causeGone';
  const fact = aside.reason && ASKED_ONLY[aside.reason];
  if (fact && now - (device[fact]?.observedAt ?? 0) > OLD) return 'askAgain';
  return now - aside.at > LONG ? 'waitedLong' : null;
}

function isGone({ cause, reason }: SetAside, { lane, reasons }: Verdict): boolean {
  if (cause !== 'verdict' || lane === 'wait' || lane === 'unknown') return false;
  return reasons[0]?.code !== reason;
}
