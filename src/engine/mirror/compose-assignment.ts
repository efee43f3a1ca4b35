import type { Assignment } from '../../core/facts/device-facts.ts';
import { assignmentSchema } from '../../core/facts/device-facts.ts';
import type { Fact } from '../../core/facts/fact.ts';
import type { Instant } from '../../core/time.ts';
import { isLaggingBehind, LAG } from '../clouds/assignment.ts';
import type { Said } from './list-table.ts';
import {
  isRefuted,
  listedAs,
  listedDeviceSchema,
  newest,
  type ListedDevice,
} from './listed-facts.ts';

const onServiceSchema = assignmentSchema.pick({ assignedAt: true });

interface Sources {
  readonly asked: Fact<Assignment> | undefined;
  readonly said: readonly Said[];
  readonly latest: Instant;
}
type Status = Fact<ListedDevice & { readonly organizationId: string }> | undefined;

/**
 * Where a device is assigned. A service's list that no longer names it takes back what was known of that service,
 * and nothing else: that it is on no service is for its organization's list to say. Two lists of the same pass
 * that disagree say nothing.
 */
export function composeAssignment({ asked, said, latest }: Sources): Fact<Assignment> | undefined {
  const status = newest(said.flatMap(statusSaidBy), latest);
  const onService = newest(said.flatMap(placeSaidBy), latest);
  const listed = onService ?? onNoService(status);
  const own = asked && isTakenBack(asked, { said, status, latest }) ? undefined : asked;
  const isLagging =
    listed && isCredible(own, latest) && isLaggingBehind(own, listed.value, listed.observedAt);
  const winner = newest([own, isLagging ? undefined : listed], latest);
  return winner && isDisputed(winner, status, winner === own ? LAG : 0) ? undefined : winner;
}

function isCredible(fact: Fact<unknown> | undefined, latest: Instant): boolean {
  return fact !== undefined && fact.observedAt <= latest;
}

function statusSaidBy(list: Said) {
  if (list.kind !== 'devices') return [];
  return listedAs(list, listedDeviceSchema, (row) => ({ ...row, organizationId: list.account }));
}

function placeSaidBy(list: Said): Fact<Assignment>[] {
  if (list.kind !== 'service') return [];
  const place = { organizationId: list.account, serviceId: list.id };
  return listedAs(list, onServiceSchema, (row) => ({ ...place, ...row }));
}

function onNoService(status: Status): Fact<Assignment> | undefined {
  if (status?.value.status !== 'UNASSIGNED') return undefined;
  return { ...status, value: { organizationId: status.value.organizationId, serviceId: null } };
}

/** Lists lag behind an assignment: what was known of a moment ago they cannot take back. */
function isTakenBack(
  own: Fact<Assignment>,
  { said, status, latest }: Pick<Sources, 'said' | 'latest'> & { readonly status: Status },
): boolean {
  const { serviceId, organizationId } = own.value;
  if (serviceId === null)
    return status?.value.status === 'ASSIGNED' && status.observedAt - own.observedAt > LAG;
  const list = said.find(
    ({ kind, account, id }) => kind === 'service' && account === organizationId && id === serviceId,
  );
  return list !== undefined && !list.row && isRefuted(own, list, latest, LAG);
}

function isDisputed({ value, observedAt }: Fact<Assignment>, status: Status, lag: number): boolean {
  const isNowhere = status?.value.status === 'UNASSIGNED';
  return isNowhere && value.serviceId !== null && status.observedAt - observedAt > lag;
}
