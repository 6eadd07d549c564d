import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Builds the code of the sample projects with the compilers that their readers would use, and runs their unit tests. A
 * sample is the first thing that a user opens: code in it that does not compile would discredit everything around it.
 * Writes below the system's temporary folder only.
 */

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const demo = join(root, 'samples', 'aria-sp1');
const clean = join(root, 'samples', 'clean-thermometer');
const C_FLAGS = ['-std=c11', '-Wall', '-Wextra', '-Werror', '-pedantic'];
const windows = process.platform === 'win32';

/** Ends the check with one sentence for the person who started it. */
class CheckFailure extends Error {}

/** Runs a program to its end. `output` holds both streams, in that order. */
function run(program, args, cwd, env = {}) {
  const result = spawnSync(program, args, { cwd, encoding: 'utf8', env: { ...process.env, ...env } });
  const output = `${result.stdout ?? ''}${result.stderr ?? ''}`.trim();
  return { started: result.error === undefined, passed: result.status === 0, output };
}

/** Runs a program that has to succeed; otherwise shows its output and fails with `sentence`. */
function mustRun(sentence, program, args, cwd, env = {}) {
  const result = run(program, args, cwd, env);
  if (result.passed) return;
  if (result.output !== '') console.error(result.output);
  throw new CheckFailure(sentence);
}

/** The first of `programs` that answers `--version`, or a failure that says what to install. */
function findProgram(programs, advice) {
  const found = programs.find((program) => {
    const result = run(program, ['--version'], root);
    return result.started && result.passed;
  });
  if (found === undefined) throw new CheckFailure(`${programs.join(' or ')} is missing: ${advice}.`);
  return found;
}

/** A script of a package that `npm ci` installs, run by this Node, so that no shell is needed on any system. */
function findPackageScript(...path) {
  const script = join(root, 'node_modules', ...path);
  if (!existsSync(script)) throw new CheckFailure(`${path[0]} is missing: run npm ci in ${root}.`);
  return script;
}

/** All files below a folder whose name matches, sorted, so that every run reports in the same order. */
function filesBelow(folder, pattern) {
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return filesBelow(path, pattern);
      return pattern.test(entry.name) ? [path] : [];
    });
}

const shown = (path) => relative(root, path);

/** Compiles the C units of a sample, whose headers are in `folders` below `src`, and runs the unit test that each of them has. */
function checkFirmware(sample, folders, compiler, temp) {
  const units = filesBelow(join(sample, 'src'), /\.c$/);
  const includes = folders.map((folder) => `-I${join(sample, 'src', folder)}`);
  for (const unit of units) {
    const object = join(temp, `${basename(unit, '.c')}.o`);
    mustRun(`${shown(unit)} does not compile.`, compiler, [...C_FLAGS, ...includes, '-c', unit, '-o', object], sample);
  }
  console.log(`compiled  ${units.length} C units of ${basename(sample)}`);

  const tests = filesBelow(join(sample, 'tests', 'unit'), /^test_.*\.c$/);
  const tested = new Set(tests.map((test) => basename(test, '.c').slice('test_'.length)));
  for (const unit of units) {
    if (!tested.has(basename(unit, '.c'))) throw new CheckFailure(`${shown(unit)} has no unit test in tests/unit.`);
  }
  for (const test of tests) {
    const name = basename(test, '.c');
    const unit = units.find((path) => basename(path) === `${name.slice('test_'.length)}.c`);
    if (unit === undefined) throw new CheckFailure(`${shown(test)} tests a unit that does not exist.`);
    const program = join(temp, windows ? `${name}.exe` : name);
    const sources = [...includes, `-I${dirname(test)}`, test, unit];
    mustRun(`${shown(test)} does not compile.`, compiler, [...C_FLAGS, ...sources, '-o', program], sample);
    mustRun(`${shown(test)} fails.`, program, [], temp);
  }
  console.log(`passed    ${tests.length} C unit tests of ${basename(sample)}`);
}

async function loadEsbuild() {
  try {
    return await import('esbuild');
  } catch {
    throw new CheckFailure(`esbuild is missing: run npm ci in ${root}.`);
  }
}

function checkUserInterface(tsc, esbuild, temp) {
  const ui = join(demo, 'ui');
  mustRun(`${shown(ui)} has type errors.`, process.execPath, [tsc, '--project', ui], ui);
  console.log('checked   types of the user interface');

  const tests = filesBelow(join(ui, 'test'), /\.test\.ts$/);
  for (const test of tests) {
    const bundle = join(temp, `${basename(test, '.ts')}.mjs`);
    try {
      esbuild.buildSync({ entryPoints: [test], bundle: true, format: 'esm', platform: 'node', outfile: bundle });
    } catch {
      throw new CheckFailure(`${shown(test)} cannot be bundled.`);
    }
    mustRun(`${shown(test)} fails.`, process.execPath, [bundle], temp);
  }
  console.log(`passed    ${tests.length} UI unit tests`);
}

function checkGateway(python, temp) {
  const gateway = join(demo, 'gateway');
  // Byte code goes to the temporary folder: the sample stays as it is in the repository.
  const env = { PYTHONPYCACHEPREFIX: join(temp, 'python'), PYTHONUTF8: '1' };
  const files = filesBelow(gateway, /\.py$/);
  mustRun('The gateway of the sample does not compile.', python, ['-m', 'py_compile', ...files], gateway, env);
  console.log(`compiled  ${files.length} Python files`);
  const args = ['-m', 'unittest', 'discover', '-s', 'tests'];
  mustRun('The unit tests of the gateway fail.', python, args, gateway, env);
  console.log('passed    gateway unit tests');
}

const temp = mkdtempSync(join(tmpdir(), 'lifetrace-samples-'));
try {
  const compiler = findProgram(['gcc', 'cc'], 'install a C compiler, for example the Debian package gcc');
  const python = findProgram(windows ? ['python', 'python3'] : ['python3'], 'install Python 3.11 or later');
  const tsc = findPackageScript('typescript', 'bin', 'tsc');
  const esbuild = await loadEsbuild();
  checkFirmware(demo, ['pump', 'safety', 'alarm'], compiler, temp);
  checkFirmware(clean, ['.'], compiler, temp);
  checkUserInterface(tsc, esbuild, temp);
  checkGateway(python, temp);
  console.log('The sample projects compile and their unit tests pass.');
} catch (error) {
  if (!(error instanceof CheckFailure)) throw error;
  console.error(error.message);
  process.exitCode = 1;
} finally {
  rmSync(temp, { recursive: true, force: true });
}
