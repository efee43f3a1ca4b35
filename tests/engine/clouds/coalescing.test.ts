import { describe, expect, it } from 'vitest';
import { SECOND } from '../../../src/core/time.ts';
import { createCoalescing } from '../../../src/engine/clouds/asking/coalescing.ts';
import { createManualClock } from '../../../src/sandbox/manual-clock.ts';

describe('a question that failed', () => {
  it('still waits although others have failed after it', async () => {
    const clock = createManualClock(0);
    const coalescing = createCoalescing(clock);
    const asked: string[] = [];
    const fail = (key: string) => () => Promise.resolve(asked.push(key) === 0);
    await coalescing.ask('one', 'bench', fail('one'));
    await coalescing.ask('two', 'bench', fail('two'));
    const again = coalescing.ask('one', 'bench', fail('one again'));
    await Promise.resolve();
    expect(asked).toEqual(['one', 'two']);
    await clock.advance(10 * SECOND);
    await again;
    expect(asked).toEqual(['one', 'two', 'one again']);
  });
});
