import { sayFailure } from '../../../../core/words/words.ts';
import { useLanguage, useSay } from '../../../app/language.tsx';

/** Why work failed, in our words with the next step; those of the cloud stand behind one line. */
export function WhyFailed({ failure }: { readonly failure: string }) {
  const { plain, next, detail } = sayFailure(useLanguage(), failure);
  return (
    <div className="job-failure muted">
      <p className="selectable">
        {plain} {next}
      </p>
      {detail !== undefined && detail !== '' && <CloudWords text={detail} />}
    </div>
  );
}

/** What a cloud has answered, for whoever is called for help. */
export function CloudWords({ text }: { readonly text: string }) {
  const say = useSay();
  return (
    <details className="cloud-words small muted">
      <summary>{say('ui.campaign.jobs.details')}</summary>
      <p className="selectable">{text}</p>
    </details>
  );
}
