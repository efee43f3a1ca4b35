import { describe, expect, it } from 'vitest';
import { createRestartBudget } from '../../src/main/restart-budget.ts';

describe('the restart budget', () => {
  it('refuses the sixth restart within a minute', () => {
    const budget = createRestartBudget(5, 60_000);
    const answers = [0, 1, 2, 3, 4, 5].map((second) => budget.mayRestart(second * 1_000));
    expect(answers).toEqual([true, true, true, true, true, false]);
  });

  it('forgets restarts older than a minute', () => {
    const budget = createRestartBudget(1, 60_000);
    expect([budget.mayRestart(0), budget.mayRestart(59_999), budget.mayRestart(60_000)]).toEqual([
      true,
      false,
      true,
    ]);
  });

  it('starts afresh when a person asks for it', () => {
    const budget = createRestartBudget(1, 60_000);
    budget.mayRestart(0);
    budget.reset();
    expect(budget.mayRestart(1)).toBe(true);
  });
});
