import { expect, it } from 'vitest';
import { redactor } from '../../src/core/redaction.ts';

it.each([
  ['F2LT0001ZZZ1', '…ZZZ1'],
  ['0042', '…'],
  ['A-0042', '…'],
  ['', ''],
])('of %j the last four are %j', (code, written) => {
  expect(redactor('lastFour', () => 'hash').code(code)).toBe(written);
});
