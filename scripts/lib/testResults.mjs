// @ts-check
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

/**
 * One test of a run as suites write it to the file that LIFETRACE_TEST_RESULTS names: a JSON array of these. `firstError` is what went
 * wrong before a test passed at the second try.
 * @typedef {{title: string, state: 'passed' | 'failed', durationMs?: number, error?: string, firstError?: string}} TestResult
 */

/**
 * @param {string} file
 * @returns {TestResult[] | undefined} undefined if the suite ended before it wrote any
 */
export function readResults(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}

/**
 * @param {string} file
 * @param {readonly TestResult[]} results
 */
export function writeResults(file, results) {
  writeFileSync(file, JSON.stringify(results));
}

/**
 * What counts of a run whose failed parts ran again: for a test that ran again, its second result, which keeps the first error.
 * @param {readonly TestResult[]} first
 * @param {readonly TestResult[]} second
 * @returns {TestResult[]}
 */
export function afterSecondTry(first, second) {
  const errors = new Map(first.flatMap(({ title, error }) => (error === undefined ? [] : [[title, error]])));
  const again = new Map(
    second.map((result) => {
      const firstError = errors.get(result.title);
      return [result.title, firstError === undefined || result.state === 'failed' ? result : { ...result, firstError }];
    }),
  );
  const ranOnce = first.filter(({ title }) => !again.has(title));
  // A hook that failed is no test, and has no result when it went well.
  const hooks = /"(?:before|after)(?: all| each)" hook/;
  return [...ranOnce.filter(({ title }) => !hooks.test(title)), ...again.values()];
}
