import type {
  DeviceColumn,
  DeviceFilter,
  DeviceSort,
  SavedView,
} from '../../../contract/device-query.ts';
import type { DevicesWanted } from '../../app/show-devices.ts';

/** What the table shows, and how. */
export interface TableQuery {
  readonly search: string;
  readonly filter: DeviceFilter;
  readonly sort: DeviceSort;
  readonly columns: readonly DeviceColumn[];
  /** What the devices of a list have in common, when another screen has named them one by one. */
  readonly listTitle?: string | undefined;
}

export const USUAL_COLUMNS: readonly DeviceColumn[] = [
  'lane',
  'serial',
  'model',
  'service',
  'profile',
  'step',
  'reason',
];

export const WHOLE_FLEET: TableQuery = {
  search: '',
  filter: {},
  sort: { by: 'serial', isDescending: false },
  columns: USUAL_COLUMNS,
};

export const BUILT_IN = [
  'all',
  'resetNow',
  'stuck',
  'notInIntune',
  'setAside',
  'enrolledThisWeek',
] as const;
export type BuiltIn = (typeof BUILT_IN)[number];

/** The views that every bench has. */
export const BUILT_IN_VIEWS: Readonly<Record<BuiltIn, TableQuery>> = {
  all: WHOLE_FLEET,
  resetNow: { ...WHOLE_FLEET, filter: { lanes: ['clear'] } },
  stuck: {
    ...WHOLE_FLEET,
    filter: { lanes: ['wait', 'fix', 'stop', 'unknown'], hereFor: 1 },
    sort: { by: 'hereSince', isDescending: false },
    columns: ['lane', 'serial', 'model', 'reason', 'step', 'hereSince'],
  },
  notInIntune: { ...WHOLE_FLEET, filter: { isInIntune: false } },
  setAside: {
    ...WHOLE_FLEET,
    filter: { isSetAside: true },
    sort: { by: 'hereSince', isDescending: false },
    columns: ['lane', 'serial', 'model', 'reason', 'hereSince'],
  },
  enrolledThisWeek: {
    ...WHOLE_FLEET,
    filter: { enrolledWithin: 7 },
    sort: { by: 'enrolledAt', isDescending: true },
    columns: ['lane', 'serial', 'model', 'profile', 'enrolledAt'],
  },
};

/** The table as somebody asked for it from another screen. */
export function queryWanted(wanted: DevicesWanted): TableQuery {
  const { title } = wanted;
  if (wanted.kind === 'filter') return { ...WHOLE_FLEET, filter: wanted.filter, listTitle: title };
  const serials = wanted.serials.slice(0, 10_000);
  return { ...WHOLE_FLEET, filter: { serials }, listTitle: title };
}

/** What a saved view shows. */
export function queryOfView({ search, filter, sort, columns }: SavedView): TableQuery {
  return { search, filter, sort, columns };
}

/** Whether two show the same devices in the same way. */
export function isSameQuery(one: TableQuery, other: TableQuery): boolean {
  return textOf(one) === textOf(other);
}

function textOf({ search, filter, sort, columns }: TableQuery): string {
  const set = Object.entries(filter).filter(([, value]) => value !== undefined);
  const sorted = set.toSorted(([left], [right]) => (left < right ? -1 : 1));
  return JSON.stringify([search.trim(), sorted, sort.by, sort.isDescending, columns]);
}

/** A press on the head of a column: by it, then the other way round, then as before by serial. */
export function nextSort(sort: DeviceSort, by: DeviceColumn): DeviceSort {
  if (sort.by !== by) return { by, isDescending: false };
  if (!sort.isDescending) return { by, isDescending: true };
  return { by: 'serial', isDescending: false };
}
