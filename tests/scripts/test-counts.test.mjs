import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import {
  countPlaywright,
  countVitest,
  failuresInPlaywright,
  failuresInVitest,
  sentence,
  sum,
} from '../../scripts/test-counts.mjs';

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

describe('what failed', () => {
  it('of Vitest is named by its file and its sentence, with why in plain text', () => {
    const assertionResults = [
      { status: 'passed', fullName: 'adds', failureMessages: [] },
      {
        status: 'failed',
        fullName: 'divides',
        failureMessages: ['\u001B[31mby zero\u001B[39m\nat'],
      },
    ];
    const file = aReport({
      testResults: [{ name: 'sum.test', status: 'failed', assertionResults }],
    });
    expect(failuresInVitest(file)).toEqual([{ name: 'sum.test › divides', reason: 'by zero\nat' }]);
  });

  it('of Vitest may be a file that could not be loaded', () => {
    const testResults = [
      { name: 'sum.test', status: 'failed', message: 'no such module', assertionResults: [] },
    ];
    expect(failuresInVitest(aReport({ testResults }))).toEqual([
      { name: 'sum.test', reason: 'no such module' },
    ]);
  });

  it('of Playwright is named by its suites, those that passed at the second try included', () => {
    const error = { message: 'it was red' };
    const flaky = {
      title: 'glows',
      ok: true,
      tests: [{ status: 'flaky', results: [{ error }, {}] }],
    };
    const fine = { title: 'shines', ok: true, tests: [{ status: 'expected', results: [{}] }] };
    const broken = {
      title: 'burns',
      ok: false,
      tests: [{ status: 'unexpected', results: [{ error }] }],
    };
    const suites = [
      { title: 'a.spec.ts', specs: [fine], suites: [{ title: 'lamp', specs: [flaky, broken] }] },
    ];
    expect(failuresInPlaywright(aReport({ suites }))).toEqual([
      { name: 'a.spec.ts › lamp › glows', reason: 'it was red' },
      { name: 'a.spec.ts › lamp › burns', reason: 'it was red' },
    ]);
  });

  it('of Playwright may lie outside every test', () => {
    expect(
      failuresInPlaywright(aReport({ suites: [], errors: [{ message: 'no display' }] })),
    ).toEqual([{ name: '(no test)', reason: 'no display' }]);
  });

  it('is nothing in a run that left no report', () => {
    expect(failuresInVitest(join(folder, 'none.json'))).toEqual([]);
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
