import type { Progress } from '../../../contract/progress.ts';
import { dayOf, daysAfter, daysBetween, type Day } from '../../../core/campaign/day.ts';
import { forecast, type DayCount, type Forecast } from '../../../core/campaign/forecast.ts';
import { quotaForecast, type QuotaForecast } from '../../../core/campaign/quota-forecast.ts';
import type { RunwayInput } from '../../../core/runway/input.ts';
import { readRunway } from '../../../core/runway/read-runway.ts';
import type { Runway, StepName } from '../../../core/runway/runway.ts';
import type { Desk } from '../../desk/desk.ts';
import { createCountedReader } from '../../ledger/counted-rows.ts';
import type { Mirror } from '../../mirror/mirror.ts';
import { runwayInput, type RunwayParts } from '../runway-of.ts';
import { COUNTED_TYPES, createWorkCount } from './count-work.ts';
import { openDiary, type Diary, type DiaryDay } from './diary.ts';
import { pastDays } from './past-days.ts';

const SHOWN = 90;

export interface ProgressParts {
  readonly desk: Pick<Desk, 'ledger' | 'policy'>;
  readonly mirror: Pick<Mirror, 'device' | 'serialsAfter'>;
  /** Anew each time: the connections may have changed. */
  readonly runway: () => RunwayParts;
}

export interface ProgressReader {
  read(): Promise<Progress>;
}

/** Writes today's line into the diary as often as it is read. */
export function createProgress({ desk, mirror, runway }: ProgressParts): ProgressReader {
  const diary = openDiary(desk.ledger.database);
  const work = createWorkCount(createCountedReader(desk.ledger.database, COUNTED_TYPES));
  return {
    async read() {
      const input = await runwayInput(runway());
      const read = readRunway(input);
      const today = dayOf(input.now.bench);
      const first = daysAfter(today, -SHOWN);
      if (input.isListed) await writeDiary(diary, mirror, input, read);
      const days = diary.days().filter(({ day }) => day >= first && day <= today);
      const lines = await work.read();
      return {
        today,
        burnDown: days.map(lineOf),
        forecast: forecastOf(read, days, today),
        throughput: lines.filter(({ day }) => day >= first && day <= today),
        quota: quotaOf(read, input, desk.policy.migrationCheck),
      };
    },
  };
}

async function writeDiary(
  diary: Diary,
  mirror: ProgressParts['mirror'],
  input: RunwayInput,
  runway: Runway,
): Promise<void> {
  const { done, total } = stepOf(runway, 'distribute');
  if (total === 0) return;
  const isFirst = diary.days().length === 0;
  diary.note([{ day: dayOf(input.now.bench), total, done, source: 'counted' }]);
  if (isFirst) diary.note(await pastDays(mirror, input, total));
}

function lineOf({ day, total, done, source }: DiaryDay): Progress['burnDown'][number] {
  return { day, total, left: Math.max(0, total - done), source };
}

/** Of a fleet that was never read nothing is left, which says nothing. */
function forecastOf(runway: Runway, days: readonly DiaryDay[], today: Day): Forecast {
  if (stepOf(runway, 'distribute').total === 0) return { kind: 'unread' };
  return forecast(leftIn(runway), throughDaily(days, today), today);
}

/** What came through on each whole day; on days without a line nothing was seen, and the next line has it all. */
function throughDaily(days: readonly DiaryDay[], today: Day): DayCount[] {
  return days.flatMap((line, index) => {
    const before = days[index - 1];
    if (!before || line.day >= today) return [];
    const silent = daysBetween(before.day, line.day) - 1;
    const none = Array.from({ length: silent }, (_none, place) => ({
      day: daysAfter(before.day, place + 1),
      count: 0,
    }));
    return [...none, { day: line.day, count: line.done - before.done }];
  });
}

function leftIn(runway: Runway): number {
  const { done, total } = stepOf(runway, 'distribute');
  return total - done;
}

/** A reset asks for the lock, and, if the policy wants it, for release and migration. */
function quotaOf(runway: Runway, input: RunwayInput, checks: boolean): QuotaForecast {
  const { done, total } = stepOf(runway, 'reassign');
  return quotaForecast({
    toMove: total - done,
    toAsk: leftIn(runway),
    perDevice: checks ? 2 : 1,
    organizations: input.connections.organizations.length,
  });
}

function stepOf({ steps }: Runway, name: StepName): { done: number; total: number } {
  return steps.find(({ step }) => step === name) ?? { done: 0, total: 0 };
}
