import { expect, it } from 'vitest';
import { outcomeOf, type CountedOutcome } from '../../../src/core/sessions/outcome.ts';

it.each<[string, Parameters<typeof outcomeOf>[0], CountedOutcome]>([
  ['an expected device is new', { isHere: false, isExpected: true, isDone: false }, 'new'],
  [
    'without a manifest all are new',
    { isHere: false, isExpected: undefined, isDone: false },
    'new',
  ],
  [
    'one that the manifest does not name',
    { isHere: false, isExpected: false, isDone: false },
    'notExpected',
  ],
  ['one whose migration is over', { isHere: false, isExpected: true, isDone: true }, 'doneBefore'],
  [
    'a second scan is already here',
    { isHere: true, isExpected: true, isDone: true },
    'alreadyHere',
  ],
  [
    'what nobody expects comes before what is over',
    { isHere: false, isExpected: false, isDone: true },
    'notExpected',
  ],
])('%s', (_, arrival, outcome) => {
  expect(outcomeOf(arrival)).toBe(outcome);
});
