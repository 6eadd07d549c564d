// @ts-check
import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { Stop } from '../../scripts/lib/stop.mjs';

const LARGEST = 1024 * 1024;
const SKIPPED = new Set(['node_modules', '.git']);

/** @typedef {{path: string, size: number}} SourceFile */

/**
 * The files below the folders by language, in one order on every run; no larger ones than Lifetrace reads.
 * @param {readonly string[]} folders
 * @param {(path: string) => string | undefined} languageOf
 * @returns {Map<string, SourceFile[]>}
 */
export function filesByLanguage(folders, languageOf) {
  /** @type {Map<string, SourceFile[]>} */
  const found = new Map();
  for (const folder of folders) {
    if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) throw new Stop(`${folder} is no folder.`);
    walk(path.resolve(folder), (file) => {
      const language = languageOf(file);
      if (language === undefined) return;
      const { size } = statSync(file);
      if (size > LARGEST) return;
      const files = found.get(language) ?? [];
      files.push({ path: file, size });
      found.set(language, files);
    });
  }
  return found;
}

/**
 * @param {string} folder
 * @param {(file: string) => void} visit
 */
function walk(folder, visit) {
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    const place = path.join(folder, entry.name);
    if (entry.isDirectory() && !SKIPPED.has(entry.name)) walk(place, visit);
    else if (entry.isFile()) visit(place);
  }
}

/**
 * At most `count` of the files, evenly spread.
 * @param {readonly SourceFile[]} files
 * @param {number} count
 */
export function spread(files, count) {
  if (files.length <= count) return files;
  return Array.from(
    { length: count },
    (_, index) => files[Math.floor((index * files.length) / count)] ?? files[0],
  ).filter((file) => file !== undefined);
}
