// @ts-check
import path from 'node:path';

/** CPU seconds below which a ratio says nothing: the shell counts hundredths. */
const MEASURABLE = 0.1;

/**
 * @param {import('./benchUnits.mjs').Result} result
 * @param {number} list how many disagreements to show
 */
export function printResult(result, list) {
  const { language, files, bytes, truth, tools, againstTreeSitter, ends, broken, unbroken, compared } = result;
  console.log(
    `\n${language}: ${files} files, ${(bytes / 1e6).toFixed(1)} MB, ${truth} functions that two of three name`,
  );
  console.log(`  compared: ${compared}`);
  console.log('               recall   precision   CPU s    MB/s');
  for (const [label, tool] of /** @type {const} */ ([
    ['Lifetrace', tools.ours],
    ['ctags', tools.ctags],
    ['tree-sitter', tools.treeSitter],
  ])) {
    const speed = tool.cpuSeconds < MEASURABLE ? '–' : (bytes / 1e6 / tool.cpuSeconds).toFixed(1);
    console.log(
      `  ${label.padEnd(11)}${percent(tool.recall)}    ${percent(tool.precision)}${tool.cpuSeconds.toFixed(2).padStart(8)}${speed.padStart(8)}`,
    );
  }
  console.log(
    `  Lifetrace against tree-sitter alone:${percent(againstTreeSitter.recall)} of its functions found,${percent(againstTreeSitter.precision)} of ours are its`,
  );
  console.log(`  CPU of Lifetrace: ${cpuRatio(result)}`);
  console.log(`  last lines as tree-sitter:${percent(ends.ours)} of ours,${percent(ends.ctags)} of ctags`);
  console.log(
    `  tree-sitter met errors in ${broken} files; in the others Lifetrace has a recall of${percent(unbroken.recall)}, a precision of${percent(unbroken.precision)}`,
  );
  for (const line of disagreementLines(result.disagreements, list)) console.log(`  ${line}`);
}

/**
 * Ours first: what we miss, then what we alone name, then what only one other tool names.
 * @param {readonly import('./benchUnits.mjs').Disagreement[]} disagreements
 * @param {number} list
 */
function disagreementLines(disagreements, list) {
  const kind = (/** @type {readonly string[]} */ namedBy) =>
    !namedBy.includes('ours') && namedBy.length > 1
      ? 'missed'
      : namedBy.includes('ours')
        ? 'ours alone'
        : `${namedBy} alone`;
  const rank = ['missed', 'ours alone', 'treeSitter alone', 'ctags alone'];
  return disagreements
    .map(({ file, line, name, namedBy }) => ({
      kind: kind(namedBy),
      text: `${path.relative('', file)}:${line} ${name}`,
    }))
    .sort((a, b) => rank.indexOf(a.kind) - rank.indexOf(b.kind))
    .slice(0, list)
    .map((each) => `${each.kind.padEnd(17)} ${each.text}`);
}

/** @param {import('./benchUnits.mjs').Result} result */
function cpuRatio({ tools: { ours, ctags }, startSeconds }) {
  if (ctags.cpuSeconds < MEASURABLE) return `no ratio, since ctags took less than ${MEASURABLE} s`;
  const times = (/** @type {number} */ seconds) => `${(seconds / ctags.cpuSeconds).toFixed(2)}×`;
  const warm = `${times(ours.cpuSeconds - startSeconds)} without the start of Node (${startSeconds.toFixed(2)} s)`;
  return `${times(ours.cpuSeconds)} that of ctags, ${warm}`;
}

/** @param {number} share */
function percent(share) {
  return (Number.isNaN(share) ? '–' : `${(share * 100).toFixed(2)} %`).padStart(9);
}
