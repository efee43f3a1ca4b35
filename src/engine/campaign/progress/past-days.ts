import { dayOf, daysAfter, daysFromTo, type Day } from '../../../core/campaign/day.ts';
import { fleetOf, sum } from '../../../core/runway/fleet.ts';
import type { RunwayInput } from '../../../core/runway/input.ts';
import type { TallyLine } from '../../../core/runway/tally.ts';
import { onBenchClock } from '../../../core/time.ts';
import { nextTurn } from '../../in-turns.ts';
import { newestEnrollment } from '../../mirror/fleet-patch.ts';
import type { Mirror } from '../../mirror/mirror.ts';
import { traitsOf } from '../../mirror/traits-of.ts';
import type { DiaryDay } from './diary.ts';

const REMEMBERED = 90;
/** Devices read in one go: a few milliseconds. */
const SLICE = 50;

/**
 * The days before the diary began, as Intune dates its enrollments: how many of those that are through today were so
 * on each of them. Reads the whole fleet once, in turns.
 */
export async function pastDays(
  mirror: Pick<Mirror, 'device' | 'serialsAfter'>,
  input: RunwayInput,
  total: number,
): Promise<DiaryDay[]> {
  const today = dayOf(input.now.bench);
  const perDay = new Map<Day, number>();
  for (const [day, tally] of await linesByDay(mirror, input.now)) {
    const { lines } = fleetOf({ ...input, tally, handled: [] });
    perDay.set(day, sum(lines.filter(({ isEnrolled }) => isEnrolled)));
  }
  const first = [...perDay.keys()].toSorted()[0];
  if (first === undefined) return [];
  const from = [first, daysAfter(today, -REMEMBERED)].toSorted()[1] ?? first;
  const before = [...perDay].filter(([day]) => day < from);
  let done = before.reduce((so, [, count]) => so + count, 0);
  return daysFromTo(from, daysAfter(today, -1)).map((day) => {
    done += perDay.get(day) ?? 0;
    return { day, total, done, source: 'dated' };
  });
}

async function linesByDay(
  mirror: Pick<Mirror, 'device' | 'serialsAfter'>,
  now: RunwayInput['now'],
): Promise<Map<Day, TallyLine[]>> {
  const lines = new Map<Day, TallyLine[]>();
  let serials = mirror.serialsAfter('', SLICE);
  while (serials.length > 0) {
    for (const serial of serials) {
      const device = mirror.device(serial);
      const at = newestEnrollment(device.enrollments?.value ?? [])?.enrolledAt;
      if (at == null) continue;
      const day = dayOf(onBenchClock(at, now));
      const others = lines.get(day);
      const line = { ...traitsOf(device), count: 1 };
      if (others) others.push(line);
      else lines.set(day, [line]);
    }
    await nextTurn();
    serials = mirror.serialsAfter(serials.at(-1) ?? '', SLICE);
  }
  return lines;
}
