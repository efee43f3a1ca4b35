import { createAppleCloud } from '../../../src/engine/clouds/apple/apple-cloud.ts';
import { createMicrosoftCloud } from '../../../src/engine/clouds/microsoft/microsoft-cloud.ts';
import { createLimiter } from '../../../src/engine/clouds/quota/limiter.ts';
import { appleLimits, microsoftLimits } from '../../../src/engine/clouds/quota/limits.ts';
import type { ManualClock } from '../../../src/sandbox/manual-clock.ts';
import type { Sandbox } from '../../../src/sandbox/sandbox.ts';

/** Both clients on the simulated clouds, signed in. */
export function cloudsOf(sandbox: Sandbox, clock: ManualClock) {
  const { connections, fetch, bearer } = sandbox;
  const apple = connections.organizations.map((organization) =>
    createAppleCloud({
      organization,
      fetch,
      clock,
      limiter: createLimiter({ clock, rules: appleLimits(organization.id) }),
      bearer: () => Promise.resolve(bearer.apple),
    }),
  );
  const { tenant } = connections;
  if (!tenant) throw new Error('the sandbox has a tenant');
  const limiter = createLimiter({ clock, rules: microsoftLimits(tenant.tenantId) });
  const microsoft = createMicrosoftCloud({
    tenant,
    fetch,
    clock,
    limiter,
    bearer: () => Promise.resolve(bearer.microsoft),
  });
  return { apple, microsoft };
}
