import type { Policy } from '../../../../core/verdict/policy.ts';
import type { PolicyEdit } from './policy-edits.ts';
import type { Ways } from './ways.ts';
import type { WizardState } from './wizard-state.ts';

export function policyActions(ways: Ways) {
  return {
    /** Shown at once and kept behind it; when that fails, it waits to be kept again. */
    async changePolicy(edit: PolicyEdit) {
      ways.store.setState(({ edits }) => ({ edits: [...edits, edit] }));
      await keepEdits(ways);
    },
    keepPolicyAgain: () => keepEdits(ways),
    dropEdits() {
      const { failures } = ways.store.getState();
      const { policy: _, ...others } = failures;
      ways.store.setState({ edits: [], failures: others });
    },
  };
}

/** One at a time: what comes in the meantime is kept in the next round. */
async function keepEdits({ store, engine, attempt }: Ways): Promise<void> {
  if (store.getState().asking.has('policy')) return;
  for (;;) {
    const { edits } = store.getState();
    if (edits.length === 0) return;
    const connected = await attempt('policy', async () => {
      const read = await engine.ask('connections.read', {});
      if (!read.ok) return read;
      return engine.ask('connections.keepPolicy', applied(read.value.connections.policy, edits));
    });
    if (!connected) return;
    store.setState((state) => ({
      connected,
      edits: state.edits.filter((edit) => !edits.includes(edit)),
    }));
  }
}

/** The policy as it will be once everything is kept. */
export function shownPolicy({
  connected,
  edits,
}: Pick<WizardState, 'connected' | 'edits'>): Policy | undefined {
  return connected && applied(connected.connections.policy, edits);
}

function applied(policy: Policy, edits: readonly PolicyEdit[]): Policy {
  return edits.reduce((before, edit) => edit(before), policy);
}
