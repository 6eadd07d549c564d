#!/usr/bin/env node
// @ts-check
// Stands in for the executable of a desktop VS Code where there is none: it takes the arguments of a test run on the desktop and has the
// suite run for real, in the VS Code of the browser. It passes on the results and whether all went well.
import { copyFileSync, existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { runInExtensionHost } from './harness/extensionHostRun.mjs';

const { values, positionals } = parseArgs({
  // A desktop VS Code takes many more options, and is silent about those that it does not know.
  strict: false,
  allowPositionals: true,
  options: {
    extensionDevelopmentPath: { type: 'string' },
    extensionTestsPath: { type: 'string' },
    'extensions-dir': { type: 'string' },
    'user-data-dir': { type: 'string' },
  },
});
const { extensionDevelopmentPath: extension, extensionTestsPath: suite } = values;
const [workspace] = positionals;

if (typeof extension !== 'string' || typeof suite !== 'string' || workspace === undefined) {
  console.error('Give --extensionDevelopmentPath, --extensionTestsPath and a folder.');
  process.exitCode = 1;
} else {
  const passed = await runInExtensionHost({
    extension,
    suite,
    workspace,
    report: (results) => {
      const wanted = process.env.LIFETRACE_TEST_RESULTS;
      if (wanted && existsSync(results)) copyFileSync(results, wanted);
      return true;
    },
  });
  if (!passed) process.exitCode = 1;
}
