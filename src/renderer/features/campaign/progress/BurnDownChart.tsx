import {
  Area,
  CartesianGrid,
  ComposedChart,
  Line,
  ReferenceLine,
  ResponsiveContainer,
  XAxis,
  YAxis,
} from 'recharts';
import type { Progress } from '../../../../contract/progress.ts';
import { daysAfter } from '../../../../core/campaign/day.ts';
import { useSay } from '../../../app/language.tsx';
import { burnDownPoints } from './burn-down-lines.ts';
import { TICK, useNumbers } from './numbers.ts';

const LINE = { isAnimationActive: false, dot: false, strokeWidth: 2.5 } as const;
const COLOUR = 'var(--ink-wait)';
const AXIS = 'var(--line-strong)';

/** Solid: what is left. Dashed: where it leads. Dotted: all there are. */
export function BurnDownChart({ progress }: { readonly progress: Progress }) {
  const say = useSay();
  const { number, dayText } = useNumbers();
  const points = burnDownPoints(progress);
  const first = points[0]?.day ?? progress.today;
  const now = points.find(({ day }) => day === progress.today);
  const today = { ...TICK, value: say('ui.progress.today'), position: 'top' } as const;
  return (
    <ResponsiveContainer width="100%" height={320}>
      <ComposedChart data={points} margin={{ top: 24, right: 16 }} accessibilityLayer={false}>
        <CartesianGrid stroke="var(--line)" vertical={false} />
        <XAxis
          type="number"
          dataKey="at"
          domain={['dataMin', 'dataMax']}
          tick={TICK}
          tickFormatter={(at: number) => dayText(daysAfter(first, Math.round(at)))}
          stroke={AXIS}
        />
        <YAxis tick={TICK} tickFormatter={number} width={64} stroke={AXIS} />
        <Area
          dataKey="range"
          fill={COLOUR}
          fillOpacity={0.16}
          stroke="none"
          isAnimationActive={false}
        />
        <Line dataKey="total" stroke={AXIS} strokeDasharray="2 4" {...LINE} />
        <Line dataKey="likely" stroke={COLOUR} strokeDasharray="7 5" {...LINE} />
        <Line dataKey="left" stroke={COLOUR} {...LINE} />
        {now && <ReferenceLine x={now.at} stroke={AXIS} label={today} />}
      </ComposedChart>
    </ResponsiveContainer>
  );
}
