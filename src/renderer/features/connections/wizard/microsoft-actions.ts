import type { InputOf } from '../../../../contract/calls.ts';
import type { ConnectionsView as Connected } from '../../../../contract/connections.ts';
import type { Task } from '../../../../core/setup/permissions.ts';
import { draftOfTenant, NEW_TENANT, tenantOf, type TenantDraft } from './drafts.ts';
import { withoutReport, type Ways } from './ways.ts';
import type { WizardState } from './wizard-state.ts';

type Flow = InputOf<'connections.signIn'>['flow'];

export function microsoftActions(ways: Ways) {
  return { ...tenantActions(ways), ...credentialActions(ways), ...signInActions(ways) };
}

function tenantActions(ways: Ways) {
  const { store, engine, attempt } = ways;
  /** What was typed is in force, or of no use any more. */
  const settle = (change: Partial<WizardState> = {}) =>
    store.setState((state) => ({
      ...change,
      tenant: undefined,
      reports: withoutReport(state, 'tenant'),
      texts: withoutCredential(state),
    }));
  return {
    async changeTenant(part: Partial<TenantDraft>) {
      const isNew = store.getState().tenant === undefined;
      store.setState((state) => ({ tenant: { ...shownTenant(state), ...part } }));
      // A window that was loaded anew does not show what was chosen in it before, so it must not be kept.
      if (isNew) await discardCredential(ways);
    },
    /** Gives up what was typed and the credential that was chosen with it; what is kept goes on as it is. */
    async dropTenant() {
      store.setState((state) => ({ tenant: undefined, texts: withoutCredential(state) }));
      await discardCredential(ways);
    },
    async keepTenant() {
      const tenant = tenantOf(shownTenant(store.getState()));
      const connected = await attempt('tenant', () => engine.ask('connections.keepTenant', tenant));
      // Kept all the same, and told as `connections.changed`.
      const isKept = store.getState().failures['tenant']?.code === 'formerSecretNotRemoved';
      if (connected) settle({ connected });
      else if (isKept) settle();
    },
    async removeTenant() {
      const connected = await attempt('tenant', () => engine.ask('connections.removeTenant', {}));
      if (connected) settle({ connected });
    },
    async testTenant() {
      const report = await attempt('test', () => engine.ask('connections.testTenant', {}));
      if (report) store.setState(({ reports }) => ({ reports: { ...reports, tenant: report } }));
    },
  };
}

function credentialActions(ways: Ways) {
  const { store, shell, attempt } = ways;
  /** What was chosen is kept with the other fields, so that they count as typed. */
  const note = (place: 'certificate' | 'secret', text: string) =>
    store.setState((state) => ({
      tenant: shownTenant(state),
      texts: { ...state.texts, [place]: text },
    }));
  const begin = async () => {
    if (store.getState().tenant === undefined) await discardCredential(ways);
  };
  return {
    async chooseCertificate() {
      await begin();
      const chosen = await attempt('credential', () =>
        shell.ask('shell.chooseSecretFile', { kind: 'microsoftCertificate' }),
      );
      if (chosen?.fileName != null) note('certificate', chosen.fileName);
    },
    /** The secret itself stays in the shell; how long it is shows the person that it was the right thing. */
    async takeSecret() {
      await begin();
      const taken = await attempt('credential', () =>
        shell.ask('shell.takeSecretFromClipboard', {}),
      );
      if (taken) note('secret', String(taken.length));
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

async function discardCredential({ engine }: Ways): Promise<void> {
  await engine.ask('connections.discardCredential', {});
}

function withoutCredential({ texts }: WizardState): WizardState['texts'] {
  const { certificate: _certificate, secret: _secret, ...others } = texts;
  return others;
}

/** What was typed, else what is kept. */
export function shownTenant({
  tenant,
  connected,
}: Pick<WizardState, 'tenant' | 'connected'>): TenantDraft {
  const kept = connected?.connections.tenant;
  return tenant ?? (kept ? draftOfTenant(kept) : NEW_TENANT);
}
