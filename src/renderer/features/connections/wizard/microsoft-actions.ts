import type { InputOf } from '../../../../contract/calls.ts';
import type { ConnectionsView as Connected } from '../../../../contract/connections.ts';
import type { Task } from '../../../../core/setup/permissions.ts';
import { draftOfTenant, NEW_TENANT, tenantOf, type TenantDraft } from './drafts.ts';
import type { Ways } from './ways.ts';
import type { WizardState } from './wizard-state.ts';

type Flow = InputOf<'connections.signIn'>['flow'];

export function microsoftActions({ store, engine, shell, attempt }: Ways) {
  const take = (connected: Connected | undefined, change: Partial<WizardState> = {}) => {
    if (connected) store.setState({ connected, ...change });
    return connected !== undefined;
  };
  const note = (place: 'certificate' | 'secret', text: string) =>
    store.setState(({ texts }) => ({ texts: { ...texts, [place]: text } }));
  const testTenant = async () => {
    const report = await attempt('tenant', () => engine.ask('connections.testTenant', {}));
    if (report) store.setState(({ reports }) => ({ reports: { ...reports, tenant: report } }));
  };
  return {
    changeTenant(part: Partial<TenantDraft>) {
      store.setState((state) => ({ tenant: { ...shownTenant(state), ...part } }));
    },
    dropTenant: () => store.setState({ tenant: undefined }),
    async keepTenant() {
      const tenant = tenantOf(shownTenant(store.getState()));
      const connected = await attempt('tenant', () => engine.ask('connections.keepTenant', tenant));
      if (!take(connected, { tenant: undefined })) return;
      if (tenant.auth.kind !== 'delegated') await testTenant();
    },
    async removeTenant() {
      take(await attempt('tenant', () => engine.ask('connections.removeTenant', {})));
    },
    async chooseCertificate() {
      const chosen = await attempt('credential', () =>
        shell.ask('shell.chooseSecretFile', { kind: 'microsoftCertificate' }),
      );
      if (chosen?.fileName != null) note('certificate', chosen.fileName);
    },
    /** The secret itself stays in the shell; how long it is shows the person that it was the right thing. */
    async takeSecret() {
      const taken = await attempt('credential', () =>
        shell.ask('shell.takeSecretFromClipboard', {}),
      );
      if (taken) note('secret', String(taken.length));
    },
    async signIn(flow: Flow, tasks: readonly Task[]) {
      const asked = { flow, tasks: [...tasks] };
      take(await attempt('signIn', () => engine.ask('connections.signIn', asked)));
    },
    async cancelSignIn() {
      take(await attempt('signIn', () => engine.ask('connections.cancelSignIn', {})));
    },
    async signOut() {
      take(await attempt('signIn', () => engine.ask('connections.signOut', {})));
    },
    testTenant,
  };
}

/** What was typed, else what is kept. */
export function shownTenant({
  tenant,
  connected,
}: Pick<WizardState, 'tenant' | 'connected'>): TenantDraft {
  const kept = connected?.connections.tenant;
  return tenant ?? (kept ? draftOfTenant(kept) : NEW_TENANT);
}
