// @ts-check
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { mustRun } from '../../scripts/lib/commands.mjs';

const worker = path.join(path.dirname(fileURLToPath(import.meta.url)), 'ourWorker.mjs');

/**
 * @param {{readers: string, folder: string}} place of the bundled readers, and of files for a moment
 * @param {string} language
 * @param {readonly string[]} files
 * @returns {Promise<{cpuSeconds: number, startSeconds: number, found: import('./compare.mjs').Found[][]}>} functions in the
 *   order of the files; `startSeconds` is the part of the CPU time in which Node started
 */
export async function ourOpinion({ readers, folder }, language, files) {
  const list = path.join(folder, 'files.txt');
  const output = path.join(folder, 'ours.json');
  writeFileSync(list, files.join('\n'));
  const args = ['--max-old-space-size=8192', worker, readers, language, list, output];
  await mustRun(`Finding the units of ${language} failed`, process.execPath, args);
  return JSON.parse(readFileSync(output, 'utf8'));
}
