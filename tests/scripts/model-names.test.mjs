import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { modelNames } from '../../scripts/make-model-names.mjs';

it('The table of models is what its sources make', () => {
  const kept = readFileSync('src/engine/bench/models/models.json', 'utf8');
  expect(modelNames()).toBe(kept);
});
