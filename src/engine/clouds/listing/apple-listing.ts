import type { SerialNumber } from '../../../core/identifiers/serial-number.ts';
import { success, type Result } from '../../../core/result.ts';
import type { Instant } from '../../../core/time.ts';
import { inTurns } from '../../in-turns.ts';
import type { ListId } from '../../mirror/list-table.ts';
import type { ListedDevice, ListedOnService } from '../../mirror/listed-facts.ts';
import type { Mirror } from '../../mirror/mirror.ts';
import type { AppleCloud } from '../apple/apple-cloud.ts';
import type { OrganizationDevice } from '../apple/device.ts';
import { datedAssignment } from '../assignment.ts';
import { mapAnswer, type Answer, type Page, type Reading } from '../http/cloud-failure.ts';
import { appleLimits } from '../quota/limits.ts';
import { namedServices } from '../service-detail.ts';
import { refreshServices } from '../tenant.ts';
import { createPass, type ListingFailure, type Pass, type Place } from './listing-pass.ts';
import { createSource, paceOf, type Hold, type Source } from './listing-source.ts';
import type { ListingOptions } from './listing.ts';
import type { Progress } from './pass-progress.ts';

type Row = Partial<Omit<OrganizationDevice, 'serial'>> & { readonly serial: SerialNumber };

interface AppleListingOptions extends ListingOptions {
  readonly cloud: AppleCloud;
  readonly hold: Hold;
}

/** Stands for the organization's own device list among the ids of services. */
const DEVICES = 'devices';
const BACKGROUND = { priority: 'background' } as const;

/**
 * One organization: the devices of each service (who is on it), then all devices of the organization (what they
 * are). A device that is no longer in the list is not written as absent, since a page may be missed while the
 * list moves: its facts are simply not renewed, age, and are then asked for; only Apple's own 404 means absent.
 */
export function createAppleListing(options: AppleListingOptions): Source {
  const { cloud, mirror, clock, hold } = options;
  const account = cloud.organizationId;
  const pass: Pass = createPass<Row>({
    name: `listing of ${account}`,
    mirror,
    hold,
    now: clock.now,
    listOf: (step) => listOf(account, step),
    readPage: (step, page) => readPage(cloud, step, page),
    takePage: (page, place) => takePage(page, { mirror, account, place, pass }),
    mayVanish: (step) => step !== DEVICES,
  });
  return createSource({
    pass,
    clock,
    start: async (saved) => (saved ? success(saved) : begin(options, pass)),
    pace: paceOf(appleLimits(account)),
    expectedRows: (step) => expectedRows(options, pass, step),
    pageSize: 1_000,
  });
}

async function begin(
  { cloud, mirror, clock, policy, hold }: AppleListingOptions,
  pass: Pass,
): Promise<Result<Progress | 'held', ListingFailure>> {
  const detail = policy && { serviceIds: namedServices(policy), now: clock.now() };
  const services = await refreshServices(cloud, mirror, BACKGROUND, detail);
  if (!services.ok) return services;
  if (hold()) return success('held');
  const ids = services.value.map(({ id }) => id);
  mirror.lists.keepOnly('service', cloud.organizationId, ids);
  return success(pass.begin([...ids, DEVICES]));
}

function listOf(account: string, step: string): ListId {
  return step === DEVICES
    ? { kind: 'devices', account, id: '' }
    : { kind: 'service', account, id: step };
}

async function readPage(
  cloud: AppleCloud,
  step: string,
  page?: string,
): Promise<Answer<Page<Row>>> {
  if (step === DEVICES) return cloud.listDevices(page, BACKGROUND);
  const answer = await cloud.listServiceDevices(step, page, BACKGROUND);
  return mapAnswer(answer, ({ rows, ...rest }) => ({
    ...rest,
    rows: rows.map((serial) => ({ serial })),
  }));
}

interface PageContext {
  readonly mirror: Mirror;
  readonly account: string;
  readonly place: Place;
  readonly pass: Pass;
}

async function takePage(page: Reading<readonly Row[]>, context: PageContext): Promise<boolean> {
  const { mirror, account, place } = context;
  const list = listOf(account, place.step);
  const rowOf = place.step === DEVICES ? deviceRow : placedRow(context, page.cloudAt);
  let isTaken = true;
  await inTurns(page.value, (rows) => {
    const listed = rows.flatMap((row) => {
      const value = rowOf(row);
      return value ? [{ serial: row.serial, value, observedAt: page.askedAt }] : [];
    });
    isTaken &&= mirror.lists.take(list, place.pass, listed);
  });
  return isTaken;
}

function deviceRow({ hardware, status = '' }: Row): ListedDevice | undefined {
  return hardware && { hardware, status };
}

/**
 * A change of service is dated by the page that showed it first. So is the service of a device whose place was
 * unknown when an earlier pass had seen the device: it moved since, and nobody knows when.
 */
function placedRow({ mirror, account, place, pass }: PageContext, cloudAt: Instant) {
  const hadPass = pass.finished() !== undefined;
  return ({ serial }: Row): ListedOnService => {
    const known = mirror.fact(serial, 'assignment')?.value;
    const read = { organizationId: account, serviceId: place.step };
    const isKnownDevice = hadPass && !known && mirror.fact(serial, 'membership') !== undefined;
    const { assignedAt } = isKnownDevice
      ? { assignedAt: cloudAt }
      : datedAssignment(known, read, cloudAt);
    return assignedAt === undefined ? {} : { assignedAt };
  };
}

/** As many as the last pass brought; before there was one, as many as Apple counts. */
function expectedRows(
  { mirror, cloud }: AppleListingOptions,
  pass: Pass,
  step: string,
): number | undefined {
  const before = pass.finished()?.rows[step];
  if (before !== undefined) return before;
  const own = (mirror.tenant().services?.value ?? []).filter(
    ({ organizationId }) => organizationId === cloud.organizationId,
  );
  if (step !== DEVICES) return own.find(({ id }) => id === step)?.deviceCount;
  const rows = pass.progress()?.rows ?? {};
  return own.reduce((sum, { id, deviceCount }) => sum + (rows[id] ?? deviceCount ?? 0), 0);
}
