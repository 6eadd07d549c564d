// @ts-check
import { mkdirSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { exitCodeOf } from './commands.mjs';
import { installPackages, installVSCode } from './npmPackages.mjs';
import { readFlags } from './options.mjs';
import { seconds } from './progress.mjs';
import { repository } from './repository.mjs';
import { Stop } from './stop.mjs';
import { installSystemPackages } from './systemPackages.mjs';
import { readResults } from './testResults.mjs';

/**
 * A part of the run. A check is a program that succeeds or not; a suite writes the result of each of its tests as well.
 * @typedef {object} Stage
 * @property {string} name
 * @property {'check' | 'suite'} kind
 * @property {readonly string[]} node arguments for node, from the repository
 * @property {string} [needs] the name of a check without which it cannot run
 * @property {boolean} [slow] left out by --fast
 */

/** @typedef {{stage: Stage, passed: number, failed: number, note: string, failures: readonly string[], late?: readonly string[]}} Outcome */

const flags = {
  '--fast': 'format, types and the suites that need no VS Code only',
  '--update-images': 'write the pictures of docs/images anew',
};

const mocha = 'node_modules/mocha/bin/mocha.js';
const build = 'build';
const testBuild = 'build of the tests';
const packaging = 'package';

/** @type {readonly Stage[]} */
const stages = [
  {
    name: 'format and lint',
    kind: 'check',
    node: ['node_modules/@biomejs/biome/bin/biome', 'check', '--error-on-warnings'],
  },
  { name: 'types', kind: 'check', node: ['node_modules/typescript/bin/tsc', '-b'] },
  { name: build, kind: 'check', node: ['scripts/build.mjs'] },
  { name: packaging, kind: 'check', node: ['scripts/package.mjs', '--twice'], needs: build, slow: true },
  { name: 'demo project', kind: 'check', node: ['scripts/check-samples.mjs'], needs: build, slow: true },
  { name: testBuild, kind: 'check', node: ['scripts/build.mjs', '--tests'] },
  {
    name: 'unit, marker, protocol and CLI tests',
    kind: 'suite',
    node: [mocha, '--parallel', '--jobs', `${availableParallelism()}`, '--reporter', 'scripts/lib/resultsReporter.cjs'],
    needs: testBuild,
  },
  { name: 'extension host tests', kind: 'suite', node: ['test/e2e/extension-host.mjs'], needs: testBuild, slow: true },
  { name: 'browser tests', kind: 'suite', node: ['test/e2e/browser.mjs'], needs: packaging, slow: true },
];

/**
 * Installs what is missing, runs all stages in their order, and prints a summary whose last line is `N passed, N failed`. The numbers are
 * tests; a check that fails, and a suite that ends early, count as one failure each, so the line never hides one.
 * @param {readonly string[]} args
 */
export async function testEverything(args) {
  const given = readFlags(args, flags);
  const fast = given.has('--fast');
  if (fast && given.has('--update-images')) throw new Stop('--update-images needs the full run, without --fast.');
  await installPackages();
  if (!fast) {
    await installSystemPackages();
    await installVSCode({ compile: 'required' });
  }
  const env = given.has('--update-images') ? { ...process.env, LIFETRACE_UPDATE_IMAGES: '1' } : process.env;
  /** @type {Outcome[]} */
  const outcomes = [];
  for (const stage of stages.filter((each) => !fast || !each.slow)) outcomes.push(await runStage(stage, outcomes, env));
  summarize(outcomes);
}

/**
 * @param {Stage} stage
 * @param {readonly Outcome[]} before
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<Outcome>}
 */
async function runStage(stage, before, env) {
  if (before.some((outcome) => outcome.stage.name === stage.needs && outcome.failed > 0)) {
    return { stage, passed: 0, failed: 1, note: `not run, because "${stage.needs}" failed`, failures: [] };
  }
  console.log(`\n» ${stage.name} …`);
  const start = Date.now();
  const results = path.join(repository, 'out', 'results', `${stage.name.replaceAll(/\W+/g, '-')}.json`);
  mkdirSync(path.dirname(results), { recursive: true });
  rmSync(results, { force: true });
  const code = await exitCodeOf(process.execPath, stage.node, { env: { ...env, LIFETRACE_TEST_RESULTS: results } });
  const time = seconds(Date.now() - start);
  if (stage.kind === 'check') {
    const failed = code === 0 ? 0 : 1;
    return { stage, passed: 0, failed, note: `${failed ? 'failed' : 'good'}, ${time}`, failures: [] };
  }
  return suiteOutcome(stage, code, readResults(results), time);
}

/**
 * @param {Stage} stage
 * @param {number} code
 * @param {readonly import('./testResults.mjs').TestResult[] | undefined} results
 * @param {string} time
 * @returns {Outcome}
 */
function suiteOutcome(stage, code, results, time) {
  if (!results || results.length === 0) {
    return { stage, passed: 0, failed: 1, note: `failed: it ended without any result, ${time}`, failures: [] };
  }
  const passed = results.filter(({ state }) => state === 'passed').length;
  const failures = results.filter(({ state }) => state === 'failed').map(({ title }) => title);
  const late = results.filter(({ firstError }) => firstError !== undefined).map(({ title }) => title);
  const lost = code !== 0 && failures.length === 0;
  const ending = lost ? `, but it ended with exit code ${code}` : '';
  const atLast = late.length > 0 ? `, ${late.length} of them at the second try` : '';
  const note = `${passed} passed${atLast}, ${failures.length} failed${ending}, ${time}`;
  return { stage, passed, failed: lost ? 1 : failures.length, note, failures, late };
}

/** @param {readonly Outcome[]} outcomes */
function summarize(outcomes) {
  console.log('\nSummary');
  for (const { stage, note, failed, failures, late = [] } of outcomes) {
    console.log(`  ${failed ? '✖' : '✔'} ${stage.name}: ${note}`);
    for (const title of failures) console.log(`      ✖ ${title}`);
    for (const title of late) console.log(`      ! failed first: ${title}`);
  }
  const sum = (/** @type {'passed' | 'failed'} */ key) => outcomes.reduce((total, outcome) => total + outcome[key], 0);
  if (sum('failed') > 0) process.exitCode = 1;
  console.log(`\n${sum('passed')} passed, ${sum('failed')} failed`);
}
