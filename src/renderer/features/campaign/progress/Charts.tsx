import type { Progress } from '../../../../contract/progress.ts';
import { BurnDown } from './BurnDown.tsx';
import { Funnel } from './Funnel.tsx';
import { Throughput } from './Throughput.tsx';

export function Charts({ progress }: { readonly progress: Progress }) {
  return (
    <div className="charts">
      <Funnel />
      <BurnDown progress={progress} />
      <Throughput progress={progress} />
    </div>
  );
}
