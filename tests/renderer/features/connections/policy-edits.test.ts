import { describe, expect, it } from 'vitest';
import { policySchema, type Policy } from '../../../../src/core/verdict/policy.ts';
import {
  addTarget,
  chooseFamily,
  FAMILIES,
  moved,
  removeTarget,
  setEraseStandard,
  setMinimumOs,
} from '../../../../src/renderer/features/connections/wizard/policy-edits.ts';
import { TARGET } from './support.ts';

const policyOf = (part: Partial<Policy>) => policySchema.parse({ targets: [TARGET], ...part });
const pair = { organizationId: 'o1', serviceId: 's-jamf', tokenId: 'k1' };

describe('a change of the policy', () => {
  it('makes a former service a target, and former no longer', () => {
    const policy = addTarget('t2', 'Jamf', pair)(policyOf({ formerServiceIds: ['s-jamf', 's-x'] }));
    expect(policy.targets.map(({ id }) => id)).toEqual(['t1', 't2']);
    expect(policy.formerServiceIds).toEqual(['s-x']);
  });

  it('names a standard on records only while there is one', () => {
    const named = setEraseStandard('NIST SP 800-88r2, Purge')(policyOf({}));
    expect(named.eraseStandard).toBe('NIST SP 800-88r2, Purge');
    expect(setEraseStandard('')(named)).not.toHaveProperty('eraseStandard');
  });

  it('adds a target once, even if it is kept a second time', () => {
    const add = addTarget('t2', 'Jamf', pair);
    expect(add(add(policyOf({}))).targets.map(({ id }) => id)).toEqual(['t1', 't2']);
  });

  it('takes a removed target out of the groups that named it, and leaves their profiles', () => {
    const groups = {
      Munich: { targetId: 't1', allowedProfileIds: ['p'] },
      Vienna: { targetId: 't9', allowedProfileIds: [] },
    };
    expect(removeTarget('t1')(policyOf({ groups })).groups).toEqual({
      Munich: { allowedProfileIds: ['p'] },
      Vienna: { targetId: 't9', allowedProfileIds: [] },
    });
  });

  it('names no families once all of them are chosen again', () => {
    const without = chooseFamily('t1', 'Mac', false)(policyOf({}));
    expect(without.targets[0]?.families).toEqual(FAMILIES.filter((family) => family !== 'Mac'));
    const all = chooseFamily('t1', 'Mac', true)(without);
    expect(all.targets[0]).not.toHaveProperty('families');
  });

  it('wants no version any more when it is emptied', () => {
    const policy = setMinimumOs('iPad', '')(policyOf({ minimumOs: { iPad: '17', Mac: '15' } }));
    expect(policy.minimumOs).toEqual({ Mac: '15' });
  });
});

describe('the order of profiles', () => {
  it.each([
    ['b', -1, ['b', 'a', 'c']],
    ['b', 1, ['a', 'c', 'b']],
    ['a', -1, ['a', 'b', 'c']],
    ['c', 1, ['a', 'b', 'c']],
    ['x', 1, ['a', 'b', 'c']],
  ] as const)('moves %s by %i and never beyond the ends', (id, by, order) => {
    expect(moved(['a', 'b', 'c'], id, by)).toEqual(order);
  });
});
