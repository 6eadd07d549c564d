// @ts-check
import { readFileSync } from 'node:fs';
import path from 'node:path';

/** Copied as they are, or part of the bundle that another package brings, so the build does not note them. */
const FURTHER_PACKAGES = ['@vscode/codicons', '@dagrejs/graphlib'];

/**
 * @typedef {object} BundledPackage
 * @property {string} folder from the root of the repository
 * @property {string} name
 * @property {string} version
 * @property {string} license as its manifest says it, an SPDX expression
 */

/**
 * @returns {BundledPackage[]} the npm packages whose code is in ours, as the build has noted them, by name and version
 */
export function bundledPackages() {
  const noted = JSON.parse(readFileSync('out/bundled-packages.json', 'utf8'));
  const folders = [...noted, ...FURTHER_PACKAGES.map((name) => path.join('node_modules', name))];
  return folders.map(packageIn).sort((a, b) => (nameAndVersion(a) < nameAndVersion(b) ? -1 : 1));
}

/**
 * @param {string} folder
 * @returns {BundledPackage}
 */
function packageIn(folder) {
  const { name, version, license } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
  return { folder, name, version, license };
}

/**
 * @param {{name: string, version: string}} of
 * @returns {string} as in `yaml@2.9.1`
 */
export function nameAndVersion({ name, version }) {
  return `${name}@${version}`;
}
