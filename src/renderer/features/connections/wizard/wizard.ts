import { createStore } from 'zustand/vanilla';
import type { ConnectionsView as Connected } from '../../../../contract/connections.ts';
import type { Instant } from '../../../../core/time.ts';
import type { AppParts } from '../../../app/AppContext.tsx';
import { benchNow } from '../../../app/bench-time.ts';
import { appleActions } from './apple-actions.ts';
import { microsoftActions } from './microsoft-actions.ts';
import { policyActions } from './policy-actions.ts';
import { stepStates } from './step-states.ts';
import { targetActions } from './target-actions.ts';
import { tokenActions } from './token-actions.ts';
import { createWays, refreshChoices, type Ways } from './ways.ts';
import { initialWizard, STEP_NAMES, type StepName, type WizardState } from './wizard-state.ts';

export type Wizard = ReturnType<typeof createWizard>;

/** Everything a person can do in the wizard. Nothing that was typed is dropped before it was kept. */
export function createWizard({
  engine,
  shell,
  store: app,
}: Pick<AppParts, 'engine' | 'shell' | 'store'>) {
  const store = createStore<WizardState>()(() => initialWizard);
  const ways = createWays(store, { engine, shell });
  return {
    store,
    follow: () =>
      engine.onNews('connections.changed', (connected) => store.setState(heard(connected))),
    /** Reads what is known, and begins where something is still to be done. */
    async begin() {
      void readPushCertificate(ways);
      const [connected] = await Promise.all([
        ways.attempt('read', () => engine.ask('connections.read', {})),
        readChoices(ways),
      ]);
      if (!connected) return;
      const now = benchNow(app.getState().status, Date.now());
      const step = store.getState().step ?? firstOpenStep({ ...store.getState(), connected, now });
      store.setState({ connected, step });
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

/** What is on its way to be kept already counts on screen: with the news of it alone it would count twice. */
function heard(news: Connected) {
  return ({ asking, connected: before }: WizardState): Partial<WizardState> => {
    if (!before || !asking.has('policy')) return { connected: news };
    const { policy } = before.connections;
    return { connected: { ...news, connections: { ...news.connections, policy } } };
  };
}

function firstOpenStep({ connected, choices, reports, now }: Reading): StepName {
  const { policy } = connected.connections;
  const states = stepStates({ connected, choices, reports, policy, now });
  return STEP_NAMES.find((step) => states[step] !== 'done') ?? 'ready';
}

type Reading = Pick<WizardState, 'choices' | 'reports'> & {
  readonly connected: Connected;
  readonly now: Instant;
};

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
