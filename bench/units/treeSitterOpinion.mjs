// @ts-check
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { benchPackage } from '../../scripts/lib/repository.mjs';

/** @typedef {import('./compare.mjs').Found} Found */

/** The oracles have a package of their own. */
const require = createRequire(path.join(benchPackage, 'package.json'));

/**
 * @param {import('./languages.mjs').Language} language
 * @param {readonly string[]} files
 * @returns {Promise<{cpuSeconds: number, found: Found[][], leftOut: Found[][], broken: boolean[]}>} functions, and declarations
 *   that are not compared, in the order of the files; `broken` says in which of them the parser met errors
 */
export async function treeSitterOpinion(language, files) {
  /** @type {typeof import('web-tree-sitter')} */
  const { Language, Parser } = require('web-tree-sitter');
  await Parser.init();
  const before = process.cpuUsage();
  /** @type {Map<string, import('web-tree-sitter').Parser>} */
  const parsers = new Map();
  const opinion = {
    found: /** @type {Found[][]} */ ([]),
    leftOut: /** @type {Found[][]} */ ([]),
    broken: /** @type {boolean[]} */ ([]),
  };
  for (const file of files) {
    const grammar = language.grammar(file);
    let parser = parsers.get(grammar);
    if (!parser) {
      parser = new Parser();
      parser.setLanguage(await Language.load(path.join(benchPackage, 'node_modules', grammar)));
      parsers.set(grammar, parser);
    }
    const { readings, broken } = readingsOf(readFileSync(file, 'utf8'), parser, language);
    opinion.broken.push(broken);
    opinion.found.push(readings.filter(({ leftOut }) => !leftOut).map(({ found }) => found));
    opinion.leftOut.push(readings.filter(({ leftOut }) => leftOut).map(({ found }) => found));
  }
  const { user, system } = process.cpuUsage(before);
  return { cpuSeconds: (user + system) / 1e6, ...opinion };
}

/**
 * Reads a text, and what the grammar leaves unread in it.
 * @param {string} text
 * @param {import('web-tree-sitter').Parser} parser
 * @param {import('./languages.mjs').Language} language
 */
function readingsOf(text, parser, language) {
  /** @type {{leftOut: boolean, found: Found}[]} */
  const readings = [];
  let broken = false;
  /** @type {(import('web-tree-sitter').Range | undefined)[]} */
  const parts = [undefined];
  for (const part of parts) {
    const tree = parser.parse(text, null, part && { includedRanges: [part] });
    if (!tree) throw new Error('tree-sitter gave no tree');
    broken ||= part === undefined && tree.rootNode.hasError;
    for (const reading of readingsIn(tree.rootNode, language)) readings.push(reading);
    for (const { firstChild, lastChild } of language.unread?.(tree.rootNode) ?? []) {
      if (!firstChild || !lastChild) continue;
      parts.push({
        startIndex: firstChild.endIndex,
        startPosition: firstChild.endPosition,
        endIndex: lastChild.startIndex,
        endPosition: lastChild.startPosition,
      });
    }
    tree.delete();
  }
  return { readings, broken };
}

/**
 * @param {import('web-tree-sitter').Node} root
 * @param {import('./languages.mjs').Language} language
 */
function readingsIn(root, language) {
  return root.descendantsOfType([...language.types]).flatMap((node) => {
    const reading = node && language.read(node);
    if (!node || !reading) return [];
    const { name, as = name.text, body = node, leftOut = false } = reading;
    const end = body.endPosition;
    const found = {
      name: as,
      line: name.startPosition.row + 1,
      end: end.column === 0 ? end.row : end.row + 1,
    };
    return [{ leftOut, found }];
  });
}
