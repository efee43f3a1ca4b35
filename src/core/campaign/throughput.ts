import { z } from 'zod';
import { daySchema } from './day.ts';

/** What is counted per day; words stand under `throughput.<what>`. */
export const COUNTED = ['checkedIn', 'reset', 'handedOver', 'enrolled'] as const;
export type Counted = (typeof COUNTED)[number];

export const throughputLineSchema = z.object({
  day: daySchema,
  /** Whoever was signed in; what came up in Intune came up by itself. */
  operator: z.string(),
  bench: z.string(),
  what: z.enum(COUNTED),
  count: z.number().int(),
});
export type ThroughputLine = z.infer<typeof throughputLineSchema>;

/** The counts of each `what`, summed over the lines that share the key, in the order in which keys first appear. */
export function throughputBy(
  lines: readonly ThroughputLine[],
  key: 'day' | 'operator' | 'bench',
): { readonly key: string; readonly counts: Readonly<Record<Counted, number>> }[] {
  const groups = Map.groupBy(lines, (line) => line[key]);
  return [...groups].map(([name, group]) => ({ key: name, counts: countsOf(group) }));
}

function countsOf(lines: readonly ThroughputLine[]): Record<Counted, number> {
  const counts = { checkedIn: 0, reset: 0, handedOver: 0, enrolled: 0 };
  for (const { what, count } of lines) counts[what] += count;
  return counts;
}
