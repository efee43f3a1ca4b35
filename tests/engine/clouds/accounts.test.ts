import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Organization } from '../../../src/core/connections.ts';
import { HOUR } from '../../../src/core/time.ts';
import { createAccounts } from '../../../src/engine/clouds/accounts.ts';
import { openQuotaMemory } from '../../../src/engine/clouds/quota/quota-memory.ts';
import { createMemorySecrets } from '../../../src/engine/memory-secrets.ts';
import { createManualClock } from '../../../src/sandbox/manual-clock.ts';
import { temporaryFolder } from '../mirror/temporary-mirror.ts';
import { anOrganization, START } from './cloud-bench.ts';

const WRITE = { kind: 'write', priority: 'bench' } as const;

function aBench() {
  const clock = createManualClock(START);
  const file = path.join(temporaryFolder(), 'quota.json');
  const clocks = { now: clock.now, uptime: clock.now };
  const start = () =>
    createAccounts({
      fetch: () => Promise.reject(new Error('nobody is asked')),
      clock,
      secrets: createMemorySecrets(),
      openBrowser: () => Promise.resolve(false),
      quotaMemory: openQuotaMemory(file, () => undefined, clocks),
      log: () => undefined,
    });
  return { clock, start };
}

type Accounts = ReturnType<ReturnType<typeof aBench>['start']>;

function spentBy(accounts: Accounts, organization: Organization): number | undefined {
  const { limiter } = accounts.apple(organization);
  return limiter.budgets().find(({ kind }) => kind === 'write')?.spent;
}

async function post(accounts: Accounts, organization: Organization): Promise<void> {
  await accounts.apple(organization).limiter.run(WRITE, () => Promise.resolve());
}

const first = { ...anOrganization(), id: 'first', clientId: 'BUSINESSAPI.1' };
const again = { ...first, id: 'again' };

describe('the quota of an organization that is removed and connected anew', () => {
  it.each(['in the same run', 'after a restart'])('remembers its last hour %s', async (when) => {
    const { clock, start } = aBench();
    const before = start();
    await post(before, first);
    await post(before, first);
    const accounts = when === 'after a restart' ? start() : before;
    expect(spentBy(accounts, again)).toBe(2);
    await post(accounts, again);
    expect(spentBy(accounts, again)).toBe(3);
    await clock.advance(2 * HOUR);
    expect(spentBy(accounts, again)).toBe(0);
  });

  it('is its own where the account is another', async () => {
    const accounts = aBench().start();
    await post(accounts, first);
    expect(spentBy(accounts, { ...again, clientId: 'BUSINESSAPI.2' })).toBe(0);
    expect(spentBy(accounts, first)).toBe(1);
  });
});
