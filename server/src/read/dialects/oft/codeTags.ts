import type { ReadProblem, SpannedText, TagFact } from '../../../model/facts.ts';
import type { DialectFacts } from '../dialectFacts.ts';
import {
  BLANK,
  ID_PATTERN,
  mayHoldOftId,
  NAME_PATTERN,
  oftKeyOf,
  parseOftId,
  revisionOf,
  TYPE_PATTERN,
} from './oftId.ts';
import { revisionProblem } from './revisionProblem.ts';

/**
 * `[impl~name~2 -> dsn~covered~1 >> utest, itest]`; groups: what stands in front of the covered ID, and of that type, name and
 * revision; the covered ID; what stands in front of the needed types; these. Where they stand is counted: to be told by the engine
 * takes longer than to find them.
 */
const TAG = new RegExp(
  `(\\[${BLANK}*(${TYPE_PATTERN})(?:~(${NAME_PATTERN})?~(\\d+))?${BLANK}*->${BLANK}*)(${ID_PATTERN})` +
    `(?:(${BLANK}*>>${BLANK}*)(${TYPE_PATTERN}(?:${BLANK}*,${BLANK}*${TYPE_PATTERN})*))?${BLANK}*\\]`,
  'gu',
);

const ALL_TYPES = new RegExp(TYPE_PATTERN, 'g');

/** The types in a list of them that starts at an offset. */
function typesIn(list: string, offset: number): SpannedText[] {
  return [...list.matchAll(ALL_TYPES)].map(({ 0: text, index }) => ({
    text,
    span: { start: offset + index, end: offset + index + text.length },
  }));
}

/**
 * Reads the coverage tags of a text. As in OpenFastTrace a tag counts wherever it stands, in comments, strings and
 * code, several on one line; it may not span lines. Short tags (`[[name:1]]`) mean nothing without a path
 * configuration and are not read.
 */
export function readCodeTags(text: string): DialectFacts {
  const tags: TagFact[] = [];
  const problems: ReadProblem[] = [];
  if (!mayHoldOftId(text)) return { items: [], tags, problems };
  for (const match of text.matchAll(TAG)) {
    const [whole, front = '', type = '', name, digits = '0', target = '', arrows = '', types] = match;
    const tagSpan = { start: match.index, end: match.index + whole.length };
    const start = match.index + front.length;
    const span = { start, end: start + target.length };
    const covered = parseOftId(target);
    const revision = revisionOf(digits);
    if (!covered || revision === undefined) {
      problems.push(revisionProblem(covered ? tagSpan : span));
      continue;
    }
    const needs = types === undefined ? [] : typesIn(types, span.end + arrows.length);
    tags.push({
      dialect: 'oft',
      keyword: 'covers',
      target,
      targetKey: oftKeyOf(covered),
      revision: covered.revision,
      span,
      tagSpan,
      unit: -1,
      covering: { type, ...(name === undefined ? {} : { name }), revision, needs },
    });
  }
  return { items: [], tags, problems };
}
