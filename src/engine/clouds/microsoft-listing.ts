import type { Enrollment, Identity } from '../../core/facts/device-facts.ts';
import type { SerialNumber } from '../../core/identifiers/serial-number.ts';
import { DAY, HOUR, type Instant } from '../../core/time.ts';
import type { FactRow } from '../mirror/fact-row.ts';
import { inTurns } from '../mirror/in-turns.ts';
import { type Answer, type Page, type Reading } from './cloud-failure.ts';
import { createPass, type Progress } from './listing-pass.ts';
import type { ListingOptions, Source } from './listing.ts';
import { createIdentityMerge, mergeEnrollments, type RowMerge } from './merge-rows.ts';
import type { MicrosoftCloud } from './microsoft/microsoft-cloud.ts';
import { refreshTenant } from './tenant.ts';

interface MicrosoftListingOptions extends ListingOptions {
  readonly cloud: MicrosoftCloud;
}

type Row =
  | { readonly serial: SerialNumber; readonly identity: Identity }
  | { readonly serial: SerialNumber; readonly enrollment: Enrollment };

/** Stand for the managed devices among the ids of tokens: all of them, or those enrolled lately. */
const ALL_ENROLLMENTS = 'enrollments';
const NEW_ENROLLMENTS = 'enrollments since ';
const BACKGROUND = { priority: 'background' } as const;
const NAME = 'listing of Intune';
const FULL_NAME = 'listing of Intune in full';
/** Once a day all rows are read, since a filter on the time of enrollment never shows what changed otherwise. */
const FULL_EVERY = DAY;
/** Rows appear a while after the enrollment they date from. */
const OVERLAP = HOUR;

/** The tenant: tokens, profiles and push certificate, then the identities of each token, then managed devices. */
export function createMicrosoftListing(options: MicrosoftListingOptions): Source {
  const { cloud, mirror, clock } = options;
  const mergeIdentities = createIdentityMerge();
  const pass = createPass<Row>({
    name: NAME,
    mirror,
    now: clock.now,
    readPage: (step, page) => readPage(cloud, step, page),
    takePage: (step, page, progress) =>
      takePage({ options, step, page, progress, mergeIdentities }),
  });
  return {
    async run() {
      const tenant = await refreshTenant(cloud, mirror, BACKGROUND);
      if (!tenant.ok) return tenant;
      const saved = pass.saved();
      const progress =
        saved ??
        pass.begin([
          ...tokenIds(options),
          enrollmentStep(options, pass.finished()?.cloudStartedAt),
        ]);
      const result = await pass.goOn(progress);
      if (result.ok && progress.steps.includes(ALL_ENROLLMENTS))
        mirror.saveProgress(FULL_NAME, progress.startedAt);
      return result;
    },
    rowsDone: pass.rows,
    rowsExpected: () => pass.finished()?.rows,
  };
}

function tokenIds({ mirror }: ListingOptions): readonly string[] {
  return mirror.tenant().tokens?.value.map((token) => token.id) ?? [];
}

function enrollmentStep({ mirror, clock }: ListingOptions, lastPass: Instant | undefined): string {
  const fullAt = mirror.readProgress(FULL_NAME);
  const isFullDue = typeof fullAt !== 'number' || clock.now() - fullAt > FULL_EVERY;
  return isFullDue || lastPass === undefined
    ? ALL_ENROLLMENTS
    : `${NEW_ENROLLMENTS}${lastPass - OVERLAP}`;
}

function readPage(cloud: MicrosoftCloud, step: string, page?: string): Promise<Answer<Page<Row>>> {
  if (step === ALL_ENROLLMENTS) return cloud.listEnrollments({}, page, BACKGROUND);
  if (!step.startsWith(NEW_ENROLLMENTS)) return cloud.listIdentities(step, page, BACKGROUND);
  const enrolledAfter = Number(step.slice(NEW_ENROLLMENTS.length));
  return cloud.listEnrollments({ enrolledAfter }, page, BACKGROUND);
}

interface PageContext {
  readonly options: MicrosoftListingOptions;
  readonly step: string;
  readonly page: Reading<readonly Row[]>;
  readonly progress: Progress;
  readonly mergeIdentities: RowMerge<Identity>;
}

function takePage(context: PageContext): Promise<void> {
  const { options, page } = context;
  const bySerial = [...grouped(page.value)];
  return inTurns(bySerial, (slice) => {
    options.mirror.putAll(slice.flatMap(([serial, rows]) => factsOf(serial, rows, context)));
  });
}

function factsOf(serial: SerialNumber, rows: readonly Row[], context: PageContext): FactRow[] {
  const { options, step, page, progress, mergeIdentities } = context;
  const { mirror } = options;
  const place = { serial, list: step, askedAt: page.askedAt, progress };
  const identities = rows.flatMap((row) => ('identity' in row ? [row.identity] : []));
  if (identities.length > 0) {
    const fact = mergeIdentities(mirror.fact(serial, 'identities'), identities, place);
    return [{ serial, kind: 'identities', fact }];
  }
  const enrollments = rows.flatMap((row) => ('enrollment' in row ? [row.enrollment] : []));
  const isComplete = step === ALL_ENROLLMENTS;
  const known = mirror.fact(serial, 'enrollments');
  const fact = mergeEnrollments(known, enrollments, { ...place, isComplete });
  return [{ serial, kind: 'enrollments', fact }];
}

function grouped(rows: readonly Row[]): ReadonlyMap<SerialNumber, readonly Row[]> {
  const groups = new Map<SerialNumber, Row[]>();
  for (const row of rows) {
    const group = groups.get(row.serial);
    if (group) group.push(row);
    else groups.set(row.serial, [row]);
  }
  return groups;
}
