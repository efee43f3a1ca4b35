import { z } from 'zod';
import type { Now } from '../../../core/time.ts';
import type { CloudFailure } from '../http/cloud-failure.ts';
import { failureOfStatus } from '../http/http-failure.ts';
import { readGraphProblem } from './problem.ts';

/** Graph's limit (docs/protocol/intune.md#limits). */
export const BATCH_SIZE = 20;

export const batchSchema = z.object({
  responses: z.array(
    z.object({
      id: z.coerce.string(),
      status: z.number().int(),
      headers: z.record(z.string(), z.unknown()).nullish().catch(null),
      body: z.unknown().optional(),
    }),
  ),
});
export type BatchItem = z.infer<typeof batchSchema>['responses'][number];

export function isGood(item: BatchItem | undefined): item is BatchItem {
  return item !== undefined && item.status >= 200 && item.status < 300;
}

/** The failure of one item, as if it had come alone. */
export function failureOfItem(item: BatchItem | undefined, now: Now): CloudFailure {
  if (!item) return { kind: 'malformed', detail: 'The batch does not answer every request.' };
  const headers = new Map(
    Object.entries(item.headers ?? {}).map(([name, value]) => [name.toLowerCase(), String(value)]),
  );
  return failureOfStatus(
    { status: item.status, headers: { get: (name) => headers.get(name) ?? null } },
    {
      body: JSON.stringify(item.body ?? null),
      now,
      readProblem: readGraphProblem,
      sentSerials: [],
      secret: '',
    },
  );
}
