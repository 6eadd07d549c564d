// Mocha's usual output, and the results in the file that LIFETRACE_TEST_RESULTS names, for whoever adds up several suites.
const { writeFileSync } = require('node:fs');
const { reporters } = require('mocha');

/** Loaded by mocha by its path; mocha expects a class as the whole module. */
class ResultsReporter extends reporters.Spec {
  /**
   * @param {import('mocha').Runner} runner
   * @param {import('mocha').MochaOptions} options
   */
  constructor(runner, options) {
    super(runner, options);
    const file = process.env.LIFETRACE_TEST_RESULTS;
    if (!file) return;
    /** @type {import('./testResults.mjs').TestResult[]} */
    const results = [];
    runner.on('pass', (test) => results.push({ title: test.fullTitle(), state: 'passed' }));
    runner.on('fail', (test, error) =>
      results.push({ title: test.fullTitle(), state: 'failed', error: error.stack ?? error.message }),
    );
    runner.on('pending', (test) =>
      results.push({ title: test.fullTitle(), state: 'failed', error: 'This test is skipped.' }),
    );
    runner.once('end', () => writeFileSync(file, JSON.stringify(results)));
  }
}

module.exports = ResultsReporter;
