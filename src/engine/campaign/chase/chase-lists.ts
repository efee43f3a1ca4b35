import { MOST_SERIALS } from '../../../contract/campaign.ts';
import type { ChaseList, ChaseRow } from '../../../contract/chase.ts';
import type { SerialNumber } from '../../../core/identifiers/serial-number.ts';
import { onBenchClock, DAY } from '../../../core/time.ts';
import { isBelowVersion } from '../../../core/verdict/os-version.ts';
import type { ManifestStore } from '../../check-in/manifest-store.ts';
import { deviceStateOf } from '../../desk/card.ts';
import { nowOf, type Desk } from '../../desk/desk.ts';
import { inTurns, nextTurn } from '../../in-turns.ts';
import { newestEnrollment } from '../../mirror/fleet-patch.ts';
import { asideList } from '../set-aside/aside-list.ts';

export interface ChaseParts {
  readonly desk: Desk;
  readonly manifests: ManifestStore;
}

/** Every list, in the order of CHASE_KINDS. Asks no cloud. */
export async function chaseLists(parts: ChaseParts, days: number): Promise<ChaseList[]> {
  return [
    listOf('notEnrolled', await notEnrolled(parts, days)),
    listOf('belowMinimumOs', await belowMinimumOs(parts)),
    listOf('replaced', replaced(parts)),
    listOf('unassignBeforeRepair', await unassignBeforeRepair(parts)),
    listOf('notReleased', await notReleased(parts)),
  ];
}

function listOf(kind: ChaseList['kind'], rows: readonly ChaseRow[]): ChaseList {
  const oldestFirst = rows.toSorted((one, other) => (one.since ?? 0) - (other.since ?? 0));
  return { kind, count: rows.length, rows: oldestFirst.slice(0, MOST_SERIALS) };
}

/** Handed over so long ago, and Intune shows no enrollment since its reset or, without one, since it arrived. */
async function notEnrolled(parts: ChaseParts, days: number): Promise<ChaseRow[]> {
  const { desk } = parts;
  const before = desk.clock.now() - days * DAY;
  const late = desk.ledger
    .handled()
    .filter(({ handedOverAt }) => handedOverAt !== null && handedOverAt < before);
  const rows: ChaseRow[] = [];
  await inTurns(late, (slice) => {
    for (const { serial, handedOverAt } of slice) {
      if (!hasComeUp(desk, serial)) rows.push(rowOf(parts, serial, { since: handedOverAt }));
    }
  });
  return rows;
}

function hasComeUp(desk: Desk, serial: SerialNumber): boolean {
  const newest = deviceStateOf(desk, serial).cases[0];
  const at = newestEnrollment(desk.mirror.fact(serial, 'enrollments')?.value ?? [])?.enrolledAt;
  if (at == null) return false;
  const { bench, cloud } = nowOf(desk);
  const resetAt = newest?.resetRecord && onBenchClock(newest.resetRecord.cloudAt, { bench, cloud });
  return onBenchClock(at, { bench, cloud }) >= (resetAt ?? newest?.openedAt ?? 0);
}

/** Devices read in one go: a few milliseconds. */
const SLICE = 100;

/** The whole fleet is read, in turns, and only where the policy has a minimum. */
async function belowMinimumOs(parts: ChaseParts): Promise<ChaseRow[]> {
  const { mirror, policy } = parts.desk;
  if (Object.keys(policy.minimumOs).length === 0) return [];
  const rows: ChaseRow[] = [];
  let serials = mirror.serialsAfter('', SLICE);
  while (serials.length > 0) {
    for (const serial of serials) rows.push(...oldSystemOf(parts, serial));
    await nextTurn();
    serials = mirror.serialsAfter(serials.at(-1) ?? '', SLICE);
  }
  return rows;
}

function oldSystemOf(parts: ChaseParts, serial: SerialNumber): ChaseRow[] {
  const { mirror, policy } = parts.desk;
  const family = mirror.fact(serial, 'hardware')?.value.family;
  const minimum = family && policy.minimumOs[family];
  if (!minimum) return [];
  const version = newestEnrollment(mirror.fact(serial, 'enrollments')?.value ?? [])?.osVersion;
  if (!version || !isBelowVersion(version, minimum)) return [];
  return [rowOf(parts, serial, { params: { version, minimum } })];
}

/** The newest serial of an asset tag, with the one before it. */
function replaced(parts: ChaseParts): ChaseRow[] {
  return parts.manifests.sharedTags().flatMap(({ assetTag, serials }) => {
    const [former, serial] = serials.slice(-2);
    if (!former || !serial) return [];
    return [rowOf(parts, serial, { params: { former, assetTag } })];
  });
}

/** A device at Apple for repair may come back as another; a service that still has it would enroll that one's former. */
async function unassignBeforeRepair(parts: ChaseParts): Promise<ChaseRow[]> {
  const { desk } = parts;
  const lines = await asideList(desk);
  return lines
    .filter(({ cause }) => cause === 'forRepair')
    .flatMap(({ serial, since, owner }) => {
      const serviceId = desk.mirror.fact(serial, 'assignment')?.value.serviceId;
      if (serviceId == null) return [];
      const services = desk.mirror.tenant().services?.value ?? [];
      const service = services.find(({ id }) => id === serviceId)?.name ?? serviceId;
      return [rowOf(parts, serial, { since, person: owner, params: { service } })];
    });
}

/** In the bench's hands, and its manifest says that nobody has let it go. */
async function notReleased(parts: ChaseParts): Promise<ChaseRow[]> {
  const { desk, manifests } = parts;
  const here = desk.ledger.handled().filter(({ handedOverAt }) => handedOverAt === null);
  const rows: ChaseRow[] = [];
  await inTurns(here, (slice) => {
    for (const { serial } of slice) {
      if (manifests.newestOf(serial)?.isReleased !== false) continue;
      const since = deviceStateOf(desk, serial).cases[0]?.openedAt ?? null;
      rows.push(rowOf(parts, serial, { since }));
    }
  });
  return rows;
}

function rowOf(
  { desk, manifests }: ChaseParts,
  serial: SerialNumber,
  known: Partial<ChaseRow>,
): ChaseRow {
  const enrollments = desk.mirror.fact(serial, 'enrollments')?.value ?? [];
  const user = manifests.newestOf(serial)?.user ?? newestEnrollment(enrollments)?.userPrincipalName;
  return {
    serial,
    model: desk.mirror.fact(serial, 'hardware')?.value.model ?? '',
    since: null,
    person: user ?? null,
    params: {},
    ...known,
  };
}
