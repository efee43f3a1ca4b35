import { describe, expect, it, vi } from 'vitest';
import { triage } from '../../../src/core/campaign/triage.ts';

const clear = () => undefined;

describe('the triage of a device', () => {
  it.each([
    ['Apple says that it can', true, { class: 'migrates' }],
    ['Apple says that it cannot', false, { class: 'needsReset', reason: 'notCapable' }],
    ['Apple says nothing of it', null, { class: 'needsReset', reason: 'notCapable' }],
    ['nobody has asked Apple', undefined, { class: 'notAsked' }],
  ] as const)('when %s', (_name, isMigrationCapable, found) => {
    expect(triage({ expectation: undefined, isMigrationCapable, obstacle: clear })).toEqual(found);
  });

  it.each([
    ['is sealed new', { isSealedNew: true }, 'sealedNew'],
    ['has no data to keep', { keepsData: false }, 'noDataToKeep'],
  ] as const)('of one that %s asks nobody: it is erased', (_name, expectation, reason) => {
    const obstacle = vi.fn<typeof clear>(clear);
    const found = triage({ expectation, isMigrationCapable: undefined, obstacle });
    expect(found).toEqual({ class: 'needsReset', reason });
    expect(obstacle).not.toHaveBeenCalled();
  });

  it.each([true, undefined])('says what is in the way of one that might migrate (%s)', (known) => {
    const obstacle = () => 'inIntune';
    expect(triage({ expectation: undefined, isMigrationCapable: known, obstacle })).toEqual({
      class: 'refused',
      reason: 'inIntune',
    });
  });
});
