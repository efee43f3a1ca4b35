import { useApp } from '../../../app/AppContext.tsx';
import { useSay } from '../../../app/language.tsx';
import { Button } from '../../../ui/Button.tsx';
import { Page } from '../parts/Page.tsx';
import { Section } from '../parts/Section.tsx';
import { missingFor } from '../wizard/missing.ts';
import { usePolicy, useWizardState } from '../wizard/use-wizard.ts';
import { PolicySwitches } from './PolicySwitches.tsx';
import { Summary } from './Summary.tsx';
import { TaskList } from './TaskList.tsx';

/** What is set up, what is missing for which task, by which rules verdicts are made, and where to go now. */
export function ReadyStep() {
  const say = useSay();
  const policy = usePolicy();
  return (
    <Page step="ready" isDone={false}>
      <Section title={say('ui.connections.ready.summary')}>
        <Summary />
      </Section>
      <Section title={say('ui.connections.ready.tasks')}>
        <TaskList />
      </Section>
      <Section title={say('ui.connections.ready.policy')}>
        {policy && <PolicySwitches policy={policy} />}
      </Section>
      <Section title={say('ui.connections.ready.next')}>
        <Places />
      </Section>
    </Page>
  );
}

/** To the campaign once devices can be moved; before that, looking is all there is. */
function Places() {
  const { store } = useApp();
  const say = useSay();
  const connected = useWizardState((state) => state.connected);
  const choices = useWizardState((state) => state.choices);
  const policy = usePolicy();
  if (!connected || !policy) return null;
  const canMove = missingFor('move', { connected, choices, policy }).length === 0;
  return (
    <>
      <p className="muted">
        {say(canMove ? 'ui.connections.ready.canMove' : 'ui.connections.ready.cannotMove')}
      </p>
      <div className="setup-row">
        <Button
          look={canMove ? 'filled' : 'outline'}
          onClick={() => store.setState({ view: 'campaign' })}
        >
          {say('ui.connections.ready.toCampaign')}
        </Button>
        <Button onClick={() => store.setState({ view: 'bench' })}>
          {say('ui.connections.ready.toBench')}
        </Button>
      </div>
    </>
  );
}
