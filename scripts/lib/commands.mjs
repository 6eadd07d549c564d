// @ts-check
import { spawn } from 'node:child_process';
import { accessSync, constants, statSync } from 'node:fs';
import path from 'node:path';
import { repository } from './repository.mjs';
import { Stop } from './stop.mjs';

const onWindows = process.platform === 'win32';

/**
 * Runs a program, its output shown as it comes, its input closed.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {{cwd?: string, env?: NodeJS.ProcessEnv, quiet?: boolean}} [options] `quiet` hides the output
 * @returns {Promise<number>} the exit code; 127 if the program cannot be started, 1 if a signal ended it
 */
export function exitCodeOf(program, args, { cwd = repository, env = process.env, quiet = false } = {}) {
  return new Promise((resolve) => {
    // Windows starts the .cmd files of npm and code through a shell only.
    const shell = onWindows && program.endsWith('.cmd');
    /** @type {import('node:child_process').SpawnOptions} */
    const options = { cwd, env, stdio: quiet ? 'ignore' : ['ignore', 'inherit', 'inherit'], shell };
    const child = shell
      ? spawn([program, ...args].map((part) => `"${part}"`).join(' '), [], options)
      : spawn(program, args, options);
    child.once('error', () => resolve(127));
    child.once('exit', (code) => resolve(code ?? 1));
  });
}

/**
 * Runs a program that has to succeed.
 * @param {string} sentence what to tell the reader when it does not
 * @param {string} program
 * @param {readonly string[]} args
 * @param {{cwd?: string, env?: NodeJS.ProcessEnv, quiet?: boolean}} [options]
 */
export async function mustRun(sentence, program, args, options) {
  const code = await exitCodeOf(program, args, options);
  if (code !== 0) throw new Stop(`${sentence} (exit code ${code}).`);
}

/**
 * @param {string} name of a program
 * @returns {string | undefined} its absolute path, if it is on the PATH
 */
export function findOnPath(name) {
  const folders = (process.env.PATH ?? '').split(path.delimiter).filter(Boolean);
  const names = onWindows ? [`${name}.exe`, `${name}.cmd`] : [name];
  return folders.flatMap((folder) => names.map((each) => path.join(folder, each))).find(isExecutable);
}

/** @param {string} file */
function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

/**
 * The npm that started this script, else the one on the PATH.
 * @returns {readonly [string, readonly string[]]} program and its first arguments
 */
export function npmCommand() {
  const started = process.env.npm_execpath;
  if (started && /npm-cli\.c?js$/.test(started)) return [process.execPath, [started]];
  const found = findOnPath('npm');
  if (!found) throw new Stop('npm is not on the PATH; it comes with Node, see https://nodejs.org.');
  return [found, []];
}
