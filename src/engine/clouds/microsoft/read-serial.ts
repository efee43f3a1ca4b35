import type { Enrollment, Identity } from '../../../core/facts/device-facts.ts';
import type { SerialNumber } from '../../../core/identifiers/serial-number.ts';
import { failure, success, type Result } from '../../../core/result.ts';
import type { Now } from '../../../core/time.ts';
import type { Answer, CallOptions, CloudFailure, Reading } from '../http/cloud-failure.ts';
import { parsed } from '../http/lenient.ts';
import { failureOfItem, isGood, type BatchItem } from './batch.ts';
import { createBatching, type Batching, type BatchingOptions } from './batching.ts';
import { ENROLLMENT_SELECT, pageSchema, readEnrollment, readIdentity } from './shapes.ts';

/** All Intune knows of one serial: its rows under every token that was asked, and its managed devices. */
export interface SerialReading {
  readonly identities: readonly Identity[];
  readonly enrollments: readonly Enrollment[];
}

/** Reads one serial under all these tokens. */
export type ReadSerial = (
  serial: SerialNumber,
  tokenIds: readonly string[],
  options?: CallOptions,
) => Promise<Answer<SerialReading>>;

/** Serials that are asked for at nearly the same time share their requests (batching.ts); each has its own answer. */
export function createSerialReader(options: BatchingOptions): ReadSerial {
  const batching = createBatching(options);
  return (serial, tokenIds, call) => readSerial(batching, serial, tokenIds, call);
}

/**
 * Asks for one serial in as few questions as possible. No filter on identities is documented: `eq` is tried
 * first, then the form of Microsoft's own sample, and rows of other serials are never believed
 * (docs/protocol/intune.md#identities).
 */
async function readSerial(
  batching: Batching,
  serial: SerialNumber,
  tokenIds: readonly string[],
  options?: CallOptions,
): Promise<Answer<SerialReading>> {
  const exact = tokenIds.map((tokenId) => identitiesUrl(tokenId, `serialNumber eq '${serial}'`));
  const first = await askAll(batching, [enrollmentsUrl(serial), ...exact], options);
  if (!first.ok) return first;
  const { value: items, cloudAt, answeredAt } = first.value;
  const now: Now = { bench: answeredAt, cloud: cloudAt };
  const enrollments = enrollmentsIn(items[0], serial, now);
  if (!enrollments.ok) return enrollments;
  const found = tokenIds.map((tokenId, place) => identitiesIn(items[place + 1], tokenId, serial));
  const isFound = found.some((rows) => rows !== undefined && rows.length > 0);
  const open = tokenIds.filter((_, place) => (isFound ? !found[place] : !found[place]?.length));
  const second = await searchAgain(
    batching,
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
  batching: Batching,
  { serial, open, known, now }: SecondSearch,
  options?: CallOptions,
): Promise<Result<readonly Identity[], CloudFailure>> {
  if (open.length === 0) return success([]);
  const filter = `discoverySource eq 'deviceEnrollmentProgram' and contains(serialNumber,'${serial}')`;
  const answer = await askAll(
    batching,
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

/** The items in the order of their addresses; the reading is as old as the oldest of them. */
async function askAll(
  batching: Batching,
  urls: readonly string[],
  options?: CallOptions,
): Promise<Answer<readonly (BatchItem | undefined)[]>> {
  const answers = await Promise.all(urls.map((url) => batching.ask(url, options)));
  const readings: Reading<BatchItem | undefined>[] = [];
  for (const answer of answers) {
    if (!answer.ok) return answer;
    readings.push(answer.value);
  }
  const [oldest] = readings.toSorted((one, other) => one.askedAt - other.askedAt);
  if (!oldest) return failure({ kind: 'malformed', detail: 'Nothing was asked.' });
  return success({ ...oldest, value: readings.map(({ value }) => value) });
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
