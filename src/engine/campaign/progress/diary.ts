import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import { z } from 'zod';
import { daySchema } from '../../../core/campaign/day.ts';

/** How far the campaign was at the end of a day, or is on this one. */
export const diaryDaySchema = z.object({
  day: daySchema,
  /** Devices of the campaign, and how many of them are through its last step. */
  total: z.number().int(),
  done: z.number().int(),
  /** `counted` here on that day; `dated`: worked out later, from the dates of Intune. */
  source: z.enum(['counted', 'dated']),
});
export type DiaryDay = z.infer<typeof diaryDaySchema>;

/** One line a day, beside the ledger: the clouds only say how it is now. */
export interface Diary {
  /** Oldest first. */
  days(): DiaryDay[];
  /** What was counted stands for what was dated; of one day the later count stands. */
  note(days: readonly DiaryDay[]): void;
}

const TABLE = `
  CREATE TABLE IF NOT EXISTS campaign_days (
    day TEXT NOT NULL PRIMARY KEY,
    total INTEGER NOT NULL,
    done INTEGER NOT NULL,
    source TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
`;
const NOTE = `INSERT INTO campaign_days (day, total, done, source) VALUES (?, ?, ?, ?)
  ON CONFLICT DO UPDATE SET total = excluded.total, done = excluded.done, source = excluded.source
  WHERE excluded.source = 'counted' OR source = 'dated'`;

/** A file that refuses (full disk, a visitor) costs the diary of this run only: it is a picture, and no evidence. */
export function openDiary(database: DatabaseSyncInstance): Diary {
  const unkept = new Map<string, DiaryDay>();
  const isThere = succeeds(() => database.exec(TABLE));
  const insert = isThere ? database.prepare(NOTE) : undefined;
  const select = isThere ? database.prepare('SELECT * FROM campaign_days ORDER BY day') : undefined;
  return {
    days() {
      const kept = (select?.all() ?? []).flatMap((row) => diaryDaySchema.safeParse(row).data ?? []);
      const days = new Map([...kept.map((each) => [each.day, each] as const), ...unkept]);
      return [...days.values()].toSorted((one, other) => (one.day < other.day ? -1 : 1));
    },
    note(days) {
      for (const each of days) {
        const { day, total, done, source } = each;
        const isKept = insert && succeeds(() => insert.run(day, total, done, source));
        if (!isKept) unkept.set(day, each);
      }
    },
  };
}

function succeeds(write: () => unknown): boolean {
  try {
    write();
    return true;
  } catch {
    return false;
  }
}
