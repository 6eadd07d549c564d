// @ts-check
/** @typedef {'ours' | 'ctags' | 'treeSitter'} Tool */

/**
 * A function with a body, as one tool sees it.
 * @typedef {object} Found
 * @property {string} name without qualification, white space, quotes
 * @property {number} line of the name, from 1
 * @property {number} [end] last line of the body, from 1
 */

/**
 * One function, with the tools that name it.
 * @typedef {object} Group
 * @property {string} name
 * @property {number} line
 * @property {Partial<Record<Tool, Found>>} by
 */

/** @type {readonly Tool[]} */
export const tools = ['ours', 'ctags', 'treeSitter'];

/** Lines by which the tools may differ about where the name stands, after all exact matches are made. */
const NEAR = 2;

/**
 * Brings together what the tools say about one file.
 * @param {Record<Tool, readonly Found[]>} found
 * @param {readonly Found[]} leftOut what tree-sitter knows but what is not compared: such votes of ctags are dropped
 * @param {(name: string) => string} [normalize] an empty name is dropped
 * @returns {readonly Group[]} ordered by line and name
 */
export function grouped(found, leftOut, normalize = (name) => name) {
  const simple = (/** @type {Found} */ { name, ...rest }) => ({ ...rest, name: normalize(name).replace(/\s+/g, '') });
  const key = (/** @type {Found} */ { name, line }) => `${line} ${name}`;
  const known = new Set(found.treeSitter.map(simple).map(key));
  const dropped = new Set(
    leftOut
      .map(simple)
      .map(key)
      .filter((each) => !known.has(each)),
  );
  /** @type {Map<string, Group[]>} */
  const groups = new Map();
  for (const tool of tools) {
    for (const each of found[tool].map(simple)) {
      if (each.name === '' || (tool === 'ctags' && dropped.has(key(each)))) continue;
      const same = groups.get(key(each)) ?? [];
      const free = same.find(({ by }) => !by[tool]);
      if (free) free.by[tool] = each;
      else same.push({ name: each.name, line: each.line, by: { [tool]: each } });
      groups.set(key(each), same);
    }
  }
  return joinedWhereNear([...groups.values()].flat());
}

/**
 * Joins groups of the same name on lines close by that share no tool.
 * @param {readonly Group[]} groups
 */
function joinedWhereNear(groups) {
  const order = [...groups].sort((a, b) => (a.name === b.name ? a.line - b.line : a.name < b.name ? -1 : 1));
  /** @type {Group[]} */
  const joined = [];
  for (const group of order) {
    const before = joined.at(-1);
    const isNear = before?.name === group.name && group.line - before.line <= NEAR;
    if (before && isNear && !tools.some((tool) => before.by[tool] && group.by[tool]))
      Object.assign(before.by, group.by);
    else joined.push({ ...group, by: { ...group.by } });
  }
  return joined.sort((a, b) => a.line - b.line || (a.name < b.name ? -1 : 1));
}

/** @param {Group} group */
export function votes({ by }) {
  return Object.keys(by).length;
}

/** True for a function that at least two of the three tools name. @param {Group} group */
export function isTruth(group) {
  return votes(group) >= 2;
}

/**
 * @param {readonly Group[]} groups
 * @param {(group: Group) => boolean} truth
 * @param {Tool} tool
 * @returns {{recall: number, precision: number}} NaN where there is nothing to divide by
 */
export function score(groups, truth, tool) {
  const named = groups.filter(({ by }) => by[tool]);
  const hits = named.filter(truth).length;
  return { recall: hits / groups.filter(truth).length, precision: hits / named.length };
}

/**
 * Share of the functions that both tools name whose last lines are the same.
 * @param {readonly Group[]} groups
 * @param {Tool} one
 * @param {Tool} other
 */
export function sameEnds(groups, one, other) {
  const both = groups.filter(({ by }) => by[one]?.end !== undefined && by[other]?.end !== undefined);
  return both.filter(({ by }) => by[one]?.end === by[other]?.end).length / both.length;
}
