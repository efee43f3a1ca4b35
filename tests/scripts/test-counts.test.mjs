import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { countPlaywright, countVitest, sentence, sum } from '../../scripts/test-counts.mjs';

const folder = mkdtempSync(join(tmpdir(), 'counts-'));
afterAll(() => rmSync(folder, { recursive: true }));

function aReport(content) {
  const file = join(folder, 'report.json');
  writeFileSync(file, JSON.stringify(content));
  return file;
}

const vitest = { numPassedTests: 7, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0 };
const playwright = { stats: { expected: 3, unexpected: 0, flaky: 0, skipped: 0 } };

describe('counting a run', () => {
  it('takes what a clean report says', () => {
    expect(countVitest(aReport(vitest), 0)).toEqual({ passed: 7, failed: 0, skipped: 0 });
    expect(countPlaywright(aReport(playwright), 0)).toEqual({ passed: 3, failed: 0, skipped: 0 });
  });

  it('counts a test that passed only when repeated as failed', () => {
    const report = { stats: { ...playwright.stats, flaky: 2 } };
    expect(countPlaywright(aReport(report), 0)).toMatchObject({ failed: 2 });
  });

  it('counts a run that left no report as failed', () => {
    expect(countVitest(join(folder, 'none.json'), 0)).toMatchObject({ passed: 0, failed: 1 });
  });

  it('counts a run without a single test as failed', () => {
    expect(countVitest(aReport({ ...vitest, numPassedTests: 0 }), 0)).toMatchObject({ failed: 1 });
  });

  it('counts an exit code that no test explains as failed', () => {
    expect(countPlaywright(aReport(playwright), 1)).toMatchObject({ passed: 3, failed: 1 });
  });
});

describe('the last line', () => {
  it('adds the parts up', () => {
    const parts = [
      { passed: 7, failed: 0, skipped: 0 },
      { passed: 3, failed: 1, skipped: 0 },
    ];
    expect(sentence(sum(parts))).toBe('10 passed, 1 failed');
  });

  it('speaks of skipped tests only when there are any', () => {
    expect(sentence({ passed: 1, failed: 0, skipped: 2 })).toBe('1 passed, 0 failed, 2 skipped');
  });
});
