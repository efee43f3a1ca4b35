import { z } from 'zod';
import { deviceFamilySchema } from '../../core/facts/device-facts.ts';
import type { Tally, TallyLine } from '../../core/runway/tally.ts';
import type { Database } from './database.ts';

/** What devices are counted by. */
export type Traits = Omit<TallyLine, 'count'>;

/** Each combination of traits once, under a number: a fleet has some hundred of them, however many its devices. */
export interface TraitsTable {
  numberOf(traits: Traits): number;
  /** Of 0 and of a number that is not known: that nothing is known. */
  read(number: number): Traits;
  /** A device has the second of these now and had the first before, 0 when it is new. */
  move(from: number, to: number): void;
  tally(): Tally;
  /** What was numbered last may not have reached the file, or another process may have emptied it. */
  forget(): void;
}

/** `undefined` leaves no trace in JSON and comes back as such. */
const traitsSchema = z.object({
  family: deviceFamilySchema,
  organizationId: z.string().nullable(),
  serviceId: z.string().nullable().optional(),
  tokenId: z.string().nullable(),
  profileId: z.string().nullable(),
  enrolledProfile: z.string().nullable(),
  isEnrolled: z.boolean(),
});

export const NOTHING_KNOWN: Traits = {
  family: 'unknown',
  organizationId: null,
  serviceId: undefined,
  tokenId: null,
  profileId: null,
  enrolledProfile: null,
  isEnrolled: false,
};

export function createTraitsTable(database: Database): TraitsTable {
  const insert = database.prepare('INSERT OR IGNORE INTO traits (value) VALUES (?)');
  const find = database.prepare('SELECT id FROM traits WHERE value = ?');
  const readOne = database.prepare('SELECT value FROM traits WHERE id = ?');
  const add = database.prepare('UPDATE traits SET count = count + ? WHERE id = ?');
  const all = database.prepare('SELECT id, count FROM traits WHERE count > 0');
  const numbers = new Map<string, number>();
  const known = new Map<number, Traits>();
  const read = (number: number): Traits => {
    const before = number === 0 ? NOTHING_KNOWN : known.get(number);
    if (before) return before;
    const row = readOne.get(number) as { value: string } | undefined;
    const traits = row ? parse(row.value) : NOTHING_KNOWN;
    if (row) known.set(number, traits);
    return traits;
  };
  return {
    read,
    numberOf(traits) {
      const text = JSON.stringify({ ...NOTHING_KNOWN, ...traits });
      const number = numbers.get(text);
      if (number !== undefined) return number;
      insert.run(text);
      const { id } = find.get(text) as { id: number };
      numbers.set(text, id);
      return id;
    },
    move(from, to) {
      if (from === to) return;
      if (from !== 0) add.run(-1, from);
      add.run(1, to);
    },
    tally() {
      const rows = all.all() as { id: number; count: number }[];
      return rows.map(({ id, count }) => ({ ...read(id), count }));
    },
    forget() {
      numbers.clear();
      known.clear();
    },
  };
}

function parse(text: string): Traits {
  try {
    const traits = traitsSchema.parse(JSON.parse(text));
    return { ...traits, serviceId: traits.serviceId };
  } catch {
    return NOTHING_KNOWN;
  }
}
