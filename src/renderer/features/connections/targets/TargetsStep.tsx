import { useSay } from '../../../app/language.tsx';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { ChoicesAge } from '../parts/ChoicesAge.tsx';
import { Page } from '../parts/Page.tsx';
import { Section } from '../parts/Section.tsx';
import { usePolicy, useWizardState } from '../wizard/use-wizard.ts';
import { ManualPair } from './ManualPair.tsx';
import { ServiceList } from './ServiceList.tsx';
import { SuggestionList } from './SuggestionList.tsx';
import { TargetCard } from './TargetCard.tsx';

/** Which service at Apple belongs to which token in Intune, and which services devices come from. */
export function TargetsStep() {
  const say = useSay();
  const policy = usePolicy();
  const hasChoices = useWizardState(({ choices }) => (choices?.services.length ?? 0) > 0);
  const targets = policy?.targets ?? [];
  return (
    <Page step="targets" isDone={targets.length > 0}>
      <Section title={say('ui.connections.targets.list')}>
        {targets.length === 0 && (
          <EmptyState title={say('ui.connections.targets.none')}>
            {say('ui.connections.targets.noneText')}
          </EmptyState>
        )}
        <ul className="card-list">
          {targets.map((target) => (
            <li key={target.id}>
              <TargetCard target={target} />
            </li>
          ))}
        </ul>
      </Section>
      <Section
        title={say('ui.connections.suggestions.title')}
        text={say('ui.connections.suggestions.text')}
      >
        <ChoicesAge isNext={!hasChoices} />
        <SuggestionList targets={targets} isNext={hasChoices && targets.length === 0} />
        {hasChoices && <ManualPair />}
      </Section>
      <Section
        title={say('ui.connections.services.title')}
        text={say('ui.connections.services.text')}
      >
        <ServiceList targets={targets} formerIds={policy?.formerServiceIds ?? []} />
      </Section>
    </Page>
  );
}
