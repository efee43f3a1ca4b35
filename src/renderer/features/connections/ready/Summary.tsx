import { useSay } from '../../../app/language.tsx';
import { isSignedIn } from '../wizard/step-states.ts';
import { usePolicy, useWizardState } from '../wizard/use-wizard.ts';

/** The connections in five lines. */
export function Summary() {
  const say = useSay();
  const connected = useWizardState((state) => state.connected);
  const tokens = useWizardState(({ choices }) => choices?.tokens.length ?? 0);
  const policy = usePolicy();
  if (!connected || !policy) return null;
  const { organizations, tenant } = connected.connections;
  const { signIn } = connected;
  const names = (list: readonly { readonly name: string }[]) =>
    list.length === 0 ? say('ui.connections.none') : list.map(({ name }) => name).join(', ');
  const account =
    signIn.kind === 'signedIn'
      ? signIn.account
      : say(
          isSignedIn(connected) ? 'ui.connections.ready.itself' : 'ui.connections.ready.signedOut',
        );
  return (
    <dl className="pairs">
      <dt>{say('ui.connections.step.apple.name')}</dt>
      <dd>{names(organizations)}</dd>
      <dt>{say('ui.connections.step.microsoft.name')}</dt>
      <dd>{tenant ? `${tenant.tenantId} · ${account}` : say('ui.connections.none')}</dd>
      <dt>{say('ui.connections.ready.tokens')}</dt>
      <dd>{tokens}</dd>
      <dt>{say('ui.connections.step.targets.name')}</dt>
      <dd>{names(policy.targets)}</dd>
      <dt>{say('ui.connections.ready.formers')}</dt>
      <dd>{policy.formerServiceIds.length}</dd>
    </dl>
  );
}
