import { Bar, BarChart, CartesianGrid, ResponsiveContainer, XAxis, YAxis } from 'recharts';
import { TICK } from './numbers.ts';

interface DailyBarsProps {
  readonly bars: readonly { readonly day: string; readonly count: number }[];
}

export function DailyBars({ bars }: DailyBarsProps) {
  return (
    <ResponsiveContainer width="100%" height={240}>
      <BarChart data={bars} margin={{ top: 12, right: 16 }} accessibilityLayer={false}>
        <CartesianGrid stroke="var(--line)" vertical={false} />
        <XAxis dataKey="day" tick={TICK} stroke="var(--line-strong)" minTickGap={24} />
        <YAxis tick={TICK} allowDecimals={false} width={48} stroke="var(--line-strong)" />
        <Bar dataKey="count" fill="var(--ink-wait)" radius={2} isAnimationActive={false} />
      </BarChart>
    </ResponsiveContainer>
  );
}
