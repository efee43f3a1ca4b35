import { DAY, onBenchClock, type Instant } from '../time.ts';
import { isFresh } from './finding.ts';
import { isLockAttested } from './gates/lock.ts';
import type { Lane } from './lane.ts';
import { isBelowVersion } from './os-version.ts';
import type { WarningCode } from './reasons.ts';
import type { Situation } from './situation.ts';
import type { Warning } from './verdict.ts';

/** A user may leave for 30 days after Configurator added it (docs/protocol/apple-business.md#apple-configurator). */
const PROVISIONAL = 30 * DAY;
const EXPIRES_SOON = 30 * DAY;
const LOW_BATTERY = 20;

/** What the operator should know beside any lane. */
export function warningsOf(situation: Situation, lane: Lane): Warning[] {
  return [
    ...aboutOrder(situation, lane),
    ...aboutErasing(situation, lane),
    ...aboutManifest(situation, lane),
    ...aboutDevice(situation),
    ...aboutWhatIsSeen(situation),
    ...aboutIntune(situation),
    ...aboutTenant(situation),
  ];
}

function aboutErasing(situation: Situation, lane: Lane): Warning[] {
  const { enrollments, family, device, view, policy } = situation;
  const isOpen = lane === 'clear' || lane === 'start';
  const isChecked = isFresh(device.deviceCheck, policy.freshness.deviceCheck, situation);
  const isInUse = enrollments[0]?.managementState === 'managed';
  const hasEsim = view.sightings.some((seen) => seen.hasEsim) || !!device.hardware?.value.eid;
  const isPhoneOrPad = family === 'iPhone' || family === 'iPad';
  return [
    ...warnIf(lane === 'clear' && isInUse, 'erasesDeviceInUse'),
    ...warnIf(lane === 'clear' && hasEsim && isPhoneOrPad, 'keepEsim'),
    ...warnIf(isOpen && !isChecked, 'releaseNotChecked'),
  ];
}

/** It may be erased from afar at any moment: by hand it would be a second time. */
function aboutOrder({ view: { order } }: Situation, lane: Lane): Warning[] {
  if (!order || lane !== 'clear') return [];
  const { at, approvedBy } = order;
  return [{ code: 'resetOrdered', params: { orderedOn: at, orderedAt: at, approvedBy } }];
}

/** The manifest knows who has not let it go. */
function aboutManifest({ view }: Situation, lane: Lane): Warning[] {
  const isOpen = lane === 'clear' || lane === 'start';
  return warnIf(isOpen && view.expectation?.isReleased === false, 'notReleasedByUser');
}

function aboutDevice(situation: Situation): Warning[] {
  const { device, family, now } = situation;
  const { purchaseSource, addedAt } = device.hardware?.value ?? {};
  const provisionalUntil = (addedAt ?? 0) + PROVISIONAL;
  const isProvisional = purchaseSource === 'MANUALLY_ADDED' && provisionalUntil > now.cloud;
  const untilOn = onBenchClock(provisionalUntil, now);
  return [
    ...warnIf(isProvisional, 'configuratorProvisional', { untilOn }),
    ...warnIf(family !== 'AppleTV' && isLockAttested(situation), 'lockAttested'),
  ];
}

function aboutWhatIsSeen({ view, policy, family }: Situation): Warning[] {
  const battery = view.sightings.find((seen) => (seen.batteryPercent ?? 100) < LOW_BATTERY);
  const minimum = policy.minimumOs[family] ?? '';
  const old = view.sightings.find((seen) => minimum && isBelowVersion(seen.osVersion, minimum));
  return [
    ...warnIf(!!battery, 'batteryLow', { percent: battery?.batteryPercent ?? 0 }),
    ...warnIf(!!old, 'osBelowMinimum', { version: old?.osVersion ?? '', minimum }),
  ];
}

function aboutIntune({ device, enrollments, target, tenant }: Situation): Warning[] {
  const rows = device.enrollments?.value ?? [];
  const stale = enrollments.length - 1;
  const elsewhere = (device.identities?.value ?? []).filter(
    (identity) => target && identity.tokenId !== target.tokenId && !identity.isDeleted,
  );
  const nameOf = (id: string) => tenant.tokens?.value.find((each) => each.id === id)?.name || id;
  const names = [...new Set(elsewhere.map(({ tokenId }) => nameOf(tokenId)))].toSorted();
  return [
    ...warnIf(stale > 0, 'staleEnrollmentRows', { count: stale }),
    ...warnIf(rows.length > enrollments.length, 'managedByPartner'),
    ...warnIf(names.length > 0, 'identityUnderOtherToken', { token: names.join(', ') }),
  ];
}

function aboutTenant({ token, tenant, now }: Situation): Warning[] {
  const certificate = tenant.pushCertificate?.value.expiresAt;
  return [
    ...soon(token?.expiresAt, 'tokenExpiresSoon'),
    ...soon(certificate, 'pushCertificateExpiresSoon'),
  ];

  function soon(expiresAt: Instant | null | undefined, code: WarningCode): Warning[] {
    if (expiresAt == null || expiresAt <= now.cloud) return [];
    const days = Math.floor((expiresAt - now.cloud) / DAY);
    return warnIf(expiresAt - now.cloud < EXPIRES_SOON, code, { count: days });
  }
}

function warnIf(
  applies: boolean,
  code: WarningCode,
  params: Record<string, string | number> = {},
): Warning[] {
  return applies ? [{ code, params }] : [];
}
