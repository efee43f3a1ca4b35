import { existsSync, readFileSync } from 'node:fs';
import { stripVTControlCharacters } from 'node:util';

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

/** What failed in a Vitest JSON report: `file › test`, and the first lines of why. */
export function failuresInVitest(file) {
  return (read(file)?.testResults ?? []).flatMap(({ name, status, message, assertionResults }) => {
    const failed = assertionResults.filter((test) => test.status === 'failed');
    // A file that could not be loaded has no tests.
    if (failed.length === 0) return status === 'failed' ? [failureOf([name], message)] : [];
    return failed.map((test) => failureOf([name, test.fullName], test.failureMessages[0]));
  });
}

/** The same of a Playwright JSON report. */
export function failuresInPlaywright(file) {
  const report = read(file);
  const outside = (report?.errors ?? []).map(({ message }) => failureOf(['(no test)'], message));
  return [...outside, ...(report?.suites ?? []).flatMap((suite) => failuresInSuite(suite, []))];
}

function failuresInSuite({ title, specs = [], suites = [] }, above) {
  const path = [...above, title];
  const failed = specs.filter(({ ok, tests }) => !ok || tests.some(isFlaky));
  return [
    ...failed.map((spec) => failureOf([...path, spec.title], errorOf(spec))),
    ...suites.flatMap((suite) => failuresInSuite(suite, path)),
  ];
}

function isFlaky({ status }) {
  return status === 'flaky';
}

function errorOf({ tests }) {
  const results = tests.flatMap((test) => test.results);
  return results.map(({ error }) => error?.message).find((message) => message !== undefined);
}

const REASON_LINES = 12;

function failureOf(path, message = 'no reason was given') {
  const plain = stripVTControlCharacters(message).trim().split('\n').slice(0, REASON_LINES);
  return { name: path.join(' › '), reason: plain.join('\n') };
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
