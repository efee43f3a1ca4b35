import type { Assignment } from '../../core/facts/device-facts.ts';
import type { SerialNumber } from '../../core/identifiers/serial-number.ts';
import type { FactRow } from '../mirror/fact-row.ts';
import { inTurns } from '../mirror/in-turns.ts';
import type { Mirror } from '../mirror/mirror.ts';
import type { AppleCloud } from './apple/apple-cloud.ts';
import type { OrganizationDevice } from './apple/device.ts';
import { datedAssignment, isLaggingBehind } from './assignment.ts';
import { mapAnswer, type Answer, type Page, type Reading } from './cloud-failure.ts';
import { createPass, type Progress } from './listing-pass.ts';
import type { ListingOptions, Source } from './listing.ts';
import { factFrom, refreshServices } from './tenant.ts';

type Row = Partial<Omit<OrganizationDevice, 'serial'>> & { readonly serial: SerialNumber };

interface AppleListingOptions extends ListingOptions {
  readonly cloud: AppleCloud;
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
  const { cloud, mirror, clock } = options;
  const pass = createPass<Row>({
    name: `listing of ${cloud.organizationId}`,
    mirror,
    now: clock.now,
    readPage: (step, page) => readPage(cloud, step, page),
    takePage: (step, page, progress) =>
      inTurns(page.value, (rows) => {
        mirror.putAll(rows.flatMap((row) => factsOf(row, { ...options, step, page, progress })));
      }),
  });
  return {
    async run() {
      const saved = pass.saved();
      if (saved) return pass.goOn(saved);
      const services = await refreshServices(cloud, mirror, BACKGROUND);
      if (!services.ok) return services;
      return pass.goOn(pass.begin([...services.value.map((service) => service.id), DEVICES]));
    },
    rowsDone: pass.rows,
    rowsExpected: () => pass.finished()?.rows,
  };
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
  readonly cloud: AppleCloud;
  readonly step: string;
  readonly page: Reading<unknown>;
  readonly progress: Progress;
}

function factsOf(row: Row, context: PageContext): FactRow[] {
  const { cloud, step, page } = context;
  const { serial, hardware } = row;
  if (step !== DEVICES) return assignmentOf(serial, step, context);
  const membership = { state: 'member' as const, organizationId: cloud.organizationId };
  return [
    ...(hardware
      ? [{ serial, kind: 'hardware' as const, fact: factFrom(page, 'appleList', hardware) }]
      : []),
    { serial, kind: 'membership', fact: factFrom(page, 'appleList', membership) },
    ...(isOnNoService(row, context) ? assignmentOf(serial, null, context) : []),
  ];
}

/**
 * All services were listed before: what was on none of them is on no service. Unless Apple says ASSIGNED: such a
 * device moved between two services while they were listed.
 */
function isOnNoService({ serial, status }: Row, { mirror, progress }: PageContext): boolean {
  if (status === 'ASSIGNED') return false;
  const known = mirror.fact(serial, 'assignment');
  return !known || known.observedAt < progress.startedAt;
}

function assignmentOf(
  serial: SerialNumber,
  serviceId: string | null,
  { mirror, cloud, page }: PageContext,
): FactRow[] {
  const known = mirror.fact(serial, 'assignment');
  const read: Assignment = { organizationId: cloud.organizationId, serviceId };
  if (isLaggingBehind(known, read, page.askedAt)) return [];
  const dated = datedAssignment(known?.value, read, page.cloudAt);
  return [{ serial, kind: 'assignment', fact: factFrom(page, 'appleList', dated) }];
}
