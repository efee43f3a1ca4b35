import type { SessionView } from '../../../contract/check-in.ts';
import { OUTCOMES } from '../../../core/sessions/outcome.ts';
import { useLanguage, useSay } from '../../app/language.tsx';
import { OutcomeShape } from './OutcomeShape.tsx';

/** How many came of how many, and what the scans came to: numbers that add up. */
export function TallyPanel({ session: { tally } }: { readonly session: SessionView }) {
  const say = useSay();
  const language = useLanguage();
  const number = (value: number) => value.toLocaleString(language);
  return (
    <section className="tally" aria-label={say('ui.checkIn.counts')}>
      <p className="tally-main" data-testid="received">
        <span className="tally-number">{number(tally.received)}</span>
        <span className="tally-of">
          {tally.expected === null
            ? say('ui.checkIn.received')
            : say('ui.checkIn.receivedOf', { expected: number(tally.expected) })}
        </span>
        {tally.expected !== null && (
          <span className="muted">{say('ui.checkIn.missingCount', { count: tally.missing })}</span>
        )}
      </p>
      <dl className="tally-outcomes">
        {OUTCOMES.map((outcome) => (
          <div key={outcome} data-outcome={outcome}>
            <dt>
              <OutcomeShape outcome={outcome} size={18} />
              {say(`ui.checkIn.count.${outcome}`)}
            </dt>
            <dd>{number(tally.counts[outcome])}</dd>
          </div>
        ))}
        <div className="tally-sum">
          <dt>{say('ui.checkIn.scans')}</dt>
          <dd data-testid="scanned">{number(tally.scanned)}</dd>
        </div>
      </dl>
    </section>
  );
}
