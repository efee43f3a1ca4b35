import type { z } from 'zod';
import { targetIdOf, type Glimpse } from './glimpse.ts';

type Id = string | undefined;

/** What each entry cannot see alone: ids that occur twice, and ids that nothing has. */
export function contradictionsIn({ organizations, targets, policy }: Glimpse): z.core.$ZodIssue[] {
  const organizationIds = organizations.map(({ id }) => id);
  const targetIds = targets.map(targetIdOf);
  const groups = Object.entries(policy.groups);
  return [
    ...twice(organizationIds, 'organizations'),
    ...twice(targetIds, 'targets'),
    ...targets.flatMap(({ organizationId }, index) =>
      unknown(['targets', index, 'organizationId'], organizationId, organizationIds),
    ),
    ...groups.flatMap(([name, { targetId }]) =>
      unknown(['policy', 'groups', name, 'targetId'], targetId, targetIds),
    ),
  ];
}

function twice(ids: readonly Id[], list: string): z.core.$ZodIssue[] {
  return ids.flatMap((id, index) =>
    id === undefined || ids.indexOf(id) === index ? [] : [issue([list, index, 'id'], 'duplicate')],
  );
}

/** While an id among them is missing, nobody can say which one was meant. */
function unknown(path: PropertyKey[], id: Id, ids: readonly Id[]): z.core.$ZodIssue[] {
  if (id === undefined || ids.includes(id) || ids.includes(undefined)) return [];
  return [issue(path, 'unknownId', { known: knownAmong(ids) })];
}

/** More would hide the sentence: a large file has many ids, and says the same of each that it does not have. */
const KNOWN_AT_MOST = 8;

/** Each once, also of a file where some occur twice. */
function knownAmong(ids: readonly Id[]): string {
  const known = [...new Set(ids)];
  const told = known.slice(0, KNOWN_AT_MOST);
  return [...told, ...(known.length > told.length ? ['…'] : [])].join(', ');
}

function issue(path: PropertyKey[], problem: string, params = {}): z.core.$ZodIssue {
  return { code: 'custom', path, message: problem, params: { problem, ...params } };
}
