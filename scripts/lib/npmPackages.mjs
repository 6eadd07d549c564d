// @ts-check
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { mustRun, npmCommand } from './commands.mjs';
import { progress } from './progress.mjs';
import { benchPackage, e2ePackage, repository } from './repository.mjs';

/** Installs the packages that build and test Lifetrace, unless they are there already. */
export async function installPackages() {
  if (isInstalled(repository)) return;
  await progress('Installing the npm packages (about a minute)', () => cleanInstall(repository));
}

/**
 * Installs a real VS Code (code-server) with what drives it, unless it is there already.
 * @param {{compile: 'required' | 'if possible'}} options whether its native modules, which need a compiler, have to be there
 */
export async function installVSCode({ compile }) {
  if (!isInstalled(e2ePackage)) {
    await progress('Installing VS Code for the browser from npm (a minute or two, 400 MB)', () =>
      cleanInstall(e2ePackage),
    );
  }
  const args = compile === 'required' ? [] : ['--compile-if-possible'];
  await mustRun(
    'Setting up VS Code for the browser failed',
    process.execPath,
    [path.join(e2ePackage, 'setup.mjs'), ...args],
    {
      cwd: e2ePackage,
    },
  );
}

/** Installs the parsers that `npm run bench:units` compares us with, unless they are there already. */
export async function installOracles() {
  if (isInstalled(benchPackage)) return;
  await progress('Installing tree-sitter from npm (half a minute, 200 MB)', () => cleanInstall(benchPackage));
}

/**
 * Install scripts stay off: none of them is needed, and some download or compile.
 * @param {string} folder
 */
async function cleanInstall(folder) {
  const [npm, first] = npmCommand();
  const args = [...first, 'ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  await mustRun(`npm ci failed in ${path.relative(repository, folder) || 'the repository'}`, npm, args, {
    cwd: folder,
  });
}

/**
 * True if node_modules holds exactly what the lockfile says, as far as npm recorded it. Packages for other platforms may be absent.
 * @param {string} folder
 * @returns {boolean}
 */
function isInstalled(folder) {
  const recorded = path.join(folder, 'node_modules', '.package-lock.json');
  if (!existsSync(recorded)) return false;
  const wanted = packagesOf(path.join(folder, 'package-lock.json'));
  const present = packagesOf(recorded);
  const missing = Object.entries(wanted).some(([place, { version, optional }]) =>
    place in present ? present[place]?.version !== version : place !== '' && !optional,
  );
  return !missing && Object.keys(present).every((place) => place in wanted);
}

/**
 * @param {string} lockfile
 * @returns {Record<string, {version?: string, optional?: boolean}>} packages by their place below the folder
 */
function packagesOf(lockfile) {
  return JSON.parse(readFileSync(lockfile, 'utf8')).packages;
}
