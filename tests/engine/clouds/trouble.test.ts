import { describe, expect, it } from 'vitest';
import { MINUTE } from '../../../src/core/time.ts';
import type {
  CloudFailure,
  CloudFailureKind,
} from '../../../src/engine/clouds/http/cloud-failure.ts';
import { createTrouble } from '../../../src/engine/clouds/trouble.ts';

const NOW = 1_000 * MINUTE;
const failed = (kind: CloudFailureKind, more: Partial<CloudFailure> = {}): CloudFailure => ({
  kind,
  detail: 'as it says',
  ...more,
});

describe('what stands in the way of an account', () => {
  it.each(['unreachable', 'unauthorized', 'serverError'] as const)(
    'is over with any answer when it was %s',
    (kind) => {
      const trouble = createTrouble();
      trouble.failed('work', failed(kind));
      expect(trouble.current(NOW)?.kind).toBe(kind);
      trouble.answered('list');
      expect(trouble.current(NOW)).toBeUndefined();
    },
  );

  it.each(['forbidden', 'malformed'] as const)(
    'stays until the same question is answered when it was %s',
    (kind) => {
      const trouble = createTrouble();
      trouble.failed('list', failed(kind));
      trouble.answered('device');
      expect(trouble.current(NOW)?.kind).toBe(kind);
      trouble.answered('list');
      expect(trouble.current(NOW)).toBeUndefined();
    },
  );

  it.each(['work', 'other', 'lock'] as const)(
    'is not what was refused to something asked once (%s)',
    (purpose) => {
      const trouble = createTrouble();
      trouble.failed(purpose, failed('forbidden'));
      expect(trouble.current(NOW)).toBeUndefined();
    },
  );

  it('is a quota until the moment that was told', () => {
    const trouble = createTrouble();
    trouble.failed('work', failed('throttled', { retryAt: NOW + MINUTE }));
    trouble.answered('list');
    expect(trouble.current(NOW)?.kind).toBe('throttled');
    expect(trouble.current(NOW + MINUTE)).toBeUndefined();
  });

  it('is what was met last, else what was met before and is not over', () => {
    const trouble = createTrouble();
    trouble.failed('list', failed('forbidden'));
    trouble.failed('work', failed('throttled', { retryAt: NOW + MINUTE }));
    expect(trouble.current(NOW)?.kind).toBe('throttled');
    expect(trouble.current(NOW + MINUTE)?.kind).toBe('forbidden');
  });
});
