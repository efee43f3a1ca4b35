import type { FormEvent } from 'react';
import { MICROSOFT_CLOUDS, type Tenant } from '../../../../core/connections.ts';
import { useSay } from '../../../app/language.tsx';
import { Button } from '../../../ui/Button.tsx';
import { Choice } from '../parts/Choice.tsx';
import { Field } from '../parts/Field.tsx';
import { Guide } from '../parts/Guide.tsx';
import { PlaceFailure } from '../parts/PlaceFailure.tsx';
import { Removal } from '../parts/Removal.tsx';
import { lacksCredential } from '../wizard/credential.ts';
import { isAddress, isGuid, isTenantId, type TenantDraft } from '../wizard/drafts.ts';
import { shownTenant } from '../wizard/microsoft-actions.ts';
import { useIsAsking, useIsManaged, useWizard, useWizardState } from '../wizard/use-wizard.ts';
import { TenantAdvanced } from './TenantAdvanced.tsx';

const CLOUDS = Object.keys(MICROSOFT_CLOUDS) as Tenant['cloud'][]; // the keys of this very table

/** Which tenant, and with which app registration. */
export function TenantForm() {
  const wizard = useWizard();
  const say = useSay();
  const typed = useWizardState((state) => state.tenant);
  const kept = useWizardState(({ connected }) => connected?.connections.tenant ?? null);
  const draft = shownTenant({
    tenant: typed,
    connected: useWizardState((state) => state.connected),
  });
  const keep = (event: FormEvent) => {
    event.preventDefault();
    void wizard.keepTenant();
  };
  return (
    <form className="setup-form" aria-label={say('ui.connections.microsoft.app')} onSubmit={keep}>
      <Guide name="registerApp" isOpen={kept === null} />
      <TenantFields draft={draft} />
      <TenantAdvanced draft={draft} />
      <PlaceFailure place="tenant" />
      <Keeping draft={draft} isTyped={typed !== undefined} isKept={kept !== null} />
    </form>
  );
}

function TenantFields({ draft }: { readonly draft: TenantDraft }) {
  const wizard = useWizard();
  const say = useSay();
  const isTenantOdd = draft.tenantId !== '' && !isTenantId(draft.tenantId);
  const isClientOdd = draft.clientId !== '' && !isGuid(draft.clientId);
  return (
    <div className="field-grid">
      <Choice
        label={say('ui.connections.microsoft.cloud')}
        value={draft.cloud}
        options={CLOUDS.map((value) => ({
          value,
          label: say(`ui.connections.microsoft.clouds.${value}`),
        }))}
        onChange={(cloud) => cloud !== '' && wizard.changeTenant({ cloud })}
      />
      <Field
        label={say('ui.connections.microsoft.tenantId')}
        hint={say('ui.connections.microsoft.tenantIdHint')}
        trouble={isTenantOdd ? say('ui.connections.microsoft.tenantIdTrouble') : undefined}
        value={draft.tenantId}
        onChange={(tenantId) => wizard.changeTenant({ tenantId })}
      />
      <Field
        label={say('ui.connections.microsoft.clientId')}
        hint={say('ui.connections.microsoft.clientIdHint')}
        trouble={isClientOdd ? say('ui.connections.microsoft.clientIdTrouble') : undefined}
        value={draft.clientId}
        onChange={(clientId) => wizard.changeTenant({ clientId })}
      />
    </div>
  );
}

interface KeepingProps {
  readonly draft: TenantDraft;
  readonly isTyped: boolean;
  readonly isKept: boolean;
}

function Keeping({ draft, isTyped, isKept }: KeepingProps) {
  const wizard = useWizard();
  const say = useSay();
  const mayKeep = useMayKeep(draft);
  if (!isTyped && !isKept) return <KeepButton isDisabled />;
  return (
    <div className="setup-row">
      {isTyped && <KeepButton isDisabled={!mayKeep} />}
      {isTyped && isKept && (
        <Button look="plain" onClick={wizard.dropTenant}>
          {say('ui.connections.giveUp')}
        </Button>
      )}
      {isKept && !isTyped && (
        <>
          <p role="status">{say('ui.connections.microsoft.kept')}</p>
          <Removal
            place="tenant"
            text={say('ui.connections.microsoft.removeText')}
            onRemove={wizard.removeTenant}
          />
        </>
      )}
    </div>
  );
}

function useMayKeep(draft: TenantDraft): boolean {
  const isAsking = useIsAsking('tenant');
  const isManaged = useIsManaged();
  const isLacking = useWizardState(lacksCredential);
  return isComplete(draft) && !isLacking && !isAsking && !isManaged;
}

function KeepButton({ isDisabled }: { readonly isDisabled: boolean }) {
  const say = useSay();
  return (
    <div>
      <Button type="submit" look="filled" disabled={isDisabled}>
        {say('ui.connections.keepValues')}
      </Button>
    </div>
  );
}

function isComplete(draft: TenantDraft): boolean {
  const hasIds = isTenantId(draft.tenantId) && isGuid(draft.clientId);
  return hasIds && isAddress(draft.graphBaseUrl) && isAddress(draft.authority);
}
