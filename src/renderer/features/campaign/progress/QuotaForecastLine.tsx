import type { QuotaForecast } from '../../../../core/campaign/quota-forecast.ts';
import { HOUR, MINUTE } from '../../../../core/time.ts';
import { useLanguage, useSay } from '../../../app/language.tsx';

/** What the rest costs of Apple's quota. */
export function QuotaForecastLine({ quota }: { readonly quota: QuotaForecast }) {
  const say = useSay();
  const language = useLanguage();
  const number = (value: number) => value.toLocaleString(language);
  const length = (time: number) =>
    time >= 2 * HOUR
      ? say('ui.progress.hours', { count: Math.ceil(time / HOUR) })
      : say('ui.progress.minutes', { count: Math.ceil(time / MINUTE) });
  return (
    <div className="forecast">
      <h2>{say('ui.progress.quota.title')}</h2>
      <p>
        {say('ui.progress.quota.move', {
          devices: number(quota.toMove),
          changes: number(quota.changes),
          time: length(quota.moveFor),
        })}
      </p>
      <p>
        {say('ui.progress.quota.ask', {
          devices: number(quota.toAsk),
          questions: number(quota.questions),
          time: length(quota.askFor),
        })}
      </p>
    </div>
  );
}
