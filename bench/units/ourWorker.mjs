// @ts-check
// Reads files and finds their units as the product does, in a process of its own so that its CPU time can be compared with
// that of a program. Usage: node ourWorker.mjs READERS LANGUAGE LIST OUTPUT
import { readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const [readers = '', language = '', list = '', output = ''] = process.argv.slice(2);
const FUNCTIONS = new Set(['function', 'method', 'constructor']);

const { commentsIn, unitsIn } = await import(pathToFileURL(readers).href);
const start = cpuSeconds();
const files = readFileSync(list, 'utf8').split('\n');
const units = [];
for (const file of files) {
  const text = readFileSync(file, 'utf8');
  units.push(unitsIn(text, language, commentsIn(text, language)));
}
// Before what only the comparison needs.
const total = cpuSeconds();
const found = files.map((file, index) => functionsIn(readFileSync(file, 'utf8'), units[index] ?? []));
writeFileSync(output, JSON.stringify({ cpuSeconds: total, startSeconds: start, found }));

/** CPU seconds since the process began. */
function cpuSeconds() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

/**
 * @param {string} text
 * @param {readonly {kind: string, name: string, nameSpan: {start: number}, span: {end: number}}[]} units
 */
function functionsIn(text, units) {
  const lineOf = lineFinder(text);
  return units
    .filter(({ kind }) => FUNCTIONS.has(kind))
    .map(({ name, nameSpan, span }) => ({
      name,
      line: lineOf(nameSpan.start),
      end: lineOf(span.end - 1),
    }));
}

/** @param {string} text */
function lineFinder(text) {
  /** @type {number[]} */
  const breaks = [];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) breaks.push(at);
  return (/** @type {number} */ offset) => {
    let low = 0;
    let high = breaks.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((breaks[middle] ?? offset) < offset) low = middle + 1;
      else high = middle;
    }
    return low + 1;
  };
}
