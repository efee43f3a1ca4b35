import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { MOST_COLUMNS, MOST_SLOTS } from '../contract/bench.ts';
import { cleanText } from '../core/identifiers/clean-text.ts';
import {
  emptyLayout,
  type LayoutMemory,
  type RememberedLayout,
  type RememberedSlot,
} from './bench/slots/layout-memory.ts';

/** As a bus names it: nothing that could not be shown or is too long to be a port. */
const portSchema = z.string().regex(/^[\x20-\x7e]{1,200}$/);
const nameSchema = z.string().transform(cleanText).pipe(z.string().max(40));

const slotSchema = z.object({
  number: z.number().int().min(1).max(MOST_SLOTS),
  name: nameSchema,
  ports: z.array(portSchema).min(1).max(2),
  isNumbered: z.boolean().default(false),
});

const layoutSchema = z.object({
  version: z.literal(1),
  columns: z.number().int().min(1).max(MOST_COLUMNS).nullable(),
  slots: z.array(slotSchema).max(MOST_SLOTS).refine(isUnambiguous),
  /** No more than 64 sockets of two ports make. */
  apart: z
    .array(z.tuple([portSchema, portSchema]))
    .max(MOST_SLOTS * (2 * MOST_SLOTS - 1))
    .default([]),
});

/** Until layouts were kept, the file held the name of each port alone. */
const namesSchema = z.record(portSchema, nameSchema);

/** The layout of the slots in a small file of this bench. A damaged file is begun anew. */
export function openBenchLayout(file: string, log: (line: string) => void): LayoutMemory {
  return {
    read: () => readLayout(file),
    write(layout) {
      try {
        writeFileSync(`${file}.new`, JSON.stringify({ version: 1, ...layout }), { flush: true });
        renameSync(`${file}.new`, file);
      } catch {
        log('the slots could not be written; their numbers and names hold for this run');
      }
    },
  };
}

function readLayout(file: string): RememberedLayout {
  try {
    const content: unknown = JSON.parse(readFileSync(file, 'utf8'));
    const layout = layoutSchema.safeParse(content);
    if (!layout.success) return layoutOfNames(namesSchema.parse(content));
    const { columns, slots, apart } = layout.data;
    return { columns, slots, apart };
  } catch {
    return emptyLayout;
  }
}

/** Numbered in the order of the ports, as nothing else is known of them. */
function layoutOfNames(names: Readonly<Record<string, string>>): RememberedLayout {
  const ports = Object.keys(names).toSorted((one, other) =>
    one.localeCompare(other, 'en', { numeric: true }),
  );
  const slots = ports.slice(0, MOST_SLOTS).map((port, index) => ({
    number: index + 1,
    name: names[port] ?? '',
    ports: [port],
    isNumbered: false,
  }));
  return { ...emptyLayout, slots };
}

function isUnambiguous(slots: readonly RememberedSlot[]): boolean {
  const ports = slots.flatMap((slot) => slot.ports);
  const numbers = slots.map(({ number }) => number);
  return new Set(ports).size === ports.length && new Set(numbers).size === numbers.length;
}
