import type { Progress } from '../../../../contract/progress.ts';
import { noonOf, type Day } from '../../../../core/campaign/day.ts';
import { useLanguage, useSay } from '../../../app/language.tsx';

/** When the campaign may be done, with how sure that is. */
export function ForecastLine({
  progress: { forecast, burnDown },
}: {
  readonly progress: Progress;
}) {
  const say = useSay();
  const language = useLanguage();
  const left = burnDown.at(-1)?.left;
  const dayText = (day: Day | null) =>
    day === null
      ? say('ui.progress.forecast.never')
      : new Intl.DateTimeFormat(language, { dateStyle: 'long' }).format(noonOf(day));
  if (forecast.kind !== 'dates') {
    const { title, text } = { title: `${forecast.kind}.title`, text: `${forecast.kind}.text` };
    return (
      <div className="forecast">
        <p className="forecast-date">{say(`ui.progress.forecast.${title}`)}</p>
        <p className="muted">{say(`ui.progress.forecast.${text}`, { ...forecast })}</p>
      </div>
    );
  }
  const { early, likely, late, days, perDay } = forecast;
  return (
    <div className="forecast">
      <p className="forecast-date">
        {say('ui.progress.forecast.likely', { day: dayText(likely) })}
      </p>
      <p>{say('ui.progress.forecast.range', { early: dayText(early), late: dayText(late) })}</p>
      <p className="muted small">
        {say('ui.progress.forecast.basis', {
          left: (left ?? 0).toLocaleString(language),
          perDay: perDay.toLocaleString(language),
          days,
        })}
      </p>
    </div>
  );
}
