import { expect, it } from 'vitest';
import { bareProfileId } from '../../../src/engine/clouds/microsoft/profile-id.ts';

const GUID = 'b1d7a1de-3c54-4b0a-8f4f-52f1f0c8a901';

it.each([
  [`6f0c1d52-7a0e-4c3b-9d57-0b9a1c2e4f10_${GUID}`, GUID],
  [GUID.toUpperCase(), GUID],
  [` ${GUID} `, GUID],
  ['6f0c1d52-7a0e-4c3b-9d57-0b9a1c2e4f10_00000000-0000-0000-0000-000000000000', null],
  ['00000000-0000-0000-0000-000000000000', null],
  ['', null],
  [null, null],
  [undefined, null],
  ['token_Policy7', 'policy7'],
])('the profile id %j is %j', (raw, expected) => {
  expect(bareProfileId(raw)).toBe(expected);
});
