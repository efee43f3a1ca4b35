import { useAppState } from '../../../app/AppContext.tsx';
import { useSay } from '../../../app/language.tsx';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { ChoicesAge } from '../parts/ChoicesAge.tsx';
import { Guide } from '../parts/Guide.tsx';
import { Page } from '../parts/Page.tsx';
import { Section } from '../parts/Section.tsx';
import { familiesWithout } from '../wizard/step-states.ts';
import { usePolicy } from '../wizard/use-wizard.ts';
import { GroupList } from './GroupList.tsx';
import { TargetProfiles } from './TargetProfiles.tsx';

/** Which enrollment profiles a device may arrive with: per target and family, and per group of the manifest. */
export function ProfilesStep() {
  const say = useSay();
  const policy = usePolicy();
  // The sandbox has its manifest from the start.
  const isLive = useAppState(({ status }) => status?.value.mode === 'live');
  const targets = policy?.targets ?? [];
  const isDone = targets.length > 0 && targets.every((each) => familiesWithout(each).length === 0);
  return (
    <Page step="profiles" isDone={isDone}>
      <ChoicesAge />
      {targets.length === 0 && (
        <EmptyState title={say('ui.connections.profiles.none')}>
          {say('ui.connections.profiles.noneText')}
        </EmptyState>
      )}
      <Guide name="createProfile" isOpen={false} />
      {targets.map((target) => (
        <TargetProfiles key={target.id} target={target} />
      ))}
      <Section title={say('ui.connections.groups.title')} text={say('ui.connections.groups.text')}>
        <p className="muted">{say('ui.connections.groups.columns')}</p>
        {isLive && <p className="muted">{say('ui.connections.groups.onceLoaded')}</p>}
        <GroupList groups={policy?.groups ?? {}} targets={targets} />
      </Section>
    </Page>
  );
}
