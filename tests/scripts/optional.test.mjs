import { describe, expect, it } from 'vitest';
import { Advice } from '../../scripts/setup/advice.mjs';
import { optional } from '../../scripts/setup/optional.mjs';

function aStep(make) {
  return { name: 'Tools', look: () => ({ ready: false, text: 'tools' }), make };
}

describe('a step that is optional', () => {
  it('says what it did, as the step itself would', async () => {
    const step = optional(
      aStep(async () => 'installed'),
      'tests are skipped',
    );
    expect(await step.make()).toBe('installed');
  });

  it('says what it costs and what to do where it cannot be done, and stops nothing', async () => {
    const step = optional(
      aStep(() => Promise.reject(new Advice('Ask root.'))),
      'tests are skipped',
    );
    expect(await step.make()).toBe('tests are skipped\nAsk root.\n');
  });

  it('hides no bug', async () => {
    const step = optional(
      aStep(() => Promise.reject(new TypeError('bug'))),
      'tests are skipped',
    );
    await expect(step.make()).rejects.toThrow('bug');
  });
});
