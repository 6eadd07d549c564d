// @ts-check
import { cpSync, existsSync, mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { startCodeServer } from '../../test/e2e/harness/codeServer.mjs';
import { buildProduct, packageProduct } from './build.mjs';
import { exitCodeOf, findOnPath, mustRun } from './commands.mjs';
import { installPackages, installVSCode } from './npmPackages.mjs';
import { readFlags } from './options.mjs';
import { progress } from './progress.mjs';
import { demoProject, packagedExtension, repository } from './repository.mjs';
import { Stop } from './stop.mjs';

const flags = {
  '--no-open': 'stop before VS Code is opened',
  '--code-server': 'open VS Code in the browser even if a desktop VS Code is there',
};

/**
 * Installs, builds, packages, prints the check of both samples and opens the demo project in VS Code.
 * @param {readonly string[]} args
 */
export async function startDemo(args) {
  const given = readFlags(args, flags);
  if (!existsSync(demoProject)) throw new Stop('The demo project samples/aria-sp1 is missing from this checkout.');
  await installPackages();
  await buildProduct();
  await packageProduct();
  await progress('Checking the demo project: lifetrace check samples/aria-sp1', () =>
    mustRun('The check of the demo project failed', process.execPath, [
      'dist/cli.cjs',
      'check',
      demoArgument(),
      '--fail-on',
      'never',
    ]),
  );
  await progress('Checking the sample without gaps: lifetrace check samples/clean-thermometer', () =>
    mustRun('The sample that is meant to have no finding has one', process.execPath, [
      'dist/cli.cjs',
      'check',
      'samples/clean-thermometer',
      '--fail-on',
      'warning',
    ]),
  );
  const code = given.has('--code-server') ? undefined : desktopCode();
  if (given.has('--no-open')) {
    console.log(`\nThe packaged extension is ${path.relative(repository, packagedExtension())}.`);
  } else if (code) {
    await openOnDesktop(code);
  } else {
    await openInBrowser();
  }
}

/** @returns {string} as a user would type it */
function demoArgument() {
  return path.relative(repository, demoProject).split(path.sep).join('/');
}

/** @returns {string | undefined} the desktop VS Code's command, where it can open a window */
function desktopCode() {
  const inTerminalOfVSCode = process.env.VSCODE_IPC_HOOK_CLI !== undefined;
  const display = process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY;
  const canOpen =
    process.platform !== 'linux' ||
    inTerminalOfVSCode ||
    display !== undefined ||
    existsSync('/proc/sys/fs/binfmt_misc/WSLInterop');
  return canOpen ? findOnPath('code') : undefined;
}

/**
 * The reader works on a copy, so that trying things out leaves the checkout clean.
 * @returns {string} the folder to open
 */
function copyDemo() {
  const folder = path.join(mkdtempSync(path.join(os.tmpdir(), 'lifetrace-demo-')), path.basename(demoProject));
  cpSync(demoProject, folder, { recursive: true });
  return folder;
}

/** @param {string} code the command of VS Code */
async function openOnDesktop(code) {
  const folder = copyDemo();
  const otherwise = 'Try: npm start -- --code-server';
  await progress('Installing the extension into your VS Code', () =>
    mustRun(`VS Code did not install the extension. ${otherwise}`, code, [
      '--install-extension',
      packagedExtension(),
      '--force',
    ]),
  );
  if ((await exitCodeOf(code, ['--new-window', folder])) !== 0) throw new Stop(`VS Code did not open. ${otherwise}`);
  console.log(`
VS Code opens a copy of the demo project: ${folder}
If it asks whether you trust the authors of the folder, answer yes to see everything.
Open src/pump/rate_controller.c, rest the mouse on SRS-001, and click the Lifetrace icon in the activity bar.`);
}

/** Serves VS Code on 127.0.0.1 until the reader ends it. */
async function openInBrowser() {
  if (process.platform === 'win32') {
    throw new Stop(
      `There is no "code" command on the PATH. Install VS Code, or install ${packagedExtension()} into it by hand.`,
    );
  }
  await installVSCode({ compile: 'if possible' });
  const server = await progress('Starting VS Code with the extension', () =>
    startCodeServer({ vsix: [packagedExtension()], settings: { 'files.autoSave': 'afterDelay' } }),
  );
  console.log(`
VS Code with a copy of the demo project:

    ${server.url(server.copyWorkspace(demoProject))}

Open the address in a browser on this machine, open src/pump/rate_controller.c, rest the mouse on SRS-001, and click the Lifetrace
icon in the activity bar. Everybody with an account on this machine can open the address too. Ctrl+C ends it.`);
  await new Promise((resolve) => {
    for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) process.once(signal, resolve);
    server.exited.then(resolve);
  });
  await server.stop();
  console.log('\nVS Code is stopped.');
}
