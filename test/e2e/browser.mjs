// @ts-check
// Drives the packaged extension as a user does: a VS Code in a headless browser, on copies of the demo project.
// Usage: node browser.mjs [--update-images] [words of a test's title]
import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { packagedExtension } from '../../scripts/lib/repository.mjs';

const { default: Mocha } = await import('mocha');
const here = path.dirname(fileURLToPath(import.meta.url));
const args = process.argv.slice(2);
if (args.includes('--update-images')) process.env.LIFETRACE_UPDATE_IMAGES = '1';
const words = args.filter((arg) => !arg.startsWith('--')).join(' ');

if (existsSync(packagedExtension())) {
  await runSuite();
} else {
  console.error('There is no packaged extension: run "npm run build" and "npm run package" first.');
  process.exitCode = 1;
}

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
  const folder = path.join(here, 'browser');
  for (const file of readdirSync(folder).sort()) if (file.endsWith('.test.mjs')) mocha.addFile(path.join(folder, file));
  await mocha.loadFilesAsync();
  const failures = await new Promise((resolve) => mocha.run(resolve));
  if (failures > 0) process.exitCode = 1;
}
