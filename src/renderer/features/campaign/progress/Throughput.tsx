import { useState } from 'react';
import type { Progress } from '../../../../contract/progress.ts';
import { daysAfter, daysFromTo } from '../../../../core/campaign/day.ts';
import {
  COUNTED,
  throughputBy,
  type Counted,
  type ThroughputLine,
} from '../../../../core/campaign/throughput.ts';
import { useSay } from '../../../app/language.tsx';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { Segmented } from '../../../ui/Segmented.tsx';
import { ChartFigure, ChartTable } from './ChartFigure.tsx';
import { DailyBars } from './DailyBars.tsx';
import { useNumbers } from './numbers.ts';

const SHOWN = 28;

/** What was done at this bench: day by day, and by whom. */
export function Throughput({ progress: { throughput, today } }: { readonly progress: Progress }) {
  const say = useSay();
  const { dayText } = useNumbers();
  const cellsOf = useCells();
  const [what, setWhat] = useState<Counted>('reset');
  const days = daysFromTo(daysAfter(today, 1 - SHOWN), today);
  const lines = throughput.filter(({ day }) => days.includes(day));
  const byDay = new Map(throughputBy(lines, 'day').map(({ key, counts }) => [key, counts]));
  const bars = days.map((day) => ({ day: dayText(day), count: byDay.get(day)?.[what] ?? 0 }));
  return (
    <>
      <ChartFigure
        title={say('ui.progress.throughput.title')}
        text={say('ui.progress.throughput.text', { days: SHOWN })}
        columns={[
          say('ui.progress.column.day'),
          ...COUNTED.map((each) => say(`throughput.${each}`)),
        ]}
        rows={days.toReversed().map((day) => [dayText(day), ...cellsOf(byDay.get(day))])}
        choice={<WhatIsCounted what={what} onChange={setWhat} />}
      >
        {lines.length > 0 ? (
          <DailyBars bars={bars} />
        ) : (
          <EmptyState title={say('ui.progress.throughput.none.title')}>
            {say('ui.progress.throughput.none.text')}
          </EmptyState>
        )}
      </ChartFigure>
      {lines.length > 0 && (
        <div className="campaign-pair">
          <By what="operator" lines={lines} />
          <By what="bench" lines={lines} />
        </div>
      )}
    </>
  );
}

interface WhatIsCountedProps {
  readonly what: Counted;
  readonly onChange: (what: Counted) => void;
}

function WhatIsCounted({ what, onChange }: WhatIsCountedProps) {
  const say = useSay();
  return (
    <Segmented
      label={say('ui.progress.counted')}
      value={what}
      options={COUNTED.map((value) => ({ value, label: say(`throughput.${value}`) }))}
      onChange={onChange}
    />
  );
}

interface ByProps {
  readonly what: 'operator' | 'bench';
  readonly lines: readonly ThroughputLine[];
}

function By({ what, lines }: ByProps) {
  const say = useSay();
  const cellsOf = useCells();
  const title = say(`ui.progress.by.${what}`);
  const counted = COUNTED.map((each) => say(`throughput.${each}`));
  return (
    <section className="campaign-part" aria-label={title}>
      <h2>{title}</h2>
      <ChartTable
        title={title}
        columns={[say(`ui.progress.column.${what}`), ...counted]}
        rows={throughputBy(lines, what).map(({ key, counts }) => [key, ...cellsOf(counts)])}
      />
    </section>
  );
}

function useCells() {
  const { number } = useNumbers();
  return (counts: Readonly<Record<Counted, number>> | undefined) =>
    COUNTED.map((each) => number(counts?.[each] ?? 0));
}
