import type { SerialNumber } from '../../core/identifiers/serial-number.ts';
import type { Target } from '../../core/verdict/policy.ts';
import { datedAssignment, isLaggingBehind } from '../clouds/assignment.ts';
import type { Answer, Page, Reading } from '../clouds/http/cloud-failure.ts';
import { watchForLoops } from '../clouds/http/paging.ts';
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
    if (!isWorthAProof(mirror, serials.length)) return serials;
    await searchService(search, target.serviceId, { wanted: serials, isReadWhole: true });
    return [];
  }
  if (job.state === 'submitted') await searchService(search, target.serviceId, { wanted: serials });
  await searchWhereTheyWere(search);
  return [...search.missing];
}

interface Search {
  readonly cloud: AppleWork;
  readonly mirror: JobMirror;
  readonly target: Target;
  readonly missing: Set<SerialNumber>;
}

/** The lists of where the mirror saw them; who is gone from there may be on the target by now. */
async function searchWhereTheyWere(search: Search): Promise<void> {
  const { target } = search;
  const { onNone, onService } = groupsOf(search);
  for (const [serviceId, wanted] of onService) await searchService(search, serviceId, { wanted });
  const gone = [...onService.values()].filter((group) => group.length > FEW).flat();
  const { serviceId } = target;
  if (!onService.has(serviceId)) await searchService(search, serviceId, { wanted: gone });
  await searchUnassigned(search, onNone);
}

function groupsOf({ mirror, missing }: Search) {
  const onNone: SerialNumber[] = [];
  const onService = new Map<string, SerialNumber[]>();
  for (const serial of missing) {
    const serviceId = mirror.device(serial).assignment?.value.serviceId ?? null;
    const group = serviceId === null ? onNone : (onService.get(serviceId) ?? []);
    group.push(serial);
    if (serviceId !== null) onService.set(serviceId, group);
  }
  return { onNone, onService };
}

/** How long a list is nobody says: it is given up when it has cost as much as a request for each that is left. */
function searchService(
  search: Search,
  serviceId: string,
  { wanted, isReadWhole }: { wanted: readonly SerialNumber[]; isReadWhole?: boolean },
): Promise<void> {
  const { cloud } = search;
  const left = () => leftOf(search, wanted);
  if (left() <= FEW) return Promise.resolve();
  return readPages(
    (page) => cloud.listServiceDevices(serviceId, page),
    (page, read) => {
      take(search, { serviceId, page, serials: page.value.rows });
      return left() > 0 && (isReadWhole === true || read < left());
    },
  );
}

/**
 * The list of all devices says of each whether it is on some service: `UNASSIGNED` is Apple's own word for none. It
 * is about as long as the mirror; a device on no service costs two requests, since Apple says the same of a stranger.
 */
function searchUnassigned(search: Search, wanted: readonly SerialNumber[]): Promise<void> {
  const { cloud, mirror } = search;
  const left = () => leftOf(search, wanted);
  if (2 * left() <= Math.ceil(mirror.count() / PAGE)) return Promise.resolve();
  return readPages(
    (page) => cloud.listDevices(page),
    (page) => {
      const unassigned = page.value.rows.filter(({ status }) => status === 'UNASSIGNED');
      take(search, { serviceId: null, page, serials: unassigned.map(({ serial }) => serial) });
      return left() > 0;
    },
  );
}

function leftOf({ missing }: Search, wanted: readonly SerialNumber[]): number {
  return wanted.filter((serial) => missing.has(serial)).length;
}

/** Page by page as long as `goesOn` says so; it is told how many were read. */
async function readPages<Row>(
  readPage: (page?: string) => Promise<Answer<Page<Row>>>,
  goesOn: (page: Reading<Page<Row>>, read: number) => boolean,
): Promise<void> {
  const isLoop = watchForLoops();
  let next: string | undefined;
  for (let read = 1; read === 1 || next !== undefined; read += 1) {
    const answer = await readPage(next);
    if (!answer.ok || !goesOn(answer.value, read)) return;
    next = answer.value.value.next;
    if (next !== undefined && isLoop(next)) return;
  }
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

/** So few are asked for one by one: nothing is won by looking for them in a list first. */
const FEW = 3;
const PAGE = 1_000;

/** Before all of them have arrived a proof reads the whole list, so it must not be long for so few. */
function isWorthAProof(mirror: JobMirror, serials: number): boolean {
  return serials > MIN_FOR_LIST + mirror.count() / PAGE;
}
