import { z } from 'zod';
import { HOUR, instantSchema, type Instant } from '../../../core/time.ts';
import type { Mirror } from '../../mirror/mirror.ts';

const counts = z.record(z.string(), z.number().int().nonnegative());

/** Where a pass stands; written after every page, so that a crash costs one page. */
const progressSchema = z.object({
  startedAt: instantSchema,
  /** The clouds' time when the pass began. */
  cloudStartedAt: instantSchema,
  /** Ids of the lists to read, in order. */
  steps: z.array(z.string()),
  step: z.number().int().nonnegative(),
  stepStartedAt: instantSchema,
  /** The mirror's number for the pass through this one list, once it began. */
  pass: z.number().int().optional(),
  page: z.string().optional(),
  /** How often this list was begun anew because its next page was gone. */
  restarts: z.number().int().nonnegative(),
  /** How often in a row the next page could not be read. */
  refusals: z.number().int().nonnegative(),
  /** Pages and rows by list, as far as they were taken over. */
  pages: counts,
  rows: counts,
});
export type Progress = z.infer<typeof progressSchema>;

const finishedSchema = z.object({
  cloudStartedAt: instantSchema,
  at: instantSchema,
  pages: counts,
  rows: counts,
});
export type Finished = z.infer<typeof finishedSchema>;

/** A pass that was interrupted longer ago begins anew: its cursors and its first pages are too old. */
const LONGEST_PASS = 6 * HOUR;

/** What is kept of a pass in the mirror, and of the last one that came to its end. */
export interface PassMemory {
  /** Undefined when there is none, or when it is too old to go on with. */
  saved(): Progress | undefined;
  save(progress: Progress): Progress;
  finish(progress: Progress): void;
  finished(): Finished | undefined;
  fresh(steps: readonly string[]): Progress;
}

export function createPassMemory(options: {
  readonly name: string;
  readonly mirror: Mirror;
  readonly now: () => Instant;
}): PassMemory {
  const { name, mirror, now } = options;
  return {
    saved() {
      const progress = progressSchema.safeParse(mirror.readProgress(name)).data;
      return progress && now() - progress.startedAt <= LONGEST_PASS ? progress : undefined;
    },
    save(progress) {
      mirror.saveProgress(name, progress);
      return progress;
    },
    finish({ cloudStartedAt, pages, rows }) {
      mirror.clearProgress(name);
      const finished: Finished = { cloudStartedAt, at: now(), pages, rows };
      mirror.saveProgress(`${name} finished`, finished);
    },
    finished: () => finishedSchema.safeParse(mirror.readProgress(`${name} finished`)).data,
    fresh(steps) {
      const startedAt = now();
      return {
        startedAt,
        cloudStartedAt: mirror.cloudNow(startedAt),
        ...atStep(0, startedAt),
        steps: [...steps],
        pages: {},
        rows: {},
      };
    },
  };
}

/** The beginning of one list. */
export function atStep(step: number, stepStartedAt: Instant) {
  return { step, stepStartedAt, restarts: 0, refusals: 0 };
}

export function total(counted: Readonly<Record<string, number>>): number {
  return Object.values(counted).reduce((sum, each) => sum + each, 0);
}
