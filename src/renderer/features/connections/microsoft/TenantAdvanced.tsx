import { useSay } from '../../../app/language.tsx';
import { Field } from '../parts/Field.tsx';
import { isAddress, usualAddresses, type TenantDraft } from '../wizard/drafts.ts';
import { useWizard } from '../wizard/use-wizard.ts';
import { ApplicationSignIn } from './ApplicationSignIn.tsx';

/** What hardly anybody needs: another way to sign in, and other addresses. */
export function TenantAdvanced({ draft }: { readonly draft: TenantDraft }) {
  const wizard = useWizard();
  const say = useSay();
  const usual = usualAddresses(draft);
  const trouble = (text: string) =>
    isAddress(text) ? undefined : say('ui.connections.addressTrouble');
  return (
    <details className="advanced" open={draft.auth.kind !== 'delegated'}>
      <summary>{say('ui.connections.advanced')}</summary>
      <ApplicationSignIn draft={draft} />
      <p className="muted small">{say('ui.connections.microsoft.addressesText')}</p>
      <Field
        label={say('ui.connections.microsoft.graphBaseUrl')}
        placeholder={usual.graphBaseUrl}
        inputMode="url"
        value={draft.graphBaseUrl}
        trouble={trouble(draft.graphBaseUrl)}
        onChange={(graphBaseUrl) => wizard.changeTenant({ graphBaseUrl })}
      />
      <Field
        label={say('ui.connections.microsoft.authority')}
        placeholder={usual.authority}
        inputMode="url"
        value={draft.authority}
        trouble={trouble(draft.authority)}
        onChange={(authority) => wizard.changeTenant({ authority })}
      />
    </details>
  );
}
