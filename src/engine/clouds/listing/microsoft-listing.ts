import type { Enrollment, Identity } from '../../../core/facts/device-facts.ts';
import type { SerialNumber } from '../../../core/identifiers/serial-number.ts';
import { success, type Result } from '../../../core/result.ts';
import { DAY, HOUR, type Instant } from '../../../core/time.ts';
import { inTurns } from '../../in-turns.ts';
import type { ListedRow, ListId } from '../../mirror/list-table.ts';
import type { Mirror } from '../../mirror/mirror.ts';
import type { Answer, Page, Reading } from '../http/cloud-failure.ts';
import type { MicrosoftCloud } from '../microsoft/microsoft-cloud.ts';
import { microsoftLimits } from '../quota/limits.ts';
import { refreshTenant } from '../tenant.ts';
import { createPass, type ListingFailure, type Pass, type Place } from './listing-pass.ts';
import { createSource, paceOf, type Hold, type Source } from './listing-source.ts';
import type { ListingOptions } from './listing.ts';
import { grouped, withNewEnrollments } from './merge-rows.ts';
import type { Progress } from './pass-progress.ts';

interface MicrosoftListingOptions extends ListingOptions {
  readonly cloud: MicrosoftCloud;
  readonly hold: Hold;
}

type Row =
  | { readonly serial: SerialNumber; readonly identity: Identity }
  | { readonly serial: SerialNumber; readonly enrollment: Enrollment };

/** Stand for the managed devices among the ids of tokens: all of them, or those enrolled lately. */
const ALL_ENROLLMENTS = 'enrollments';
const NEW_ENROLLMENTS = 'enrollments since ';
const ENROLLMENTS: ListId = { kind: 'enrollments', account: '', id: '' };
const BACKGROUND = { priority: 'background' } as const;
const NAME = 'listing of Intune';
const FULL_NAME = 'listing of Intune in full';
/** Once a day all rows are read, since a filter on the time of enrollment never shows what changed otherwise. */
const FULL_EVERY = DAY;
/** Rows appear a while after the enrollment they date from. */
const OVERLAP = HOUR;

/** The tenant: tokens, profiles and push certificate, then the identities of each token, then managed devices. */
export function createMicrosoftListing(options: MicrosoftListingOptions): Source {
  const { cloud, mirror, clock, hold } = options;
  const pass = createPass<Row>({
    name: NAME,
    mirror,
    hold,
    now: clock.now,
    listOf,
    readPage: (step, page) => readPage(cloud, step, page),
    takePage: (page, place) => takePage(mirror, page, place),
    mayVanish: (step) => listOf(step)?.kind === 'identities',
  });
  return createSource({
    pass,
    clock,
    start: (saved) => start(options, pass, saved),
    whole: ({ steps, startedAt }) => {
      if (steps.includes(ALL_ENROLLMENTS)) mirror.saveProgress(FULL_NAME, startedAt);
    },
    pace: paceOf(microsoftLimits('')),
    expectedRows: (step) => expectedRows(mirror, pass, step),
    pageSize: 999,
  });
}

async function start(
  options: MicrosoftListingOptions,
  pass: Pass,
  saved: Progress | undefined,
): Promise<Result<Progress | 'held', ListingFailure>> {
  const { cloud, mirror, hold } = options;
  const tenant = await refreshTenant(cloud, mirror, BACKGROUND);
  if (hold()) return success('held');
  if (saved) return success(saved);
  // A certificate or profile that cannot be read is no reason to list nothing.
  const tokens = mirror.tenant().tokens?.value;
  if (!tokens && !tenant.ok) return tenant;
  const tokenIds = (tokens ?? []).map((token) => token.id);
  mirror.lists.keepOnly('identities', '', tokenIds);
  const last = enrollmentStep(options, pass.finished()?.cloudStartedAt);
  return success(pass.begin([...tokenIds, last]));
}

function enrollmentStep({ mirror, clock }: ListingOptions, lastPass: Instant | undefined): string {
  const fullAt = mirror.readProgress(FULL_NAME);
  // In the future it was written by a clock that was wrong then.
  const isFullDue = typeof fullAt !== 'number' || Math.abs(clock.now() - fullAt) > FULL_EVERY;
  return isFullDue || lastPass === undefined || !mirror.lists.isComplete(ENROLLMENTS)
    ? ALL_ENROLLMENTS
    : `${NEW_ENROLLMENTS}${lastPass - OVERLAP}`;
}

function listOf(step: string): ListId | undefined {
  if (step === ALL_ENROLLMENTS) return ENROLLMENTS;
  if (step.startsWith(NEW_ENROLLMENTS)) return undefined;
  return { kind: 'identities', account: '', id: step };
}

function readPage(cloud: MicrosoftCloud, step: string, page?: string): Promise<Answer<Page<Row>>> {
  if (step === ALL_ENROLLMENTS) return cloud.listEnrollments({}, page, BACKGROUND);
  if (!step.startsWith(NEW_ENROLLMENTS)) return cloud.listIdentities(step, page, BACKGROUND);
  const enrolledAfter = Number(step.slice(NEW_ENROLLMENTS.length));
  return cloud.listEnrollments({ enrolledAfter }, page, BACKGROUND);
}

async function takePage(
  mirror: Mirror,
  { value, askedAt }: Reading<readonly Row[]>,
  { step, pass }: Place,
): Promise<boolean> {
  const list = listOf(step);
  let isTaken = true;
  await inTurns(grouped(value), (slice) => {
    const rows = slice.map(([serial, all]) => ({
      serial,
      value: rowsIn(all),
      observedAt: askedAt,
    }));
    isTaken &&= list
      ? mirror.lists.take(list, pass, rows)
      : mirror.lists.add(
          ENROLLMENTS,
          rows.map((row) => besideKnown(mirror, row)),
        );
  });
  return isTaken;
}

function rowsIn(rows: readonly Row[]): readonly (Identity | Enrollment)[] {
  return rows.map((row) => ('identity' in row ? row.identity : row.enrollment));
}

function besideKnown(
  mirror: Mirror,
  row: Omit<ListedRow, 'value'> & {
    readonly value: readonly (Identity | Enrollment)[];
  },
): ListedRow {
  const known = mirror.fact(row.serial, 'enrollments')?.value ?? [];
  return { ...row, value: withNewEnrollments(known, row.value as readonly Enrollment[]) };
}

/** As many as the last pass brought; before there was one, as many as Intune counts. */
function expectedRows(mirror: Mirror, pass: Pass, step: string): number | undefined {
  const before = pass.finished()?.rows[step];
  if (before !== undefined) return before;
  if (step.startsWith(NEW_ENROLLMENTS)) return 0;
  const tokens = mirror.tenant().tokens?.value ?? [];
  if (step !== ALL_ENROLLMENTS) return tokens.find(({ id }) => id === step)?.syncedDevices;
  const rows = pass.progress()?.rows ?? {};
  return tokens.reduce((sum, { id, syncedDevices }) => sum + (rows[id] ?? syncedDevices ?? 0), 0);
}
