import type { FormEvent } from 'react';
import { APPLE_CLOUDS, APPLE_TOKEN_URL } from '../../../../core/connections.ts';
import { useSay } from '../../../app/language.tsx';
import { Button } from '../../../ui/Button.tsx';
import { Segmented } from '../../../ui/Segmented.tsx';
import { Field } from '../parts/Field.tsx';
import { Guide } from '../parts/Guide.tsx';
import { PlaceFailure } from '../parts/PlaceFailure.tsx';
import { organizationPlace } from '../wizard/apple-actions.ts';
import {
  isAddress,
  isOfOtherKind,
  isOfUnknownShape,
  type OrganizationDraft,
} from '../wizard/drafts.ts';
import { useIsAsking, useWizard, useWizardState } from '../wizard/use-wizard.ts';
import { KeyFile } from './KeyFile.tsx';

const GUIDE_OF = { business: 'appleBusiness', school: 'appleSchool' } as const;

/** The fields of one organization. What is typed stays until it is kept or given up. */
export function OrganizationForm({ id }: { readonly id: string }) {
  const wizard = useWizard();
  const say = useSay();
  const draft = useWizardState(({ organizations }) => organizations[id]);
  const hasKey = useWizardState(({ connected }) => connected?.keysOf.includes(id) ?? false);
  const isAsking = useIsAsking(organizationPlace(id));
  if (!draft) return null;
  const keep = (event: FormEvent) => {
    event.preventDefault();
    void wizard.keepOrganization(id);
  };
  const isComplete = isFilled(draft) && (hasKey || draft.keyFile !== null);
  return (
    <form className="setup-card setup-form" aria-label={nameOf(draft, say)} onSubmit={keep}>
      <h3>{nameOf(draft, say)}</h3>
      <KindChoice draft={draft} />
      <Guide key={draft.kind} name={GUIDE_OF[draft.kind]} isOpen={!hasKey} />
      <AccountFields draft={draft} />
      <KeyFile id={id} fileName={draft.keyFile} hasKey={hasKey} />
      <Addresses draft={draft} />
      <PlaceFailure place={organizationPlace(id)} />
      <div className="setup-row">
        <Button type="submit" look="filled" disabled={!isComplete || isAsking}>
          {say(isAsking ? 'ui.connections.asking' : 'ui.connections.keepAndTest')}
        </Button>
        <Button look="plain" onClick={() => void wizard.closeOrganization(id)}>
          {say('ui.connections.giveUp')}
        </Button>
        {!isComplete && <p className="muted small">{say('ui.connections.apple.incomplete')}</p>}
      </div>
    </form>
  );
}

function KindChoice({ draft }: { readonly draft: OrganizationDraft }) {
  const wizard = useWizard();
  const say = useSay();
  return (
    <div>
      <Segmented
        label={say('ui.connections.apple.kind')}
        value={draft.kind}
        options={(['business', 'school'] as const).map((value) => ({
          value,
          label: say(`ui.connections.apple.kinds.${value}`),
        }))}
        onChange={(kind) => wizard.changeOrganization(draft.id, { kind })}
      />
    </div>
  );
}

function AccountFields({ draft }: { readonly draft: OrganizationDraft }) {
  const wizard = useWizard();
  const say = useSay();
  const change = (part: Partial<OrganizationDraft>) => wizard.changeOrganization(draft.id, part);
  return (
    <div className="field-grid">
      <Field
        label={say('ui.connections.apple.name')}
        hint={say('ui.connections.apple.nameHint')}
        value={draft.name}
        maxLength={80}
        onChange={(name) => change({ name })}
      />
      <Field
        label={say('ui.connections.apple.keyId')}
        hint={say('ui.connections.apple.keyIdHint')}
        value={draft.keyId}
        onChange={(keyId) => change({ keyId })}
      />
      <Field
        label={say('ui.connections.apple.clientId')}
        hint={say(`ui.connections.apple.clientIdHint.${draft.kind}`)}
        trouble={clientIdTrouble(draft, say)}
        value={draft.clientId}
        onChange={(clientId) => change({ clientId })}
      />
    </div>
  );
}

function clientIdTrouble(draft: OrganizationDraft, say: ReturnType<typeof useSay>) {
  if (isOfOtherKind(draft)) return say(`ui.connections.apple.otherKind.${draft.kind}`);
  if (isOfUnknownShape(draft)) return say(`ui.connections.apple.unknownShape.${draft.kind}`);
  return undefined;
}

function Addresses({ draft }: { readonly draft: OrganizationDraft }) {
  const wizard = useWizard();
  const say = useSay();
  const trouble = (text: string) =>
    isAddress(text) ? undefined : say('ui.connections.addressTrouble');
  return (
    <details className="advanced">
      <summary>{say('ui.connections.advanced')}</summary>
      <p className="muted small">{say('ui.connections.apple.advancedText')}</p>
      <Field
        label={say('ui.connections.apple.apiBaseUrl')}
        placeholder={APPLE_CLOUDS[draft.kind].apiBaseUrl}
        inputMode="url"
        value={draft.apiBaseUrl}
        trouble={trouble(draft.apiBaseUrl)}
        onChange={(apiBaseUrl) => wizard.changeOrganization(draft.id, { apiBaseUrl })}
      />
      <Field
        label={say('ui.connections.apple.tokenUrl')}
        placeholder={APPLE_TOKEN_URL}
        inputMode="url"
        value={draft.tokenUrl}
        trouble={trouble(draft.tokenUrl)}
        onChange={(tokenUrl) => wizard.changeOrganization(draft.id, { tokenUrl })}
      />
    </details>
  );
}

function isFilled({ apiBaseUrl, clientId, keyId, name, tokenUrl }: OrganizationDraft): boolean {
  const isTyped = [name, clientId, keyId].every((text) => text.trim() !== '');
  return isTyped && isAddress(apiBaseUrl) && isAddress(tokenUrl);
}

function nameOf({ name }: OrganizationDraft, say: ReturnType<typeof useSay>): string {
  return name.trim() || say('ui.connections.apple.unnamed');
}
