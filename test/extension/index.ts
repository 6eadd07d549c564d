import { writeFileSync } from 'node:fs';
import Mocha from 'mocha';

interface TestResult {
  readonly title: string;
  readonly state: 'passed' | 'failed';
  readonly durationMs?: number;
  readonly error?: string;
}

/**
 * Runs the suite inside an extension host. VS Code calls it, in the browser and on the desktop alike.
 * The output of an extension host gets lost in that of VS Code, so each test is recorded as JSON in the file that
 * LIFETRACE_TEST_RESULTS names.
 * @throws if any test failed or was skipped, which VS Code turns into its exit code
 */
export async function run(): Promise<void> {
  const mocha = new Mocha({ ui: 'bdd', timeout: 60_000, forbidOnly: true, forbidPending: true });
  // Defines describe and it for the test files, which are bundled with this one and so cannot be loaded by mocha itself.
  mocha.suite.emit('pre-require', globalThis, '', mocha);
  await import('./activation.test.ts');
  await import('./lookUp.test.ts');
  await import('./lensesAndHints.test.ts');
  await import('./findings.test.ts');
  await import('./edits.test.ts');
  await import('./navigation.test.ts');
  await import('./hierarchies.test.ts');
  const results: TestResult[] = [];
  const record = (result: TestResult) => {
    results.push(result);
    // After each test, so that an extension host that dies leaves the results so far.
    const file = process.env['LIFETRACE_TEST_RESULTS'];
    if (file !== undefined) writeFileSync(file, JSON.stringify(results));
  };
  await runAndRecord(mocha, record);
  const failed = results.filter((result) => result.state === 'failed').length;
  if (failed > 0 || results.length === 0) throw new Error(`${failed} of ${results.length} tests failed`);
}

function runAndRecord(mocha: Mocha, record: (result: TestResult) => void): Promise<number> {
  return new Promise((resolve) => {
    const runner = mocha.run(resolve);
    runner.on('pass', (test) => {
      record({ title: test.fullTitle(), state: 'passed', durationMs: test.duration ?? 0 });
    });
    runner.on('fail', (test, error: Error) => {
      record({ title: test.fullTitle(), state: 'failed', error: error.stack ?? error.message });
    });
    runner.on('pending', (test) => {
      record({ title: test.fullTitle(), state: 'failed', error: 'This test is skipped.' });
    });
  });
}
