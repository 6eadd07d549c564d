// @ts-check
// Completes the install of code-server after `npm ci --ignore-scripts`. Its own install script refuses every Node but one and
// compiles modules that nothing here needs, so this does the same with less.
// Usage: node setup.mjs [--compile-if-possible]
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { codeServerNode, vscodeFolder } from './harness/installation.mjs';

/** Without spdlog output channels stay empty; the watchdog ends extension hosts whose server died. */
const nativeModules = [
  { name: '@vscode/spdlog', binary: '@vscode/spdlog/build/Release/spdlog.node' },
  { name: '@vscode/native-watchdog', binary: '@vscode/native-watchdog/build/Release/watchdog.node' },
];
const compileOptional = process.argv.includes('--compile-if-possible');
const stamp = path.join(vscodeFolder, 'node_modules', '.lifetrace-setup');

try {
  setUp();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

function setUp() {
  if (!existsSync(vscodeFolder)) throw new Error('code-server is not installed; run: npm ci --ignore-scripts');
  const node = codeServerNode();
  const version = JSON.parse(readFileSync(path.join(vscodeFolder, 'package.json'), 'utf8')).version;
  if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== version) {
    say('Installing the packages of VS Code …');
    // The tarball of code-server pins these packages in a shrinkwrap file, which npm accepts without peer dependencies only.
    npm(node, vscodeFolder, ['ci', '--ignore-scripts', '--omit=dev', '--legacy-peer-deps', '--loglevel=error']);
    npm(node, path.join(vscodeFolder, 'extensions'), ['ci', '--ignore-scripts', '--omit=dev', '--loglevel=error']);
    writeFileSync(stamp, version);
  }
  compile(node);
}

/** @param {string} node */
function compile(node) {
  const missing = nativeModules.filter(({ binary }) => !existsSync(path.join(vscodeFolder, 'node_modules', binary)));
  if (missing.length === 0) return;
  if (compileOptional && !hasCompiler()) {
    say(
      'There is no C++ compiler or no Python 3, so the output panel of this VS Code will stay empty. All else works.',
    );
    return;
  }
  say('Compiling two native modules of VS Code (half a minute) …');
  npm(node, vscodeFolder, ['rebuild', ...missing.map(({ name }) => name), '--loglevel=error']);
  const still = missing.filter(({ binary }) => !existsSync(path.join(vscodeFolder, 'node_modules', binary)));
  if (still.length > 0) throw new Error(`These modules were not built: ${still.map(({ name }) => name).join(', ')}`);
}

/** @returns {boolean} */
function hasCompiler() {
  return ['c++', 'make', 'python3'].every(
    (program) => spawnSync(program, ['--version'], { stdio: 'ignore' }).status === 0,
  );
}

/**
 * Runs npm on the Node that will run the server, so that native modules fit it.
 * @param {string} node
 * @param {string} cwd
 * @param {readonly string[]} args
 */
function npm(node, cwd, args) {
  const cli = process.env.npm_execpath;
  const [program, first] = cli && /npm-cli\.c?js$/.test(cli) ? [node, [cli]] : ['npm', []];
  const { status } = spawnSync(program, [...first, ...args], {
    cwd,
    env: environment(node),
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  if (status !== 0)
    throw new Error(`npm ${args.slice(0, 2).join(' ')} failed for VS Code (exit code ${status ?? 'none'}).`);
}

/** @param {string} node */
function environment(node) {
  const folder = path.dirname(node);
  const env = { ...process.env, PATH: `${folder}${path.delimiter}${process.env.PATH ?? ''}` };
  const settings = { npm_config_audit: 'false', npm_config_fund: 'false', npm_config_update_notifier: 'false' };
  const headers = path.dirname(folder);
  // The headers come with the Node package; without them node-gyp would download them.
  return existsSync(path.join(headers, 'include', 'node'))
    ? { ...env, ...settings, npm_config_nodedir: headers }
    : { ...env, ...settings };
}

/** @param {string} text */
function say(text) {
  console.log(`  ${text}`);
}
