import { describe, expect, it } from 'vitest';
import { createApprovals } from '../../../src/engine/connections/approvals.ts';
import { TOKEN } from '../../../src/sandbox/campaign/organization.ts';
import { decideApproval } from '../../../src/sandbox/microsoft-cloud/approvals.ts';
import { openCloudBench, runThrough } from '../clouds/cloud-bench.ts';

function aProtectedTenant() {
  const bench = openCloudBench();
  bench.sandbox.world.state.intune.protects.push('tenantConfiguration');
  const approvals = createApprovals();
  const { microsoft, clock } = bench;
  const press = () =>
    runThrough(
      clock,
      approvals.send(microsoft, 'a new key', (options) =>
        microsoft.makeTokenKey(TOKEN.offices, options),
      ),
    );
  return { ...bench, press };
}

describe('an act that a second administrator must approve', () => {
  it('is asked for once, waits, and is done with the approval that was given', async () => {
    const { press, sandbox } = aProtectedTenant();
    const first = await press();
    expect(!first.ok && first.error.kind).toBe('approvalNeeded');
    const again = await press();
    expect(!again.ok && again.error.kind).toBe('approvalNeeded');
    const { approvals } = sandbox.world.state.intune;
    expect(approvals).toHaveLength(1);
    decideApproval(sandbox.world, approvals[0]?.code ?? '', 'approved');
    expect((await press()).ok).toBe(true);
    expect(approvals[0]?.status).toBe('completed');
  });

  it('is refused when the request was, and asked for anew after that', async () => {
    const { press, sandbox } = aProtectedTenant();
    await press();
    const { approvals } = sandbox.world.state.intune;
    decideApproval(sandbox.world, approvals[0]?.code ?? '', 'rejected');
    const refused = await press();
    expect(!refused.ok && refused.error.kind).toBe('rejected');
    await press();
    expect(approvals).toHaveLength(2);
  });
});
