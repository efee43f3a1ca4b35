import { existsSync, readFileSync } from 'node:fs';

/** Counts of a Vitest JSON report. A run that crashed or ran nothing counts as one failure. */
export function countVitest(file, exitCode) {
  const report = read(file);
  if (!report) return crashed(exitCode);
  return settle(exitCode, {
    passed: report.numPassedTests,
    failed: report.numFailedTests,
    skipped: report.numPendingTests + report.numTodoTests,
  });
}

/** Counts of a Playwright JSON report. A test that passed only when repeated counts as failed. */
export function countPlaywright(file, exitCode) {
  const report = read(file);
  if (!report) return crashed(exitCode);
  const { expected, unexpected, flaky, skipped } = report.stats;
  return settle(exitCode, { passed: expected, failed: unexpected + flaky, skipped });
}

/** All parts together. */
export function sum(counts) {
  const total = (key) => counts.reduce((so, count) => so + count[key], 0);
  return { passed: total('passed'), failed: total('failed'), skipped: total('skipped') };
}

/** The line that ends a run: `12 passed, 0 failed`, with `, 1 skipped` only if there are any. */
export function sentence({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

// An exit code without a failed test: a file that could not be loaded, an error outside every test.
function settle(exitCode, counts) {
  if (counts.passed + counts.failed === 0) {
    return { ...counts, failed: 1, note: 'the runner ran no test' };
  }
  if (exitCode === 0 || counts.failed > 0) return counts;
  return {
    ...counts,
    failed: 1,
    note: `the runner ended with code ${exitCode} although no test failed`,
  };
}

function crashed(exitCode) {
  const note = `the runner ended with code ${exitCode} and left no report`;
  return { passed: 0, failed: 1, skipped: 0, note };
}

function read(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null;
}
