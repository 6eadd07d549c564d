// @ts-check
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/**
 * @param {readonly import('./bundledPackages.mjs').BundledPackage[]} packages
 * @returns {string} who made what is in our package, and under which licenses, with their texts
 */
export function thirdPartyNotices(packages) {
  const intro = 'This extension contains code of the following packages.';
  return `${[intro, ...new Set(packages.map(noticeOf))].join('\n\n\n')}\n`;
}

/** @param {import('./bundledPackages.mjs').BundledPackage} of */
function noticeOf({ folder, name, version, license }) {
  const files = readdirSync(folder).filter((file) => /^(licen[cs]e|copying|notice)/i.test(file));
  const texts = files
    .sort()
    .map((file) => readFileSync(path.join(folder, file), 'utf8').replaceAll('\r\n', '\n').trim());
  if (texts.length === 0) texts.push(`The package brings no text of its license. Its manifest says: ${license}.`);
  const head = `${name} ${version} (${license})`;
  return [head, '-'.repeat(head.length), '', ...texts].join('\n');
}
