import { draftOfOrganization, newOrganization, organizationOf } from './drafts.ts';
import type { OrganizationDraft } from './drafts.ts';
import { readAgain, withoutReport, type Ways } from './ways.ts';
import type { WizardState } from './wizard-state.ts';

/** Of the whole list: what is told of a removal must outlast the card. */
export const REMOVAL_PLACE = 'organizations';
export const organizationPlace = (id: string) => `organization:${id}`;

export function appleActions(ways: Ways) {
  return { ...typing(ways), ...keeping(ways) };
}

/** What happens to the fields alone. */
function typing(ways: Ways) {
  const { store, engine, shell, attempt } = ways;
  const put = (draft: OrganizationDraft) =>
    store.setState(({ organizations }) => ({
      organizations: { ...organizations, [draft.id]: draft },
    }));
  const change = (id: string, part: Partial<OrganizationDraft>) => {
    const draft = store.getState().organizations[id];
    if (draft) put({ ...draft, ...part });
  };
  const discardKey = (organizationId: string) =>
    engine.ask('connections.discardKey', { organizationId });
  return {
    addOrganization() {
      const draft = newOrganization(crypto.randomUUID());
      put(draft);
      store.setState({ openOrganization: draft.id });
    },
    /** Takes up again what was typed before, if anything was. */
    async editOrganization(id: string) {
      const { organizations } = store.getState();
      const kept = keptOrganization(store.getState(), id);
      const isNew = kept !== undefined && !organizations[id];
      if (isNew) put(draftOfOrganization(kept));
      store.setState({ openOrganization: id });
      // A window that was loaded anew does not show the key that was chosen in it before, so it must not be kept.
      if (isNew) await discardKey(id);
    },
    /** Gives up what was typed and the key that was chosen with it; what is kept goes on as it is. */
    async closeOrganization(organizationId: string) {
      const hasChosen = store.getState().organizations[organizationId]?.keyFile != null;
      store.setState(forgetting(organizationId));
      if (hasChosen) await discardKey(organizationId);
    },
    changeOrganization: change,
    async chooseAppleKey(organizationId: string) {
      const chosen = await attempt(organizationPlace(organizationId), () =>
        shell.ask('shell.chooseSecretFile', { kind: 'appleKey', organizationId }),
      );
      if (chosen?.fileName == null) return;
      change(organizationId, { keyFile: chosen.fileName });
      await readAgain(ways);
    },
  };
}

function keeping(ways: Ways) {
  const { store, engine, attempt } = ways;
  return {
    /** Kept first, so that a test that fails loses nothing. */
    async keepOrganization(id: string) {
      const draft = store.getState().organizations[id];
      if (!draft) return;
      const connected = await attempt(organizationPlace(id), () =>
        engine.ask('connections.keepOrganization', organizationOf(draft)),
      );
      if (!connected) return;
      store.setState((state) => ({ ...forgetting(id)(state), connected }));
      await testOrganization(ways, id);
    },
    testOrganization: (id: string) => testOrganization(ways, id),
    async removeOrganization(organizationId: string) {
      const connected = await attempt(REMOVAL_PLACE, () =>
        engine.ask('connections.removeOrganization', { organizationId }),
      );
      if (!connected) return;
      store.setState((state) => ({
        ...forgetting(organizationId)(state),
        connected,
        reports: withoutReport(state, organizationPlace(organizationId)),
      }));
    },
  };
}

async function testOrganization({ store, engine, attempt }: Ways, organizationId: string) {
  const place = organizationPlace(organizationId);
  const report = await attempt(place, () =>
    engine.ask('connections.testOrganization', { organizationId }),
  );
  if (report) store.setState(({ reports }) => ({ reports: { ...reports, [place]: report } }));
}

function keptOrganization({ connected }: WizardState, id: string) {
  return connected?.connections.organizations.find((organization) => organization.id === id);
}

function forgetting(id: string) {
  return ({ organizations, openOrganization }: WizardState) => {
    const { [id]: _, ...others } = organizations;
    return {
      organizations: others,
      openOrganization: openOrganization === id ? undefined : openOrganization,
    };
  };
}
