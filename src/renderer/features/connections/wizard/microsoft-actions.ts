import type { InputOf } from '../../../../contract/calls.ts';
import type { ConnectionsView as Connected } from '../../../../contract/connections.ts';
import type { Task } from '../../../../core/setup/permissions.ts';
import { draftOfTenant, NEW_TENANT, tenantOf, type TenantDraft } from './drafts.ts';
import { readAgain, withoutReport, type Ways } from './ways.ts';
import type { WizardState } from './wizard-state.ts';

type Flow = InputOf<'connections.signIn'>['flow'];

export function microsoftActions(ways: Ways) {
  return { ...tenantActions(ways), ...credentialActions(ways), ...signInActions(ways) };
}

function tenantActions(ways: Ways) {
  const { store, engine, attempt } = ways;
  const take = (connected: Connected, change: Partial<WizardState>) =>
    store.setState((state) => ({ ...change, connected, reports: withoutReport(state, 'tenant') }));
  return {
    changeTenant(part: Partial<TenantDraft>) {
      store.setState((state) => ({ tenant: { ...shownTenant(state), ...part } }));
    },
    dropTenant: () => store.setState({ tenant: undefined }),
    async keepTenant() {
      const tenant = tenantOf(shownTenant(store.getState()));
      const connected = await attempt('tenant', () => engine.ask('connections.keepTenant', tenant));
      if (connected) take(connected, { tenant: undefined });
    },
    async removeTenant() {
      const connected = await attempt('tenant', () => engine.ask('connections.removeTenant', {}));
      if (connected) take(connected, { tenant: undefined });
    },
    async testTenant() {
      const report = await attempt('test', () => engine.ask('connections.testTenant', {}));
      if (report) store.setState(({ reports }) => ({ reports: { ...reports, tenant: report } }));
    },
  };
}

function credentialActions(ways: Ways) {
  const { store, shell, attempt } = ways;
  const note = async (place: 'certificate' | 'secret', text: string) => {
    store.setState(({ texts }) => ({ texts: { ...texts, [place]: text } }));
    await readAgain(ways);
  };
  return {
    async chooseCertificate() {
      const chosen = await attempt('credential', () =>
        shell.ask('shell.chooseSecretFile', { kind: 'microsoftCertificate' }),
      );
      if (chosen?.fileName != null) await note('certificate', chosen.fileName);
    },
    /** The secret itself stays in the shell; how long it is shows the person that it was the right thing. */
    async takeSecret() {
      const taken = await attempt('credential', () =>
        shell.ask('shell.takeSecretFromClipboard', {}),
      );
      if (taken) await note('secret', String(taken.length));
    },
  };
}

function signInActions({ store, engine, attempt }: Ways) {
  const take = (connected: Connected | undefined) => {
    if (connected) store.setState({ connected });
  };
  return {
    async signIn(flow: Flow, tasks: readonly Task[]) {
      const asked = { flow, tasks: [...tasks] };
      take(await attempt('signIn', () => engine.ask('connections.signIn', asked)));
    },
    /** A place of its own: it can be pressed while the sign-in is still being begun. */
    async cancelSignIn() {
      take(await attempt('cancelSignIn', () => engine.ask('connections.cancelSignIn', {})));
    },
    async signOut() {
      store.setState((state) => ({ reports: withoutReport(state, 'tenant') }));
      take(await attempt('signIn', () => engine.ask('connections.signOut', {})));
    },
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
