import { describe, expect, it } from 'vitest';
import type { SignIn } from '../../../src/contract/connections.ts';
import { cause } from '../../../src/core/setup/checks.ts';
import { TASKS, type Task } from '../../../src/core/setup/permissions.ts';
import { DAY } from '../../../src/core/time.ts';
import { policySchema, type Policy } from '../../../src/core/verdict/policy.ts';
import { NoBearer } from '../../../src/engine/clouds/http/cloud-failure.ts';
import type { MicrosoftSignIn } from '../../../src/engine/clouds/microsoft/sign-in.ts';
import { testTenant } from '../../../src/engine/connections/test-tenant.ts';
import { openCloudBench, runThrough } from '../clouds/cloud-bench.ts';

const policy = policySchema.parse({});

function signedIn(...tasks: readonly Task[]): SignIn {
  const scopes = tasks.flatMap((task): readonly string[] => TASKS[task]);
  return { kind: 'signedIn', account: 'a@b.example', scopes: [...scopes] };
}

function signInThat(state: SignIn, bearer: () => Promise<string>): MicrosoftSignIn {
  const nothing = () => Promise.resolve();
  const idle = { begin: nothing, cancel: () => undefined, signOut: nothing };
  return { bearer, state: () => state, onChange: () => () => undefined, ...idle };
}

function openBench(state: SignIn = signedIn('watch', 'move')) {
  const bench = openCloudBench();
  const { microsoft: cloud, clock } = bench;
  const signIn = signInThat(state, () => Promise.resolve('bearer'));
  async function report(used: Policy = policy, by = signIn) {
    const { checks } = await runThrough(
      clock,
      testTenant({ cloud, signIn: by, policy: used, clock }),
    );
    return checks.map(({ code, outcome, causes }) => [
      code,
      outcome,
      causes.map((each) => each.code),
    ]);
  }
  return { ...bench, report };
}

describe('the test of the tenant', () => {
  it('asks five questions, and says what is odd about the answers', async () => {
    const { report } = openBench();
    expect(await report()).toEqual([
      ['microsoftSignIn', 'holds', []],
      ['microsoftPermissions', 'holds', []],
      // The second token of the sandbox ends within a month.
      ['microsoftTokens', 'warns', ['tokenExpiresSoon']],
      ['microsoftDevices', 'holds', []],
      ['pushCertificate', 'holds', []],
    ]);
  });

  it('skips the rest while nobody is signed in', async () => {
    const { report } = openBench();
    const refusing = () => Promise.reject(new NoBearer({ kind: 'unauthorized', detail: '' }));
    const checks = await report(policy, signInThat({ kind: 'signedOut' }, refusing));
    expect(checks).toEqual([
      ['microsoftSignIn', 'fails', ['signedOut']],
      ['microsoftPermissions', 'skipped', []],
      ['microsoftTokens', 'skipped', []],
      ['microsoftDevices', 'skipped', []],
      ['pushCertificate', 'skipped', []],
    ]);
  });

  it('names why the sign-in has failed', async () => {
    const { report } = openBench();
    const state: SignIn = { kind: 'failed', cause: cause('conditionalAccess') };
    const refusing = () => Promise.reject(new NoBearer({ kind: 'unauthorized', detail: '' }));
    const [first] = await report(policy, signInThat(state, refusing));
    expect(first).toEqual(['microsoftSignIn', 'fails', ['conditionalAccess']]);
  });

  it('tells a network that is down from a sign-in that is over', async () => {
    const { report } = openBench();
    const failure = { kind: 'unreachable', network: 'tls', detail: 'certificate' } as const;
    const refusing = () => Promise.reject(new NoBearer(failure));
    const [first] = await report(policy, signInThat(signedIn('watch'), refusing));
    expect(first).toEqual(['microsoftSignIn', 'fails', ['tlsFailed']]);
  });

  it('warns of permissions that one task lacks, and fails without those for looking', async () => {
    expect((await openBench(signedIn('watch')).report())[1]).toEqual([
      'microsoftPermissions',
      'warns',
      ['permissionMissing'],
    ]);
    const withWipe = { ...policy, intuneWipe: true };
    expect((await openBench().report(withWipe))[1]?.[1]).toBe('warns');
    expect((await openBench(signedIn('erase')).report())[1]?.[1]).toBe('fails');
  });

  it('cannot tell what a token that says nothing may do', async () => {
    const state: SignIn = { kind: 'signedIn', account: '', scopes: [] };
    expect((await openBench(state).report())[1]?.[1]).toBe('skipped');
  });

  it.each([
    ['that has none', null, 'noPushCertificate'],
    ['that is over', -1, 'pushCertificateExpired'],
    ['that ends soon', 3, 'pushCertificateExpiresSoon'],
  ])('speaks of a push certificate %s', async (_, days, code) => {
    const { report, sandbox, clock } = openBench();
    if (days !== null) sandbox.world.state.pushCertificate.expiresAt = clock.now() + days * DAY;
    else {
      const body = JSON.stringify({ error: { code: 'ResourceNotFound', message: '' } });
      const match = 'applePushNotificationCertificate';
      sandbox.world.faults.push({ match, kind: 'status', status: 404, body });
    }
    const checks = await report();
    expect(checks.at(-1)?.[2]).toEqual([code]);
  });

  it('fails where Intune has no token at all', async () => {
    const { report, sandbox } = openBench();
    sandbox.world.state.tokens.splice(0);
    expect((await report())[2]).toEqual(['microsoftTokens', 'fails', ['noToken']]);
  });

  it('does not ask on where Graph cannot be reached', async () => {
    const { report, sandbox } = openBench();
    sandbox.controls.setOnline(false);
    const checks = await report();
    expect(checks.slice(2).map(([, outcome]) => outcome)).toEqual(['fails', 'skipped', 'skipped']);
  });

  it('names the role that is too small', async () => {
    const { report, sandbox } = openBench();
    const body = JSON.stringify({ error: { code: 'Forbidden', message: 'No access' } });
    const match = 'depOnboardingSettings';
    sandbox.world.faults.push({ match, kind: 'status', status: 403, body });
    expect((await report())[2]).toEqual(['microsoftTokens', 'fails', ['roleTooSmall']]);
  });
});
