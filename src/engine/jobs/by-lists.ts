import type { SerialNumber } from '../../core/identifiers/serial-number.ts';
import type { Target } from '../../core/verdict/policy.ts';
import { datedAssignment, isLaggingBehind } from '../clouds/assignment.ts';
import type { Answer, Page, Reading } from '../clouds/cloud-failure.ts';
import type { FactRow } from '../mirror/fact-row.ts';
import type { AppleWork, JobMirror } from './clouds.ts';
import type { Job } from './job.ts';
import { MIN_FOR_LIST, proofDelay } from './rules.ts';

export interface ListReach {
  readonly apple: readonly AppleWork[];
  readonly mirror: JobMirror;
}

export interface ListedQuestion {
  readonly serials: readonly SerialNumber[];
  readonly target: Target;
}

/**
 * Reads on which service these serials are from Apple's lists, where a page of a thousand costs less than a request
 * for each. Gives back those that have to be asked for one by one: what a list does not say stays unknown.
 *
 * As a proof only the list of the target counts, and nobody is left over: who is not on it has not arrived yet. The
 * last proof, after which a serial has failed, asks each one.
 */
export async function readByLists(
  { apple, mirror }: ListReach,
  job: Job,
  { serials, target }: ListedQuestion,
): Promise<readonly SerialNumber[]> {
  const cloud = apple.find(({ organizationId }) => organizationId === target.organizationId);
  const isLastProof = job.state === 'finished' && proofDelay(job.tries) === undefined;
  if (!cloud || isLastProof) return serials;
  const search: Search = { cloud, mirror, target, missing: new Set(serials) };
  if (job.state === 'finished') {
    if (!isWorthAList(search, serials.length)) return serials;
    await searchService(search, target.serviceId, serials);
    return [];
  }
  if (job.state === 'submitted') await searchService(search, target.serviceId, serials);
  await searchWhereTheyWere(search);
  return [...search.missing];
}

interface Search {
  readonly cloud: AppleWork;
  readonly mirror: JobMirror;
  readonly target: Target;
  readonly missing: Set<SerialNumber>;
}

/** Lists of where the mirror saw them, the largest group first; then who is on the target by now, or on none. */
async function searchWhereTheyWere(search: Search): Promise<void> {
  const { missing, target } = search;
  const groups = groupsOf(search);
  const largestFirst = [...groups].toSorted(([, one], [, other]) => other.length - one.length);
  for (const [serviceId, group] of largestFirst) await searchService(search, serviceId, group);
  if (!groups.has(target.serviceId)) await searchService(search, target.serviceId, [...missing]);
  await searchUnassigned(search);
}

function groupsOf({ mirror, missing }: Search): ReadonlyMap<string, readonly SerialNumber[]> {
  const groups = new Map<string, SerialNumber[]>();
  for (const serial of missing) {
    const serviceId = mirror.device(serial).assignment?.value.serviceId;
    if (serviceId == null) continue;
    const group = groups.get(serviceId);
    if (group) group.push(serial);
    else groups.set(serviceId, [serial]);
  }
  return groups;
}

/** Stops at the page that shows the last of them. */
async function searchService(
  search: Search,
  serviceId: string,
  wanted: readonly SerialNumber[],
): Promise<void> {
  const { cloud, missing } = search;
  const areAllFound = () => !wanted.some((serial) => missing.has(serial));
  if (!isWorthAList(search, wanted.length)) return;
  await readPages(
    (page) => cloud.listServiceDevices(serviceId, page),
    (page) => {
      take(search, { serviceId, page, serials: page.value.rows });
      return areAllFound();
    },
  );
}

/** The list of all devices says of each whether it is on some service: `UNASSIGNED` is Apple's own word for none. */
async function searchUnassigned(search: Search): Promise<void> {
  const { cloud, missing } = search;
  if (!isWorthAList(search, missing.size)) return;
  await readPages(
    (page) => cloud.listDevices(page),
    (page) => {
      const unassigned = page.value.rows.filter(({ status }) => status === 'UNASSIGNED');
      take(search, { serviceId: null, page, serials: unassigned.map(({ serial }) => serial) });
      return missing.size === 0;
    },
  );
}

async function readPages<Row>(
  readPage: (page?: string) => Promise<Answer<Page<Row>>>,
  isEnough: (page: Reading<Page<Row>>) => boolean,
): Promise<void> {
  let next: string | undefined;
  do {
    const answer = await readPage(next);
    if (!answer.ok || isEnough(answer.value)) return;
    next = answer.value.value.next;
  } while (next !== undefined);
}

interface Listed {
  readonly serviceId: string | null;
  readonly page: Reading<unknown>;
  readonly serials: readonly SerialNumber[];
}

function take(search: Search, { serials, ...listed }: Listed): void {
  const rows = serials
    .filter((serial) => search.missing.has(serial))
    .flatMap((serial) => rowOf(search, serial, listed));
  for (const { serial } of rows) search.missing.delete(serial);
  search.mirror.putAll(rows);
}

/** That a list shows a device on the target is what we wait for; where else it contradicts a fresher word, it lags. */
function rowOf(
  { mirror, target }: Search,
  serial: SerialNumber,
  { serviceId, page }: Omit<Listed, 'serials'>,
): FactRow[] {
  const known = mirror.device(serial).assignment;
  const read = { organizationId: target.organizationId, serviceId };
  const isOnTarget = serviceId === target.serviceId;
  if (!isOnTarget && isLaggingBehind(known, read, page.askedAt)) return [];
  const value = datedAssignment(known?.value, read, page.cloudAt);
  const fact = { value, source: 'appleList' as const, observedAt: page.askedAt };
  return [{ serial, kind: 'assignment', fact }];
}

const PAGE = 1_000;

function isWorthAList({ mirror }: Search, serials: number): boolean {
  return serials > MIN_FOR_LIST + mirror.count() / PAGE;
}
