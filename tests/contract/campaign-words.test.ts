import { describe, expect, it } from 'vitest';
import { CANCELLED_CODES, REFUSED_CODES } from '../../src/contract/campaign.ts';
import { WAITING_CODES } from '../../src/core/jobs/job.ts';
import { CATALOGUES } from '../../src/core/words/words.ts';

describe.each(Object.entries(CATALOGUES))('in %s every code of a job has its words', (_, words) => {
  it('for what it waits for', () => {
    expect(Object.keys(words.campaign.waiting).toSorted()).toEqual(WAITING_CODES.toSorted());
  });

  it('for what had happened when it was cancelled', () => {
    expect(Object.keys(words.campaign.cancelled).toSorted()).toEqual(CANCELLED_CODES.toSorted());
  });

  it('for why a serial was not queued, with a next step', () => {
    expect(Object.keys(words.campaign.refused).toSorted()).toEqual(REFUSED_CODES.toSorted());
    for (const { text, next } of Object.values(words.campaign.refused)) {
      expect([text, next].every((sentence) => sentence.endsWith('.'))).toBe(true);
    }
  });
});
