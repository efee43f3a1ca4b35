import { describe, expect, it, onTestFinished } from 'vitest';
import { createAppleCloud } from '../../../src/engine/clouds/apple/apple-cloud.ts';
import { createMicrosoftCloud } from '../../../src/engine/clouds/microsoft/microsoft-cloud.ts';
import { createLimiter } from '../../../src/engine/clouds/quota/limiter.ts';
import { appleLimits, microsoftLimits } from '../../../src/engine/clouds/quota/limits.ts';
import { nodeFetch } from '../../../src/engine/live-world.ts';
import { TOKEN } from '../../../src/sandbox/campaign/organization.ts';
import { createManualClock } from '../../../src/sandbox/manual-clock.ts';
import { createSandbox } from '../../../src/sandbox/sandbox.ts';
import { serveOnLoopback } from '../../sandbox/serve-on-loopback.ts';
import { anOrganization, aTenant, failureOf, runThrough, START, valueOf } from './cloud-bench.ts';

async function overSockets(origin: string) {
  const clock = createManualClock(START);
  const sandbox = createSandbox({ clock });
  const server = await serveOnLoopback(sandbox.fetch, origin);
  onTestFinished(() => server.close());
  return { clock, sandbox, ...server };
}

describe('over a real socket', () => {
  it('Apple is read page by page, and takes an assignment', async () => {
    const { clock, sandbox, baseUrl } = await overSockets('https://api-business.apple.com');
    const limiter = createLimiter({ clock, rules: appleLimits('org') });
    const organization = anOrganization(`${baseUrl}/`);
    const bearer = () => Promise.resolve(sandbox.bearer.apple);
    const apple = createAppleCloud({ organization, fetch: nodeFetch, clock, limiter, bearer });
    const first = valueOf(await apple.listDevices());
    const second = valueOf(await apple.listDevices(first.next));
    expect(first.rows.length + second.rows.length).toBeGreaterThan(1_500);
    const { formerService, notInOrganization } = sandbox.stories;
    const [target] = sandbox.connections.policy.targets;
    const answer = await apple.assign(target?.serviceId ?? '', [formerService, notInOrganization]);
    expect(failureOf(answer).offenders).toEqual([notInOrganization]);
  });

  it('Intune is read in a batch, and syncs', async () => {
    const { clock, sandbox, baseUrl } = await overSockets('https://graph.microsoft.com');
    const limiter = createLimiter({ clock, rules: microsoftLimits('tenant') });
    const bearer = () => Promise.resolve(sandbox.bearer.microsoft);
    const tenant = aTenant(baseUrl);
    const microsoft = createMicrosoftCloud({ tenant, fetch: nodeFetch, clock, limiter, bearer });
    const answer = microsoft.readSerial(sandbox.stories.readyToReset, [TOKEN.offices]);
    const reading = valueOf(await runThrough(clock, answer));
    expect(reading.identities).toHaveLength(1);
    expect((await microsoft.sync(TOKEN.offices)).ok).toBe(true);
  });

  it('a connection that breaks off is unreachable', async () => {
    const { clock, sandbox, baseUrl } = await overSockets('https://api-business.apple.com');
    sandbox.controls.setOnline(false);
    const limiter = createLimiter({ clock, rules: appleLimits('org') });
    const options = { organization: anOrganization(baseUrl), fetch: nodeFetch, clock, limiter };
    const apple = createAppleCloud({ ...options, bearer: () => Promise.resolve('b') });
    expect(failureOf(await apple.assign('S', [sandbox.stories.readyToReset])).kind).toBe(
      'unreachable',
    );
  });
});
