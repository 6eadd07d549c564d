// @ts-check
import { existsSync, readFileSync } from 'node:fs';

/**
 * One test of a run as suites write it to the file that LIFETRACE_TEST_RESULTS names: a JSON array of these.
 * @typedef {{title: string, state: 'passed' | 'failed', durationMs?: number, error?: string}} TestResult
 */

/**
 * @param {string} file
 * @returns {TestResult[] | undefined} undefined if the suite ended before it wrote any
 */
export function readResults(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}
