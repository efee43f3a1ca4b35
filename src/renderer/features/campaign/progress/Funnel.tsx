import { Bar, BarChart, LabelList, ResponsiveContainer, XAxis, YAxis } from 'recharts';
import { useSay } from '../../../app/language.tsx';
import { useCampaign } from '../feed/use-campaign.ts';
import { ChartFigure } from './ChartFigure.tsx';
import { useNumbers } from './numbers.ts';

const BAR = 44;
const NAME = { fill: 'var(--text)', fontSize: 15 };

interface FunnelBar {
  readonly name: string;
  readonly count: number;
  /** What stands behind the bar. */
  readonly label: string;
}

/** How many devices are through each step: what is lost from bar to bar has yet to go through that step. */
export function Funnel() {
  const say = useSay();
  const { number, share } = useNumbers();
  const steps = useCampaign(({ runway }) => runway?.steps) ?? [];
  const ofDevices = steps.filter(({ step }) => step !== 'onboard');
  const total = ofDevices[0]?.total ?? 0;
  const counts = [
    { name: say('ui.progress.all'), count: total },
    ...ofDevices.map(({ step, done }) => ({
      name: say(`ui.progress.through.${step}`),
      count: done,
    })),
  ];
  const bars = counts.map((bar) => ({
    ...bar,
    label: `${number(bar.count)} · ${share(bar.count, total)}`,
  }));
  return (
    <ChartFigure
      title={say('ui.progress.funnel.title')}
      text={say('ui.progress.funnel.text')}
      columns={['step', 'devices', 'share'].map((key) => say(`ui.progress.column.${key}`))}
      rows={bars.map(({ name, count }) => [name, number(count), share(count, total)])}
    >
      <Bars bars={bars} total={total} />
    </ChartFigure>
  );
}

function Bars({ bars, total }: { readonly bars: readonly FunnelBar[]; readonly total: number }) {
  return (
    <ResponsiveContainer width="100%" height={bars.length * BAR}>
      <BarChart data={bars} layout="vertical" margin={{ right: 110 }} accessibilityLayer={false}>
        <XAxis type="number" hide domain={[0, Math.max(1, total)]} />
        <YAxis
          type="category"
          dataKey="name"
          width={180}
          axisLine={false}
          tickLine={false}
          tick={NAME}
        />
        <Bar
          dataKey="count"
          fill="var(--ink-wait)"
          background={{ fill: 'var(--sunken)' }}
          radius={3}
          isAnimationActive={false}
        >
          <LabelList dataKey="label" position="right" {...NAME} />
        </Bar>
      </BarChart>
    </ResponsiveContainer>
  );
}
