// @ts-check
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const modules = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', 'node_modules');

/** The script that starts code-server. */
export const codeServerEntry = path.join(modules, 'code-server', 'out', 'node', 'entry.js');

/** The VS Code inside code-server. */
export const vscodeFolder = path.join(modules, 'code-server', 'lib', 'vscode');

const neededMajor = 24;

/**
 * The Node that code-server runs on: from npm where there is a package for the platform, else the present one if it fits.
 * @returns {string} absolute path of the executable
 */
export function codeServerNode() {
  const fromNpm = path.join(modules, `node-${process.platform}-${process.arch}`, 'bin', 'node');
  if (existsSync(fromNpm)) return fromNpm;
  if (process.versions.node.startsWith(`${neededMajor}.`)) return process.execPath;
  throw new Error(
    `VS Code for the browser needs Node ${neededMajor} on ${process.platform}-${process.arch}; this is Node ${process.versions.node}. Run the same command with Node ${neededMajor}.`,
  );
}
