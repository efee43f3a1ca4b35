import { describe, expect, it } from 'vitest';
import { quotaView } from '../../../src/engine/campaign/quota-view.ts';

describe('what the quota went on', () => {
  it('adds organizations up, leaves out what was not asked, and begins with the most', () => {
    const { spent } = quotaView({
      budgets: () => [],
      spent: () => [
        { cloud: 'apple', purpose: 'lock', count: 4 },
        { cloud: 'apple', purpose: 'list', count: 3 },
        { cloud: 'apple', purpose: 'list', count: 5 },
        { cloud: 'microsoft', purpose: 'list', count: 2 },
        { cloud: 'microsoft', purpose: 'work', count: 0 },
      ],
    });
    expect(spent).toEqual([
      { cloud: 'apple', purpose: 'list', count: 8 },
      { cloud: 'apple', purpose: 'lock', count: 4 },
      { cloud: 'microsoft', purpose: 'list', count: 2 },
    ]);
  });
});
