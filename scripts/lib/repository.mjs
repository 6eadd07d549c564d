// @ts-check
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** Absolute path of the repository. */
export const repository = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..');

/** Absolute path of the package that holds a real VS Code; it has a lockfile of its own. */
export const e2ePackage = path.join(repository, 'test', 'e2e');

/** Absolute path of the package that holds the parsers we are measured against; it has a lockfile of its own. */
export const benchPackage = path.join(repository, 'bench');

/** Absolute path of the demo project. */
export const demoProject = path.join(repository, 'samples', 'aria-sp1');

/** @returns {string} absolute path of the packaged extension that scripts/package.mjs writes */
export function packagedExtension() {
  const { name, version } = JSON.parse(readFileSync(path.join(repository, 'package.json'), 'utf8'));
  return path.join(repository, 'dist', `${name}-${version}.vsix`);
}
