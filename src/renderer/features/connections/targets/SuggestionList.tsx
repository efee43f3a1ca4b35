import type { Suggestion } from '../../../../contract/connections.ts';
import type { Target } from '../../../../core/verdict/policy.ts';
import { useAppState } from '../../../app/AppContext.tsx';
import { useLanguage, useSay } from '../../../app/language.tsx';
import { ActButton } from '../parts/ActButton.tsx';
import { addTarget } from '../wizard/policy-edits.ts';
import { useWizard, useWizardState } from '../wizard/use-wizard.ts';
import { useNames } from './names.ts';

interface SuggestionsProps {
  readonly targets: readonly Target[];
  /** The best of them is the next step. */
  readonly isNext: boolean;
}

/** Pairs that the clouds' own lists speak for, the strongest first. None becomes a target by itself. */
export function SuggestionList({ targets, isNext }: SuggestionsProps) {
  const say = useSay();
  const suggestions = useWizardState(({ choices }) => choices?.suggestions ?? NONE);
  const isListing = useAppState(({ status }) => status?.value.listing !== undefined);
  const open = suggestions
    .filter((each) => each.shared > 0 && !targets.some((target) => isSamePair(target, each)))
    .toSorted((one, other) => other.shared - one.shared);
  if (open.length === 0) {
    return (
      <p className="muted" role="status">
        {say(isListing ? 'ui.connections.suggestions.reading' : 'ui.connections.suggestions.none')}
      </p>
    );
  }
  return (
    <ul className="card-list" aria-label={say('ui.connections.suggestions.title')}>
      {open.map((suggestion, index) => (
        <li key={`${suggestion.serviceId} ${suggestion.tokenId}`}>
          <SuggestionCard suggestion={suggestion} isNext={isNext && index === 0} />
        </li>
      ))}
    </ul>
  );
}

const NONE: readonly Suggestion[] = [];

interface CardProps {
  readonly suggestion: Suggestion;
  readonly isNext: boolean;
}

function SuggestionCard({ suggestion, isNext }: CardProps) {
  const wizard = useWizard();
  const say = useSay();
  const language = useLanguage();
  const names = useNames();
  const { onService, organizationId, serviceId, shared, tokenId, underToken } = suggestion;
  const number = (value: number) => value.toLocaleString(language);
  const service = names.service(serviceId);
  return (
    <section className="setup-card" aria-label={service}>
      <PairLine
        service={service}
        organization={names.organization(organizationId)}
        token={names.token(tokenId)}
      />
      <p>
        {say('ui.connections.suggestions.evidence', { count: shared, shared: number(shared) })}{' '}
        <span className="muted">
          {say('ui.connections.suggestions.counts', {
            onService: number(onService),
            underToken: number(underToken),
          })}
        </span>
      </p>
      <div className="setup-row">
        <ActButton
          place="policy"
          look={isNext ? 'filled' : 'outline'}
          onAct={() =>
            wizard.changePolicy(addTarget(crypto.randomUUID(), service.slice(0, 80), suggestion))
          }
        >
          {say('ui.connections.suggestions.confirm')}
        </ActButton>
      </div>
    </section>
  );
}

interface PairLineProps {
  readonly service: string;
  readonly organization: string;
  readonly token: string;
}

/** Both halves of a pair, each with where it lives. */
export function PairLine({ service, organization, token }: PairLineProps) {
  const say = useSay();
  return (
    <dl className="pairs">
      <dt>{say('ui.connections.targets.service')}</dt>
      <dd>
        {service} <span className="muted">({organization})</span>
      </dd>
      <dt>{say('ui.connections.targets.token')}</dt>
      <dd>{token}</dd>
    </dl>
  );
}

function isSamePair(target: Target, { serviceId, tokenId }: Suggestion): boolean {
  return target.serviceId === serviceId && target.tokenId === tokenId;
}
