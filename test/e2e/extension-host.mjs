// @ts-check
// Runs out/test/extension/index.cjs inside the extension host of a VS Code in the browser, on a copy of the demo project.
// With LIFETRACE_TEST_RESULTS the results are written there.
import { copyFileSync, existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { readResults } from '../../scripts/lib/testResults.mjs';
import { runInExtensionHost } from './harness/extensionHostRun.mjs';

const repository = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..');

const run = await runInExtensionHost({
  extension: repository,
  suite: path.join(repository, 'out', 'test', 'extension', 'index.cjs'),
  workspace: path.join(repository, 'samples', 'aria-sp1'),
  report: (results, log) => {
    const tests = readResults(results) ?? [];
    for (const { state, title, durationMs, error } of tests) {
      console.log(state === 'passed' ? `  ✔ ${title} (${durationMs ?? 0} ms)` : `  ✖ ${title}\n${error}`);
    }
    const failed = tests.filter(({ state }) => state === 'failed').length;
    console.log(`\n  ${tests.length - failed} passed, ${failed} failed`);
    if (tests.length === 0) console.log(`The suite ended without any result. The last lines of VS Code:\n${log}`);
    const wanted = process.env.LIFETRACE_TEST_RESULTS;
    if (wanted && existsSync(results)) copyFileSync(results, wanted);
    return tests.length > 0 && failed === 0;
  },
});
if (!run) process.exitCode = 1;
