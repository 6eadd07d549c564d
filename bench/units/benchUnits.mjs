// @ts-check
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { installOracles } from '../../scripts/lib/npmPackages.mjs';
import { Stop } from '../../scripts/lib/stop.mjs';
import { grouped, isTruth, sameEnds, score } from './compare.mjs';
import { ctagsOpinion, findCtags } from './ctagsOpinion.mjs';
import { filesByLanguage, spread } from './files.mjs';
import { languages } from './languages.mjs';
import { readOptions } from './options.mjs';
import { ourOpinion } from './ourOpinion.mjs';
import { bundleReaders } from './productBundle.mjs';
import { printResult } from './report.mjs';
import { treeSitterOpinion } from './treeSitterOpinion.mjs';

/** Below this share of recall or precision P4 is not met at all. */
const GATE = 0.98;

/**
 * What was measured in one language.
 * @typedef {object} Result
 * @property {string} language
 * @property {string} compared
 * @property {number} files
 * @property {number} bytes
 * @property {number} truth functions that at least two of the three tools name
 * @property {Record<import('./compare.mjs').Tool, {recall: number, precision: number, cpuSeconds: number}>} tools against the majority
 * @property {number} startSeconds part of our CPU time in which Node started
 * @property {{recall: number, precision: number}} againstTreeSitter ours, with tree-sitter alone for the truth
 * @property {{ours: number, ctags: number}} ends share of functions whose last line is that of tree-sitter
 * @property {number} broken files in which tree-sitter met errors
 * @property {{recall: number, precision: number}} unbroken ours against the majority in the other files
 * @property {readonly Disagreement[]} disagreements
 */

/** @typedef {{file: string, line: number, name: string, namedBy: readonly string[]}} Disagreement */

/**
 * Compares the functions that we find with those that Universal Ctags and tree-sitter find, and prints the result.
 * @param {readonly string[]} args
 */
export async function benchUnits(args) {
  const options = readOptions(args);
  const ctags = findCtags();
  await installOracles();
  const folder = mkdtempSync(path.join(tmpdir(), 'lifetrace-bench-'));
  /** @type {Result[]} */
  let results;
  try {
    results = await measureAll(options, { readers: await bundleReaders(folder), ctags, folder });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  if (results.length === 0)
    throw new Stop(`No file of ${options.languages.join(', ')} in ${options.folders.join(', ')}.`);
  if (options.json !== undefined) writeFileSync(options.json, `${JSON.stringify(results, null, 2)}\n`);
  if (options.require && results.some((result) => !passes(result))) {
    throw new Stop(`Recall or precision is below ${GATE * 100} %.`);
  }
}

/**
 * Recall counts in all files. Precision counts where there is a majority to ask: when the parser of tree-sitter gives up, and ctags
 * is blind, we would be alone with what is there.
 * @param {Result} result
 */
function passes({ tools: { ours }, unbroken }) {
  return ours.recall >= GATE && Math.max(ours.precision, unbroken.precision) >= GATE;
}

/**
 * What is needed to ask the tools: the bundled readers, ctags, and a folder for files that pass between processes.
 * @typedef {{readers: string, ctags: string, folder: string}} Means
 */

/**
 * @param {import('./options.mjs').Options} options
 * @param {Means} means
 * @returns {Promise<Result[]>}
 */
async function measureAll(options, means) {
  const { languageIn, languageOf } = await import(pathToFileURL(means.readers).href);
  const files = filesByLanguage(options.folders, (file) =>
    languageOf(file) === undefined ? undefined : languageIn(file, readFileSync(file, 'utf8')),
  );
  /** @type {Result[]} */
  const results = [];
  for (const language of options.languages) {
    const some = spread(files.get(language) ?? [], options.files);
    if (some.length === 0) continue;
    const result = await measure(language, some, options.rounds, means);
    printResult(result, options.list);
    results.push(result);
  }
  return results;
}

/**
 * @param {string} id of the language
 * @param {readonly import('./files.mjs').SourceFile[]} files
 * @param {number} rounds
 * @param {Means} means
 * @returns {Promise<Result>}
 */
async function measure(id, files, rounds, means) {
  const language = /** @type {import('./languages.mjs').Language} */ (languages[id]);
  const paths = files.map((file) => file.path);
  const ours = await ourOpinion(means, id, paths);
  const ctags = ctagsOpinion(means, language, paths);
  const times = { ours: [ours.cpuSeconds], ctags: [ctags.cpuSeconds] };
  for (let round = 1; round < rounds; round++) {
    times.ours.push((await ourOpinion(means, id, paths)).cpuSeconds);
    times.ctags.push(ctagsOpinion(means, language, paths).cpuSeconds);
  }
  const treeSitter = await treeSitterOpinion(language, paths);
  const perFile = paths.map((_, index) =>
    grouped(
      { ours: ours.found[index] ?? [], ctags: ctags.found[index] ?? [], treeSitter: treeSitter.found[index] ?? [] },
      treeSitter.leftOut[index] ?? [],
      language.normalize,
    ),
  );
  const groups = perFile.flat();
  const cpu = { ours: median(times.ours), ctags: median(times.ctags), treeSitter: treeSitter.cpuSeconds };
  const scored = (/** @type {import('./compare.mjs').Tool} */ tool) => ({
    ...score(groups, isTruth, tool),
    cpuSeconds: cpu[tool],
  });
  return {
    language: id,
    compared: language.compared,
    files: files.length,
    bytes: files.reduce((sum, { size }) => sum + size, 0),
    truth: groups.filter(isTruth).length,
    tools: { ours: scored('ours'), ctags: scored('ctags'), treeSitter: scored('treeSitter') },
    startSeconds: ours.startSeconds,
    againstTreeSitter: score(groups, ({ by }) => by.treeSitter !== undefined, 'ours'),
    ends: { ours: sameEnds(groups, 'ours', 'treeSitter'), ctags: sameEnds(groups, 'ctags', 'treeSitter') },
    broken: treeSitter.broken.filter(Boolean).length,
    unbroken: score(perFile.filter((_, index) => !treeSitter.broken[index]).flat(), isTruth, 'ours'),
    disagreements: perFile.flatMap((each, index) => disagreements(paths[index] ?? '', each)),
  };
}

/** @param {readonly number[]} values */
function median(values) {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}

/**
 * @param {string} file
 * @param {readonly import('./compare.mjs').Group[]} groups
 * @returns {Disagreement[]} functions that we miss or that we alone name, and those that only one other tool names
 */
function disagreements(file, groups) {
  return groups
    .filter((group) => isTruth(group) !== (group.by.ours !== undefined) || !isTruth(group))
    .map(({ name, line, by }) => ({ file, line, name, namedBy: Object.keys(by) }));
}
