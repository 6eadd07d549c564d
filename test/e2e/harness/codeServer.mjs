// @ts-check
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, cpSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { freePort } from './freePort.mjs';
import { codeServerEntry, codeServerNode } from './installation.mjs';
import { quietSettings } from './quietSettings.mjs';

const startLimit = 60_000;

/**
 * A VS Code server on 127.0.0.1 that keeps everything it writes in a folder of its own.
 * @typedef {object} CodeServer
 * @property {number} pid of the server; the language server is among its descendants
 * @property {string} folder its own folder, removed by `stop`
 * @property {string} authority `127.0.0.1:port`
 * @property {(workspace?: string, payload?: readonly (readonly [string, string])[]) => string} url address of the workbench for a folder or
 *   a `.code-workspace` file; of an empty window without one
 * @property {(from: string) => string} copyWorkspace copies a project so that tests may edit it; returns the copy
 * @property {(name: string, files: Readonly<Record<string, string>>) => string} writeWorkspace writes texts into a new folder of that name, by
 *   paths with `/`; returns the folder
 * @property {() => string} log what the server printed so far
 * @property {Promise<unknown>} exited settles when the server ends
 * @property {() => Promise<void>} stop ends the server with all it started and removes its folder
 */

/**
 * @param {object} [options]
 * @param {readonly string[]} [options.vsix] packaged extensions to install first
 * @param {Readonly<Record<string, unknown>>} [options.settings] user settings on top of {@link quietSettings}
 * @param {boolean} [options.workspaceTrust] true: folders open in Restricted Mode, nobody is asked
 * @param {string} [options.language] of the window; VS Code's own texts stay English, extensions speak theirs
 * @param {readonly string[]} [options.args] more arguments for code-server
 * @returns {Promise<CodeServer>}
 */
export async function startCodeServer({ vsix = [], settings = {}, workspaceTrust = false, language, args = [] } = {}) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'lifetrace-vscode-'));
  const places = prepareFolders(folder, { ...quietSettings(workspaceTrust), ...settings });
  const env = environment(folder, places.home);
  const common = [
    '--user-data-dir',
    places.userData,
    '--extensions-dir',
    places.extensions,
    '--config',
    path.join(folder, 'config.yaml'),
  ];
  try {
    for (const file of vsix) await installExtension(file, common, env);
  } catch (error) {
    remove(folder);
    throw error;
  }
  if (language) writeLanguagePack(places.userData, language);
  const locale = language ? ['--locale', language] : [];
  const port = await freePort();
  const trust = workspaceTrust ? [] : ['--disable-workspace-trust'];
  const serve = ['--auth', 'none', '--bind-addr', `127.0.0.1:${port}`, '--disable-telemetry', '--disable-update-check'];
  const quiet = ['--disable-getting-started-override', '--disable-proxy'];
  const logFile = path.join(folder, 'server.log');
  const log = openSync(logFile, 'a');
  // A process group of its own, so that stop() reaches the extension hosts and language servers as well.
  const server = spawn(
    codeServerNode(),
    [codeServerEntry, ...common, ...serve, ...trust, ...quiet, ...locale, ...args],
    {
      env,
      stdio: ['ignore', log, log],
      detached: true,
    },
  );
  closeSync(log);
  const exited = once(server, 'exit');
  const stop = () => stopGroup(server, exited, folder);
  try {
    await answers(port, () => server.exitCode === null);
  } catch (error) {
    const lines = readFileSync(logFile, 'utf8').slice(-2000);
    await stop();
    throw new Error(`${error instanceof Error ? error.message : error}\n${lines}`);
  }
  const authority = `127.0.0.1:${port}`;
  return {
    pid: server.pid ?? -1,
    folder,
    authority,
    url: (workspace, payload) => workbenchAddress(authority, workspace, payload),
    copyWorkspace: (from) => copyInto(folder, from),
    writeWorkspace: (name, files) => writeInto(folder, name, files),
    log: () => readFileSync(logFile, 'utf8'),
    exited,
    stop,
  };
}

/**
 * @param {string} folder
 * @param {Readonly<Record<string, unknown>>} settings
 */
function prepareFolders(folder, settings) {
  const places = {
    userData: path.join(folder, 'data'),
    extensions: path.join(folder, 'extensions'),
    home: path.join(folder, 'home'),
  };
  for (const place of [path.join(places.userData, 'User'), places.extensions, places.home])
    mkdirSync(place, { recursive: true });
  writeFileSync(path.join(places.userData, 'User', 'settings.json'), JSON.stringify(settings, undefined, 2));
  return places;
}

/**
 * Writes down a language pack as VS Code notes one that is installed. It translates nothing of VS Code.
 * @param {string} userData
 * @param {string} language
 */
function writeLanguagePack(userData, language) {
  const vscode = path.join(userData, 'languagePack.json');
  writeFileSync(vscode, JSON.stringify({ contents: {} }));
  const extensions = [{ extensionIdentifier: { id: 'lifetrace-tests.language-pack' }, version: '1.0.0' }];
  const packs = { [language]: { hash: 'tests', label: language, extensions, translations: { vscode } } };
  writeFileSync(path.join(userData, 'languagepacks.json'), JSON.stringify(packs));
}

/**
 * @param {string} folder
 * @param {string} home
 * @returns {NodeJS.ProcessEnv}
 */
function environment(folder, home) {
  return {
    PATH: `${path.dirname(codeServerNode())}${path.delimiter}${process.env.PATH ?? ''}`,
    HOME: home,
    XDG_CONFIG_HOME: path.join(home, '.config'),
    XDG_DATA_HOME: path.join(home, '.local', 'share'),
    XDG_CACHE_HOME: path.join(home, '.cache'),
    TMPDIR: folder,
    LANG: 'C.UTF-8',
    SHELL: process.env.SHELL ?? '/bin/sh',
    // No marketplace: neither the server nor the page may ask anybody for extensions.
    EXTENSIONS_GALLERY: '{"serviceUrl":""}',
    CS_DISABLE_PROXY: '1',
  };
}

/**
 * @param {string} file
 * @param {readonly string[]} common
 * @param {NodeJS.ProcessEnv} env
 */
async function installExtension(file, common, env) {
  const args = [codeServerEntry, ...common, '--install-extension', file, '--force'];
  const child = spawn(codeServerNode(), args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (/** @type {Buffer} */ data) => {
      output += data;
    });
  }
  const [code] = await once(child, 'close');
  if (code !== 0 || !output.includes('successfully installed')) {
    throw new Error(`VS Code did not install ${path.basename(file)}: ${output.slice(-2000)}`);
  }
}

/**
 * Waits until the server answers.
 * @param {number} port
 * @param {() => boolean} alive
 */
async function answers(port, alive) {
  const end = Date.now() + startLimit;
  while (Date.now() < end) {
    if (!alive()) throw new Error('VS Code ended while it started.');
    const response = await fetch(`http://127.0.0.1:${port}/healthz`).catch(() => undefined);
    if (response?.ok) return;
    await delay(50);
  }
  throw new Error('VS Code did not start in time.');
}

/**
 * @param {string} authority
 * @param {string} [workspace]
 * @param {readonly (readonly [string, string])[]} [payload] options of the workbench for test runs
 */
function workbenchAddress(authority, workspace, payload) {
  const address = new URL(`http://${authority}/`);
  if (workspace === undefined) address.searchParams.set('ew', 'true');
  else address.searchParams.set(workspace.endsWith('.code-workspace') ? 'workspace' : 'folder', workspace);
  if (payload) address.searchParams.set('payload', JSON.stringify(payload));
  return address.href;
}

/**
 * @param {string} folder
 * @param {string} from
 */
function copyInto(folder, from) {
  const copy = newFolder(folder, path.basename(from));
  cpSync(from, copy, { recursive: true });
  return copy;
}

/**
 * @param {string} folder
 * @param {string} name
 * @param {Readonly<Record<string, string>>} files
 */
function writeInto(folder, name, files) {
  const workspace = newFolder(folder, name);
  for (const [file, text] of Object.entries(files)) {
    const place = path.join(workspace, file);
    mkdirSync(path.dirname(place), { recursive: true });
    writeFileSync(place, text);
  }
  return workspace;
}

/**
 * @param {string} folder
 * @param {string} name
 * @returns {string} a folder of that name that does not exist yet
 */
function newFolder(folder, name) {
  mkdirSync(path.join(folder, 'workspaces'), { recursive: true });
  return path.join(mkdtempSync(path.join(folder, 'workspaces', '_')), name);
}

/**
 * @param {import('node:child_process').ChildProcess} server
 * @param {Promise<unknown>} exited
 * @param {string} folder
 */
async function stopGroup(server, exited, folder) {
  signalGroup(server, 'SIGTERM');
  await Promise.race([exited, delay(5000, undefined, { ref: false })]);
  signalGroup(server, 'SIGKILL');
  remove(folder);
}

/**
 * @param {import('node:child_process').ChildProcess} server
 * @param {NodeJS.Signals} signal
 */
function signalGroup(server, signal) {
  if (server.pid === undefined) return;
  try {
    process.kill(-server.pid, signal);
  } catch {
    // The group has ended already.
  }
}

/** @param {string} folder */
function remove(folder) {
  rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
}
