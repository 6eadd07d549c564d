// @ts-check
// Drives the packaged extension as a user does: a VS Code in a headless browser, on copies of the demo project.
// Usage: node browser.mjs [--update-images] [words of a test's title]
import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { packagedExtension } from '../../scripts/lib/repository.mjs';
import { afterSecondTry, readResults, writeResults } from '../../scripts/lib/testResults.mjs';

const { default: Mocha } = await import('mocha');
const here = path.dirname(fileURLToPath(import.meta.url));
const args = process.argv.slice(2);
if (args.includes('--update-images')) process.env.LIFETRACE_UPDATE_IMAGES = '1';
const words = args.filter((arg) => !arg.startsWith('--')).join(' ');

/** Where more windows than these go wrong, it is no accident. */
const MOST_WINDOWS_AGAIN = 3;

if (existsSync(packagedExtension())) {
  await runSuite();
} else {
  console.error('There is no packaged extension: run "npm run build" and "npm run package" first.');
  process.exitCode = 1;
}

/**
 * Runs the tests. A window in which one failed is opened anew and its tests run once more: a drawn window on a busy machine loses a key or
 * a click now and then, which a fault of ours does both times. Results say which tests have passed at the second try only.
 */
async function runSuite() {
  const mocha = new Mocha({
    ui: 'bdd',
    timeout: 300_000,
    slow: 60_000,
    forbidOnly: true,
    forbidPending: true,
    reporter: createRequire(import.meta.url)('../../scripts/lib/resultsReporter.cjs'),
    ...(words ? { fgrep: words } : {}),
  });
  mocha.cleanReferencesAfterRun(false);
  const folder = path.join(here, 'browser');
  for (const file of readdirSync(folder).sort()) if (file.endsWith('.test.mjs')) mocha.addFile(path.join(folder, file));
  await mocha.loadFilesAsync();
  let failed = await failedWindows(mocha);
  if (failed.size > 0 && failed.size <= MOST_WINDOWS_AGAIN && !words) {
    console.log(`Once more, each in a new window: ${[...failed].join(', ')}\n`);
    const results = process.env.LIFETRACE_TEST_RESULTS;
    const first = results && readResults(results);
    const again = failed;
    mocha.suite.suites = mocha.suite.suites.filter(({ title }) => again.has(title));
    failed = await failedWindows(mocha);
    const second = results && readResults(results);
    if (results && first && second) writeResults(results, afterSecondTry(first, second));
  }
  if (failed.size > 0) process.exitCode = 1;
}

/**
 * @param {import('mocha')} mocha
 * @returns {Promise<Set<string>>} the outermost `describe`s of the tests that failed; each has a window of its own
 */
function failedWindows(mocha) {
  /** @type {Set<string>} */
  const titles = new Set();
  return new Promise((resolve) => {
    mocha.run(() => resolve(titles)).on('fail', (test) => titles.add(outermost(test.parent)));
  });
}

/**
 * @param {import('mocha').Suite | undefined} suite
 * @returns {string}
 */
function outermost(suite) {
  if (!suite) return '';
  return suite.parent && !suite.parent.root ? outermost(suite.parent) : suite.title;
}
