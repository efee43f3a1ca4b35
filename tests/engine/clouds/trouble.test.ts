import { describe, expect, it } from 'vitest';
import type { SignIn } from '../../../src/contract/connections.ts';
import { cause } from '../../../src/core/setup/checks.ts';
import { DAY, MINUTE } from '../../../src/core/time.ts';
import type { AppleSignInState } from '../../../src/engine/clouds/apple/sign-in.ts';
import type {
  CloudFailure,
  CloudFailureKind,
} from '../../../src/engine/clouds/http/cloud-failure.ts';
import { createLimiter, type Purpose } from '../../../src/engine/clouds/quota/limiter.ts';
import { appleLimits, microsoftLimits } from '../../../src/engine/clouds/quota/limits.ts';
import { createTrouble, troublesOf } from '../../../src/engine/clouds/trouble.ts';
import { createManualClock } from '../../../src/sandbox/manual-clock.ts';

const NOW = 1_000 * MINUTE;
const failed = (kind: CloudFailureKind, more: Partial<CloudFailure> = {}): CloudFailure => ({
  kind,
  detail: 'as it says',
  ...more,
});
const asked = (purpose: Purpose, topic = 'any') => ({ purpose, topic });

describe('what stands in the way of an account', () => {
  it.each(['unreachable', 'unauthorized', 'serverError'] as const)(
    'is over with any answer when it was %s',
    (kind) => {
      const trouble = createTrouble();
      trouble.failed(asked('work'), failed(kind), NOW);
      expect(trouble.current(NOW)?.kind).toBe(kind);
      trouble.answered(asked('list'));
      expect(trouble.current(NOW)).toBeUndefined();
    },
  );

  it.each(['forbidden', 'malformed'] as const)(
    'stays until the same question is answered when it was %s',
    (kind) => {
      const trouble = createTrouble();
      trouble.failed(asked('list'), failed(kind), NOW);
      trouble.answered(asked('device'));
      expect(trouble.current(NOW)?.kind).toBe(kind);
      trouble.answered(asked('list'));
      expect(trouble.current(NOW)).toBeUndefined();
    },
  );

  it.each(['forbidden', 'malformed'] as const)(
    'stays while only another list is answered when it was %s',
    (kind) => {
      const trouble = createTrouble();
      trouble.failed(asked('list', 'identities'), failed(kind), NOW);
      trouble.answered(asked('list', 'tokens'));
      expect(trouble.current(NOW)?.kind).toBe(kind);
      trouble.answered(asked('list', 'identities'));
      expect(trouble.current(NOW)).toBeUndefined();
    },
  );

  it('is no list that nobody has asked for since a day', () => {
    const trouble = createTrouble();
    trouble.failed(asked('list', 'a service that is gone'), failed('forbidden'), NOW);
    expect(trouble.current(NOW + DAY - 1)?.kind).toBe('forbidden');
    expect(trouble.current(NOW + DAY)).toBeUndefined();
  });

  it.each(['work', 'other', 'lock'] as const)(
    'is not what was refused to something asked once (%s)',
    (purpose) => {
      const trouble = createTrouble();
      trouble.failed(asked(purpose), failed('forbidden'), NOW);
      expect(trouble.current(NOW)).toBeUndefined();
    },
  );

  it('is a quota until the moment that was told', () => {
    const trouble = createTrouble();
    trouble.failed(asked('work'), failed('throttled', { retryAt: NOW + MINUTE }), NOW);
    trouble.answered(asked('list'));
    expect(trouble.current(NOW)?.kind).toBe('throttled');
    expect(trouble.current(NOW + MINUTE)).toBeUndefined();
  });

  it('is what was met last, else what was met before and is not over', () => {
    const trouble = createTrouble();
    trouble.failed(asked('list'), failed('forbidden'), NOW);
    trouble.failed(asked('work'), failed('throttled', { retryAt: NOW + MINUTE }), NOW);
    expect(trouble.current(NOW)?.kind).toBe('throttled');
    expect(trouble.current(NOW + MINUTE)?.kind).toBe('forbidden');
  });
});

describe('a sign-in that is lacking', () => {
  const told = (signIn: SignIn) => {
    const clock = createManualClock(NOW);
    const limiter = createLimiter({ clock, rules: microsoftLimits('tenant') });
    limiter.trouble.failed(asked('list'), failed('unauthorized'), NOW);
    return troublesOf(limiter, NOW, signIn).map(({ cause: { code } }) => code);
  };

  it.each<[string, SignIn]>([
    ['nobodySignedIn', { kind: 'signedOut' }],
    ['nobodySignedIn', { kind: 'browser' }],
    ['conditionalAccess', { kind: 'failed', cause: cause('conditionalAccess') }],
    ['signedOut', { kind: 'signedIn', account: 'mia@contoso.com', scopes: [] }],
  ])('is told as %s while it is %j', (code, signIn) => {
    expect(told(signIn)).toEqual([code]);
  });
});

describe('a sign-in at Apple that is lacking', () => {
  const told = (state: AppleSignInState) => {
    const limiter = createLimiter({ clock: createManualClock(NOW), rules: appleLimits('hq') });
    limiter.trouble.failed(asked('list'), failed('unauthorized'), NOW);
    return troublesOf(limiter, NOW, state).map(({ cause: { code } }) => code);
  };

  it.each<[string, AppleSignInState]>([
    ['keyMissing', 'keyMissing'],
    ['clientIdShape', 'clientIdShape'],
    ['accountRefused', 'good'],
    ['accountRefused', 'never'],
    ['accountRefused', 'throttled'],
  ])('is told as %s while it is %s', (code, state) => {
    expect(told(state)).toEqual([code]);
  });
});
