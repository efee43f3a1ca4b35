import { MOST_SLOTS, type Occupant, type Slot } from '../../../contract/bench.ts';

/** The port of the slot that something was plugged into between the two; the last one if they are several. */
export function lastPlugged(before: readonly Slot[], after: readonly Slot[]): string | undefined {
  const plugged = after.filter(({ port, occupant }) => {
    const earlier = before.find(({ ports }) => ports.includes(port))?.occupant;
    return isHere(occupant) && (!isHere(earlier) || isOther(earlier, occupant));
  });
  return plugged.at(-1)?.port;
}

function isHere(occupant: Occupant | undefined): occupant is Occupant {
  return occupant !== undefined && occupant.goneSince === undefined;
}

function isOther(one: Occupant, other: Occupant): boolean {
  return one.ecid !== undefined && other.ecid !== undefined && one.ecid !== other.ecid;
}

/** The slot that comes before or after that one; the first or the last when there is none. */
export function neighbourOf(
  slots: readonly Slot[],
  port: string | undefined,
  by: 1 | -1,
): string | undefined {
  const at = slots.findIndex(({ ports }) => port !== undefined && ports.includes(port));
  if (at === -1) return slots.at(by === 1 ? 0 : -1)?.port;
  return (slots[at + by] ?? slots[at])?.port;
}

/** What typing on the number field means: a code that a scanner typed there is a scan all the same. */
export type Typed =
  | { readonly kind: 'number'; readonly number: number }
  | { readonly kind: 'outOfRange' }
  | { readonly kind: 'scan'; readonly text: string };

export function readTyped(text: string): Typed {
  const typed = text.trim();
  // Nothing that a scanner reads at this bench is as short as this.
  if (typed !== '' && !/^\d{1,3}$/.test(typed)) return { kind: 'scan', text: typed };
  const number = Number(typed);
  return number >= 1 && number <= MOST_SLOTS ? { kind: 'number', number } : { kind: 'outOfRange' };
}

/** What a number did, for the words that say it. */
export type Numbered =
  | { readonly kind: 'is' | 'joined'; readonly number: number }
  | { readonly kind: 'swapped'; readonly number: number; readonly other: number };

export function whatNumberDid(
  port: string,
  before: readonly Slot[],
  after: readonly Slot[],
): Numbered | undefined {
  const [was, is] = [before, after].map((slots) => slots.find(({ ports }) => ports.includes(port)));
  if (!was || !is) return undefined;
  const { number } = is;
  if (is.ports.length > was.ports.length) return { kind: 'joined', number };
  const had = before.find((slot) => slot.number === number && slot.port !== was.port);
  const other = had && after.find((slot) => slot.port === had.port);
  return other ? { kind: 'swapped', number, other: other.number } : { kind: 'is', number };
}
