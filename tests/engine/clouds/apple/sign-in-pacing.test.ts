import { expect, it } from 'vitest';
import { failure } from '../../../../src/core/result.ts';
import { cause } from '../../../../src/core/setup/checks.ts';
import { HOUR } from '../../../../src/core/time.ts';
import { createPacing } from '../../../../src/engine/clouds/apple/sign-in-pacing.ts';
import { createManualClock } from '../../../../src/sandbox/manual-clock.ts';

it('a pause after a sign-in that failed ends when the clock is set back to before it', async () => {
  const manual = createManualClock(10 * HOUR);
  let setBack = 0;
  const pacing = createPacing<string>({ ...manual, now: () => manual.now() - setBack });
  let attempts = 0;
  const attempt = async () => {
    attempts += 1;
    return failure({ cause: cause('throttled'), retryAt: 11 * HOUR });
  };
  await pacing.run(attempt, false);
  setBack = 5 * HOUR;
  const again = pacing.run(attempt, false);
  await manual.advance(10_000);
  await again;
  expect(attempts).toBe(2);
});
