import type { SpannedText } from '../../model/facts.ts';
import { isLinkKind } from '../../model/linkKind.ts';
import { fieldName, misspeltField, type RawField } from '../fields.ts';
import type { Line, TextLines } from '../textLines.ts';

/** A key with its colon, which may be emphasised. */
const KEY = /(?:\*\*|__|`)?([A-Za-z][\w. -]{0,40}?)(?:\*\*|__|`)?[ \t]*:(?:\*\*|__)?(?:[ \t]+|$)/;
const FIELD = new RegExp(`^ {0,3}[-*+][ \\t]+${KEY.source}`);
/** A field but for its bullet. */
export const BARE_FIELD = new RegExp(`^ {0,3}${KEY.source}`);
const NESTED_BULLET = /^[ \t]+[-*+][ \t]+(.*)$/;
const CONTINUATION = /^[ \t]{2,}\S/;

/** A field of an item, and the index of the line behind it. */
export interface FieldLines {
  readonly field: RawField;
  readonly next: number;
}

/**
 * The field `- key: value` that starts on a line, with its continuation lines or nested bullets. Unknown keys are none, but
 * for those that look like a misspelt field.
 */
export function fieldAt(lines: TextLines, index: number): FieldLines | undefined {
  const line = lines.at(index);
  const match = FIELD.exec(line.text);
  const key = match?.[1]?.trim() ?? '';
  if (!match) return undefined;
  // A misspelt field is kept as it is, so that somebody can say so; other words are prose.
  const misspelt =
    fieldName(key) === undefined && misspeltField(key, line.text.slice(match[0].length).trim()) !== undefined;
  const name = misspelt ? key : fieldName(key);
  if (name === undefined) return undefined;
  const keyStart = line.start + line.text.indexOf(key);
  const values = [valueAt(line, match[0].length)];
  let next = index + 1;
  for (; next < lines.count; next++) {
    const start = lines.startOf(next);
    if (lines.firstOf(next) === start) break;
    const more = lines.at(next);
    const bullet = NESTED_BULLET.exec(more.text);
    if (bullet) values.push(valueAt(more, more.text.length - (bullet[1] ?? '').length));
    else if (CONTINUATION.test(more.text)) values.push(valueAt(more, more.text.search(/\S/)));
    else break;
  }
  const filled = values.filter((value) => value.text !== '');
  const joined = isLinkKind(name) || name === 'paths' || filled.length < 2 ? filled : [joinValues(filled)];
  return { field: { key: name, keySpan: { start: keyStart, end: keyStart + key.length }, values: joined }, next };
}

function valueAt(line: Line, column: number): SpannedText {
  const raw = line.text.slice(column);
  const text = raw.trim();
  const start = line.start + column + (raw.length - raw.trimStart().length);
  return { text, span: { start, end: start + text.length } };
}

function joinValues(values: readonly SpannedText[]): SpannedText {
  return {
    text: values.map((value) => value.text).join(' '),
    span: { start: values[0]?.span.start ?? 0, end: values.at(-1)?.span.end ?? 0 },
  };
}
