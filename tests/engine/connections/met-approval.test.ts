import { expect, it } from 'vitest';
import { MINUTE } from '../../../src/core/time.ts';
import { wipeMany } from '../../../src/engine/campaign/queue-work.ts';
import type { ConnectionHolder } from '../../../src/engine/connected.ts';
import { managedConnections } from '../../../src/engine/connections/connection-store.ts';
import { connectionsView } from '../../../src/engine/connections/connections-view.ts';
import { createMemorySecrets } from '../../../src/engine/memory-secrets.ts';
import { aCampaign, type Campaign } from '../campaign/a-campaign.ts';

it('the right to read approvals is needed once a job waits for one', async () => {
  const campaign = aCampaign({ intuneWipe: true });
  const { desk, follow, sandbox } = campaign;
  expect(await isNeeded(campaign)).toBe(false);
  sandbox.world.state.intune.protects.push('deviceWipe');
  const serials = [sandbox.stories.pendingReset];
  await campaign.done(wipeMany(desk, follow, { serials, approvedBy: 'Robin' }));
  const isAsked = () => desk.jobs.views().some(({ approvalCode }) => approvalCode !== undefined);
  await campaign.pass(10 * MINUTE, isAsked);
  expect(await isNeeded(campaign)).toBe(true);
});

/** By a policy that would not need it by itself. */
async function isNeeded({ desk, sandbox }: Campaign): Promise<boolean | undefined> {
  const { connections } = sandbox;
  const clouds = { signIns: { microsoft: null } };
  const store = managedConnections(connections);
  // Only what the view looks at.
  const holder = { store, current: () => ({ connections, clouds }) } as unknown as ConnectionHolder;
  const secrets = createMemorySecrets({});
  const view = await connectionsView({ desk, connections: holder, secrets });
  return view.permissions.find(({ task }) => task === 'approve')?.isNeeded;
}
