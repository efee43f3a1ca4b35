import type { Enrollment, Identity } from '../../../core/facts/device-facts.ts';
import type { SerialNumber } from '../../../core/identifiers/serial-number.ts';
import { failure, success, type Result } from '../../../core/result.ts';
import type { Now } from '../../../core/time.ts';
import type { Answer, CallOptions, CloudFailure } from '../cloud-failure.ts';
import { parsed } from '../lenient.ts';
import {
  BATCH_SIZE,
  batchSchema,
  failureOfItem,
  isGood,
  throttledItem,
  type BatchItem,
} from './batch.ts';
import type { Graph } from './graph.ts';
import { ENROLLMENT_SELECT, pageSchema, readEnrollment, readIdentity } from './shapes.ts';

/** All Intune knows of one serial: its rows under every token that was asked, and its managed devices. */
export interface SerialReading {
  readonly identities: readonly Identity[];
  readonly enrollments: readonly Enrollment[];
}

/**
 * Asks for one serial in as few requests as possible. No filter on identities is documented: `eq` is tried
 * first, then the form of Microsoft's own sample, and rows of other serials are never believed
 * (facts/intune.md §1.3).
 */
export async function readSerial(
  graph: Graph,
  serial: SerialNumber,
  tokenIds: readonly string[],
  options?: CallOptions,
): Promise<Answer<SerialReading>> {
  const exact = tokenIds.map((tokenId) => identitiesUrl(tokenId, `serialNumber eq '${serial}'`));
  const first = await sendBatch(graph, [enrollmentsUrl(serial), ...exact], options);
  if (!first.ok) return first;
  const { value: items, cloudAt, answeredAt } = first.value;
  const now: Now = { bench: answeredAt, cloud: cloudAt };
  const enrollments = enrollmentsIn(items[0], serial, now);
  if (!enrollments.ok) return enrollments;
  const found = tokenIds.map((tokenId, place) => identitiesIn(items[place + 1], tokenId, serial));
  const isFound = found.some((rows) => rows !== undefined && rows.length > 0);
  const open = tokenIds.filter((_, place) => (isFound ? !found[place] : !found[place]?.length));
  const second = await searchAgain(
    graph,
    { serial, open, known: knownEmpty(tokenIds, found), now },
    options,
  );
  if (!second.ok) return second;
  const identities = [...found.flatMap((rows) => rows ?? []), ...second.value];
  return success({ ...first.value, value: { identities, enrollments: enrollments.value } });
}

interface SecondSearch {
  readonly serial: SerialNumber;
  readonly open: readonly string[];
  /** Tokens whose first answer was good and simply held no row. */
  readonly known: ReadonlySet<string>;
  readonly now: Now;
}

async function searchAgain(
  graph: Graph,
  { serial, open, known, now }: SecondSearch,
  options?: CallOptions,
): Promise<Result<readonly Identity[], CloudFailure>> {
  if (open.length === 0) return success([]);
  const filter = `discoverySource eq 'deviceEnrollmentProgram' and contains(serialNumber,'${serial}')`;
  const answer = await sendBatch(
    graph,
    open.map((tokenId) => identitiesUrl(tokenId, filter)),
    options,
  );
  if (!answer.ok) return open.every((tokenId) => known.has(tokenId)) ? success([]) : answer;
  const identities: Identity[] = [];
  for (const [place, tokenId] of open.entries()) {
    const item = answer.value.value[place];
    const rows = identityRows(item, tokenId)?.filter((row) => row.serial === serial);
    if (rows) identities.push(...rows.map((row) => row.identity));
    else if (!known.has(tokenId)) return failure(failureOfItem(item, now));
  }
  return success(identities);
}

/** Undefined when the filter was refused or not honoured, so that nothing follows from the answer. */
function identitiesIn(
  item: BatchItem | undefined,
  tokenId: string,
  serial: SerialNumber,
): readonly Identity[] | undefined {
  const rows = identityRows(item, tokenId);
  const isHonoured = rows?.every((row) => row.serial === serial);
  return isHonoured ? rows?.map((row) => row.identity) : undefined;
}

/** Undefined when the answer cannot be used. Under a token that was deleted meanwhile there are no rows. */
function identityRows(item: BatchItem | undefined, tokenId: string) {
  if (item?.status === 404) return [];
  const page = isGood(item) ? parsed(pageSchema, item.body) : undefined;
  return page?.value.flatMap((row) => readIdentity(row, tokenId) ?? []);
}

function knownEmpty(
  tokenIds: readonly string[],
  found: readonly (readonly Identity[] | undefined)[],
): ReadonlySet<string> {
  return new Set(tokenIds.filter((_, place) => found[place]?.length === 0));
}

function enrollmentsIn(
  item: BatchItem | undefined,
  serial: SerialNumber,
  now: Now,
): Result<readonly Enrollment[], CloudFailure> {
  if (!isGood(item)) return failure(failureOfItem(item, now));
  const page = parsed(pageSchema, item.body);
  if (!page)
    return failure({ kind: 'malformed', detail: 'The list of managed devices cannot be read.' });
  const rows = page.value.flatMap((row) => readEnrollment(row) ?? []);
  return success(rows.filter((row) => row.serial === serial).map((row) => row.enrollment));
}

/** The items in the order of their requests; the reading is as old as the first batch. */
async function sendBatch(
  graph: Graph,
  urls: readonly string[],
  options?: CallOptions,
): Promise<Answer<readonly (BatchItem | undefined)[]>> {
  const items: (BatchItem | undefined)[] = [];
  let reading: Extract<Awaited<ReturnType<typeof send>>, { ok: true }>['value'] | undefined;
  const send = (batch: readonly string[]) => graph.exchange.send(batchOf(graph, batch, options));
  for (let start = 0; start < urls.length; start += BATCH_SIZE) {
    const answer = await send(urls.slice(start, start + BATCH_SIZE));
    if (!answer.ok) return answer;
    const { responses } = answer.value.value;
    const batch = urls.slice(start, start + BATCH_SIZE);
    items.push(...batch.map((_, place) => responses.find(({ id }) => id === String(place + 1))));
    reading ??= answer.value;
  }
  if (!reading) return failure({ kind: 'malformed', detail: 'Nothing was asked.' });
  return success({ ...reading, value: items });
}

function batchOf(graph: Graph, urls: readonly string[], options?: CallOptions) {
  const requests = urls.map((url, place) => ({ id: String(place + 1), method: 'GET', url }));
  return {
    method: 'POST' as const,
    url: `${graph.beta}/$batch`,
    // All of it are reads: it may be repeated like one.
    kind: 'read' as const,
    schema: batchSchema,
    body: { requests },
    options,
    judge: throttledItem,
  };
}

function identitiesUrl(tokenId: string, filter: string): string {
  const token = encodeURIComponent(tokenId);
  const path = `/deviceManagement/depOnboardingSettings/${token}/importedAppleDeviceIdentities`;
  return `${path}?$filter=${encodeURIComponent(filter)}`;
}

function enrollmentsUrl(serial: SerialNumber): string {
  const filter = encodeURIComponent(`serialNumber eq '${serial}'`);
  return `/deviceManagement/managedDevices?$filter=${filter}&$select=${ENROLLMENT_SELECT}`;
}
