import { useSay } from '../../../app/language.tsx';
import { ActButton } from '../parts/ActButton.tsx';
import { Page } from '../parts/Page.tsx';
import { PlaceFailure } from '../parts/PlaceFailure.tsx';
import { Section } from '../parts/Section.tsx';
import { TestReportList } from '../parts/TestReportList.tsx';
import { isSignedIn } from '../wizard/step-states.ts';
import { useWizard, useWizardState } from '../wizard/use-wizard.ts';
import { PermissionList } from './PermissionList.tsx';
import { SignInPanel } from './SignInPanel.tsx';
import { TenantForm } from './TenantForm.tsx';

/** The app registration, the sign-in with it, and what was granted to it. */
export function MicrosoftStep() {
  const say = useSay();
  const connected = useWizardState((state) => state.connected);
  const isTyped = useWizardState(({ tenant }) => tenant !== undefined);
  const tenant = connected?.connections.tenant;
  const isIn = connected !== undefined && isSignedIn(connected);
  return (
    <Page step="microsoft" isDone={isIn && !isTyped}>
      <Section title={say('ui.connections.microsoft.app')}>
        <TenantForm />
      </Section>
      {tenant && (
        <>
          <Section title={say('ui.connections.signIn.title')}>
            <SignInPanel isNext={!isTyped} />
          </Section>
          <Section
            title={say('ui.connections.permissions.title')}
            text={say('ui.connections.permissions.text')}
          >
            <PermissionList />
          </Section>
          <TestSection isIn={isIn} />
        </>
      )}
    </Page>
  );
}

function TestSection({ isIn }: { readonly isIn: boolean }) {
  const wizard = useWizard();
  const say = useSay();
  return (
    <Section title={say('ui.connections.test')} text={say('ui.connections.microsoft.testText')}>
      <div className="setup-row">
        <ActButton place="test" isReading isDisabled={!isIn} onAct={wizard.testTenant}>
          {say('ui.connections.microsoft.test')}
        </ActButton>
        {!isIn && <p className="muted small">{say('ui.connections.microsoft.signInFirst')}</p>}
      </div>
      <PlaceFailure place="test" />
      <TestReportList place="tenant" />
    </Section>
  );
}
