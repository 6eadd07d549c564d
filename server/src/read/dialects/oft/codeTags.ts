import type { ReadProblem, SpannedText, TagFact } from '../../../model/facts.ts';
import type { Span } from '../../../model/span.ts';
import type { DialectFacts } from '../dialect.ts';
import { BLANK, ID_PATTERN, mayHoldOftId, NAME_PATTERN, oftKeyOf, parseOftId, TYPE_PATTERN } from './oftId.ts';
import { revisionProblem } from './revisionProblem.ts';

/** `[impl~name~2 -> dsn~covered~1 >> utest, itest]`; groups: type, name, revision, covered ID, needed types. */
const TAG = new RegExp(
  `\\[${BLANK}*(${TYPE_PATTERN})(?:~(${NAME_PATTERN})?~(\\d+))?${BLANK}*->${BLANK}*(${ID_PATTERN})${BLANK}*` +
    `(?:>>${BLANK}*(${TYPE_PATTERN}(?:${BLANK}*,${BLANK}*${TYPE_PATTERN})*)${BLANK}*)?\\]`,
  'dgu',
);

const ALL_TYPES = new RegExp(TYPE_PATTERN, 'g');

function spanOf(indices: RegExpIndicesArray, group: number): Span | undefined {
  const pair = indices[group];
  return pair && { start: pair[0], end: pair[1] };
}

function typesIn(text: string, span: Span): SpannedText[] {
  return [...text.slice(span.start, span.end).matchAll(ALL_TYPES)].map((match) => ({
    text: match[0],
    span: { start: span.start + match.index, end: span.start + match.index + match[0].length },
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
    const { indices } = match;
    const tagSpan = indices && spanOf(indices, 0);
    const span = indices && spanOf(indices, 4);
    if (!indices || !tagSpan || !span) continue;
    const [, type = '', name, digits = '0', target = ''] = match;
    const covered = parseOftId(target);
    const revision = parseOftId(`${type}~x~${digits}`)?.revision;
    if (!covered || revision === undefined) {
      problems.push(revisionProblem(covered ? tagSpan : span));
      continue;
    }
    const needs = spanOf(indices, 5);
    tags.push({
      dialect: 'oft',
      keyword: 'covers',
      target,
      targetKey: oftKeyOf(covered),
      revision: covered.revision,
      span,
      tagSpan,
      unit: -1,
      covering: { type, ...(name === undefined ? {} : { name }), revision, needs: needs ? typesIn(text, needs) : [] },
    });
  }
  return { items: [], tags, problems };
}
