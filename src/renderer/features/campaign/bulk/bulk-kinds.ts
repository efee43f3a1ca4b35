import type { InputOf } from '../../../../contract/calls.ts';

/** What can be done with many serials at once, and what each asks for beyond them. */
export const BULK_KINDS = {
  assign: {},
  migrate: { needsDeadline: true },
  changeDeadline: { needsDeadline: true },
  cancelMigration: {},
  orderReset: { needsPerson: true, needsFormat: true },
  wipe: { needsPerson: true, isErasing: true },
} as const satisfies Record<string, Needs>;
export type BulkKind = keyof typeof BULK_KINDS;

interface Needs {
  readonly needsDeadline?: boolean;
  readonly needsPerson?: boolean;
  readonly needsFormat?: boolean;
  /** It erases devices by itself: asked once more. */
  readonly isErasing?: boolean;
}
export type Format = InputOf<'campaign.orderReset'>['format'];

export function needsOf(kind: BulkKind): Needs {
  return BULK_KINDS[kind];
}
