// @ts-check
import { existsSync } from 'node:fs';
import { findChromium } from '../../test/e2e/harness/chromium.mjs';
import { exitCodeOf, findOnPath, mustRun } from './commands.mjs';
import { progress } from './progress.mjs';
import { Stop } from './stop.mjs';

/**
 * What the tests need from the system: a browser, and what compiles the native modules of VS Code and the C code of the demo project.
 * @type {readonly {what: string, debian: string, present: () => boolean}[]}
 */
const needs = [
  { what: 'Chromium or Chrome', debian: 'chromium', present: () => findChromium() !== undefined },
  { what: 'a C and C++ compiler', debian: 'build-essential', present: () => ['cc', 'c++', 'make'].every(findOnPath) },
  { what: 'Python 3', debian: 'python3', present: () => findOnPath('python3') !== undefined },
];

/** Installs with apt what is missing where that is possible, and else ends with the command that the reader has to run. */
export async function installSystemPackages() {
  const missing = needs.filter((need) => !need.present());
  if (missing.length === 0) return;
  const packages = missing.map((need) => need.debian);
  const apt = await aptCommand();
  if (!apt)
    throw new Stop(
      manualSentence(
        missing.map((need) => need.what),
        packages,
      ),
    );
  await progress(`Installing ${packages.join(', ')} with apt-get`, async () => {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    const [program, first] = apt;
    await mustRun('apt-get update failed', program, [...first, 'update', '-qq'], { env });
    const install = [...first, 'install', '-y', '-qq', '--no-install-recommends', ...packages];
    await mustRun('apt-get install failed', program, install, { env });
  });
  const still = needs.filter((need) => !need.present()).map((need) => need.what);
  if (still.length > 0)
    throw new Stop(`Still missing after apt-get install: ${still.join(', ')}. Please install it by hand.`);
}

/** @returns {Promise<readonly [string, readonly string[]] | undefined>} how to call apt-get without being asked for a password */
async function aptCommand() {
  if (!existsSync('/etc/debian_version') || !findOnPath('apt-get')) return undefined;
  if (process.getuid?.() === 0) return ['apt-get', []];
  const sudo = findOnPath('sudo');
  if (!sudo || (await exitCodeOf(sudo, ['-n', 'true'], { quiet: true })) !== 0) return undefined;
  return [sudo, ['-n', 'DEBIAN_FRONTEND=noninteractive', 'apt-get']];
}

/**
 * @param {readonly string[]} missing
 * @param {readonly string[]} packages their names on Debian
 * @returns {string}
 */
function manualSentence(missing, packages) {
  const subject = `The tests need ${missing.join(', ')}, and this script may not install it here.`;
  if (existsSync('/etc/debian_version')) {
    return `${subject} Run: sudo apt-get install -y --no-install-recommends ${packages.join(' ')}`;
  }
  if (process.platform === 'darwin') {
    return `${subject} Run: xcode-select --install; brew install --cask google-chrome; brew install python3`;
  }
  if (process.platform === 'win32') return `${subject} On Windows, run npm test inside WSL, where it can.`;
  return `${subject} Please install it with your package manager and run npm test again.`;
}
