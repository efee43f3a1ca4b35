import type { MicrosoftAuth } from '../../../../core/connections.ts';
import { useSay } from '../../../app/language.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { Segmented } from '../../../ui/Segmented.tsx';
import { ActButton } from '../parts/ActButton.tsx';
import { Guide } from '../parts/Guide.tsx';
import { PlaceFailure } from '../parts/PlaceFailure.tsx';
import { SecretNote } from '../parts/SecretNote.tsx';
import { Toggle } from '../parts/Toggle.tsx';
import { isCredentialKept } from '../wizard/credential.ts';
import type { TenantDraft } from '../wizard/drafts.ts';
import { useIsManaged, useWizard, useWizardState } from '../wizard/use-wizard.ts';

/** The bench signs in as itself: possible, off by default, and with its reasons against it in sight. */
export function ApplicationSignIn({ draft }: { readonly draft: TenantDraft }) {
  const wizard = useWizard();
  const say = useSay();
  const { auth } = draft;
  if (auth.kind === 'givenToken') {
    return <p className="muted">{say('ui.connections.application.givenToken')}</p>;
  }
  const isOn = auth.kind === 'application';
  return (
    <>
      <Toggle
        label={say('ui.connections.application.label')}
        isOn={isOn}
        onChange={(turnsOn) => wizard.changeTenant({ auth: turnsOn ? APPLICATION : DELEGATED })}
      >
        <p>{say('ui.connections.application.text')}</p>
      </Toggle>
      {auth.kind === 'application' && (
        <>
          <Notice tone="alert" title={say('ui.connections.application.warning')}>
            {say('ui.connections.application.why')}
          </Notice>
          <Guide name="grantApplication" isOpen />
          <Credential auth={auth} />
        </>
      )}
    </>
  );
}

const DELEGATED: MicrosoftAuth = { kind: 'delegated', flow: 'browser' };
const APPLICATION: MicrosoftAuth = { kind: 'application', credential: 'certificate' };

type ApplicationAuth = Extract<MicrosoftAuth, { kind: 'application' }>;

function Credential({ auth }: { readonly auth: ApplicationAuth }) {
  const wizard = useWizard();
  const say = useSay();
  const isManaged = useIsManaged();
  const isCertificate = auth.credential === 'certificate';
  return (
    <fieldset className="secret" disabled={isManaged}>
      <legend className="field-label">{say('ui.connections.application.credential')}</legend>
      <Segmented
        label={say('ui.connections.application.credential')}
        value={auth.credential}
        options={(['certificate', 'secret'] as const).map((value) => ({
          value,
          label: say(`ui.connections.application.${value}`),
        }))}
        onChange={(credential) =>
          wizard.changeTenant({ auth: { kind: 'application', credential } })
        }
      />
      <p className="muted small">{say(`ui.connections.application.${auth.credential}Text`)}</p>
      <div className="setup-row">
        <ActButton
          place="credential"
          onAct={isCertificate ? wizard.chooseCertificate : wizard.takeSecret}
        >
          {say(
            isCertificate
              ? 'ui.connections.application.chooseCertificate'
              : 'ui.connections.application.takeSecret',
          )}
        </ActButton>
        <CredentialState isCertificate={isCertificate} />
      </div>
      <PlaceFailure place="credential" />
      <SecretNote />
    </fieldset>
  );
}

function CredentialState({ isCertificate }: { readonly isCertificate: boolean }) {
  const say = useSay();
  const taken = useWizardState(({ texts }) => texts[isCertificate ? 'certificate' : 'secret']);
  const isThere = useWizardState(isCredentialKept);
  if (taken === undefined) {
    return (
      <p role="status">
        {say(isThere ? 'ui.connections.application.there' : 'ui.connections.application.none')}
      </p>
    );
  }
  return (
    <p role="status">
      {isCertificate
        ? say('ui.connections.application.chosen', { file: taken })
        : say('ui.connections.application.taken', { count: Number(taken) })}
    </p>
  );
}
