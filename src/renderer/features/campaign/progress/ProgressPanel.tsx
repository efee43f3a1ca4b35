import { lazy, Suspense } from 'react';
import { useSay } from '../../../app/language.tsx';
import { Button } from '../../../ui/Button.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { useAsked } from '../feed/use-asked.ts';
import { useCampaign } from '../feed/use-campaign.ts';
import { ForecastLine } from './ForecastLine.tsx';
import { QuotaForecastLine } from './QuotaForecastLine.tsx';
import './progress.css';

/** Charts are large and wanted here alone: loaded when somebody looks. */
const Charts = lazy(async () => ({ default: (await import('./Charts.tsx')).Charts }));

/** How fast the campaign goes: how far all devices are, how many are left day by day, and who did what. */
export function ProgressPanel() {
  const say = useSay();
  const listedAt = useCampaign(({ listing }) => listing?.finishedAt);
  const { value, failure, isBusy, again } = useAsked('progress.read', {}, listedAt);
  return (
    <>
      {failure && <FailureNotice trouble={failure} />}
      {!value && !failure && <p className="muted">{say('ui.progress.reading')}</p>}
      {value && (
        <>
          <div className="progress-summary">
            <ForecastLine progress={value} />
            <QuotaForecastLine quota={value.quota} />
            <Button disabled={isBusy} onClick={again}>
              {say('ui.progress.again')}
            </Button>
          </div>
          <Suspense fallback={<p className="muted">{say('ui.progress.reading')}</p>}>
            <Charts progress={value} />
          </Suspense>
        </>
      )}
    </>
  );
}
