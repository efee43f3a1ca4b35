import type { Progress } from '../../../../contract/progress.ts';
import { useSay } from '../../../app/language.tsx';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { BurnDownChart } from './BurnDownChart.tsx';
import { ChartFigure } from './ChartFigure.tsx';
import { useNumbers } from './numbers.ts';

/** How many devices are left at the end of each day, and where that leads. */
export function BurnDown({ progress }: { readonly progress: Progress }) {
  const say = useSay();
  const { number, dayText } = useNumbers();
  const { burnDown } = progress;
  const hasDated = burnDown.some(({ source }) => source === 'dated');
  const rows = burnDown
    .toReversed()
    .map(({ day, left, total, source }) => [
      dayText(day),
      number(left),
      number(total),
      say(`ui.progress.source.${source}`),
    ]);
  return (
    <ChartFigure
      title={say('ui.progress.burnDown.title')}
      text={say(hasDated ? 'ui.progress.burnDown.textDated' : 'ui.progress.burnDown.text')}
      columns={['day', 'left', 'all', 'source'].map((key) => say(`ui.progress.column.${key}`))}
      rows={rows}
    >
      {burnDown.length < 2 ? (
        <EmptyState title={say('ui.progress.burnDown.none.title')}>
          {say('ui.progress.burnDown.none.text')}
        </EmptyState>
      ) : (
        <BurnDownChart progress={progress} />
      )}
    </ChartFigure>
  );
}
