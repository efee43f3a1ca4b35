import { createStore } from 'zustand/vanilla';
import type { AppParts } from '../../../app/AppContext.tsx';
import { appleActions } from './apple-actions.ts';
import { microsoftActions } from './microsoft-actions.ts';
import { policyActions } from './policy-actions.ts';
import { targetActions } from './target-actions.ts';
import { tokenActions } from './token-actions.ts';
import { createWays, refreshChoices, type Ways } from './ways.ts';
import { initialWizard, type StepName, type WizardState } from './wizard-state.ts';

export type Wizard = ReturnType<typeof createWizard>;

/** Everything a person can do in the wizard. Nothing that was typed is dropped before it was kept. */
export function createWizard({ engine, shell }: Pick<AppParts, 'engine' | 'shell'>) {
  const store = createStore<WizardState>()(() => initialWizard);
  const ways = createWays(store, { engine, shell });
  return {
    store,
    follow: () =>
      engine.onNews('connections.changed', (connected) => store.setState({ connected })),
    async begin() {
      const [connected] = await Promise.all([
        ways.attempt('read', () => engine.ask('connections.read', {})),
        readChoices(ways),
        readPushCertificate(ways),
      ]);
      if (connected) store.setState({ connected });
    },
    readChoices: () => readChoices(ways),
    refreshChoices: () => refreshChoices(ways),
    /** The test of a token looks at the certificate too; the day it ends stands in the runway. */
    async testPushCertificate() {
      const report = await ways.attempt('push', () => engine.ask('connections.testTenant', {}));
      if (report) store.setState(({ reports }) => ({ reports: { ...reports, push: report } }));
      await readPushCertificate(ways);
    },
    goTo: (step: StepName) => store.setState({ step }),
    keepText(place: string, text: string | undefined) {
      const { [place]: _, ...texts } = store.getState().texts;
      store.setState({ texts: text === undefined ? texts : { ...texts, [place]: text } });
    },
    openLink: (place: string, url: string) =>
      ways.attempt(place, () => shell.ask('shell.openExternal', { url })),
    ...appleActions(ways),
    ...microsoftActions(ways),
    ...tokenActions(ways),
    ...targetActions(ways),
    ...policyActions(ways),
  };
}

/** What the mirror knows: costs no request. */
async function readChoices({ store, engine, attempt }: Ways): Promise<void> {
  const choices = await attempt('choices', () => engine.ask('connections.choices', {}));
  if (choices) store.setState({ choices });
}

/** A nicety: where it cannot be read, the page says that it is not known. */
async function readPushCertificate({ store, engine }: Ways): Promise<void> {
  const runway = await engine.ask('campaign.runway', {});
  if (runway.ok) store.setState({ pushExpiresAt: runway.value.pushCertificateExpiresAt });
}
