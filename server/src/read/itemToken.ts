import type { IdScheme, ResolvedId } from '../config/idScheme.ts';
import type { SpannedText } from '../model/facts.ts';
import { parseId } from '../model/itemId.ts';

/** An ID at the start of a heading or a cell, and where the words behind it begin. */
export interface LeadingId extends SpannedText {
  readonly resolved: ResolvedId;
  /** Offset in the given text of the first character behind the ID and its punctuation. */
  readonly rest: number;
}

// One class repeated takes a line of any length, where the engine counts the turns of a group on its stack.
const LEADING =
  /^\s*[[(`*]*(?:__[[(`*]*)*([\p{L}\p{N}][\p{L}\p{N}_.-]*)[\])`*]*(?:__[\])`*]*)*\s*(?:[:\u2013\u2014-]+(?=\s|$))?\s*/u;

/** What stands between the letters of an ID in front and its number, as {@link leadingId} demands it. */
const SEPARATED_NUMBER = /[A-Za-z][-_]\d/;

/** The same as {@link LEADING}, at the start of any line and behind the hashes of a heading, up to {@link SEPARATED_NUMBER}. */
const LEADING_IN_LINE =
  /^[\t\v\f \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\ufeff#_[(`*]*(?:[\p{L}\p{N}][\p{L}\p{N}_.-]*?)?[A-Za-z][-_]\d/mu;

/**
 * False for a text in which no line, with or without the hashes of a heading, starts with an ID as {@link leadingId} finds them, those by patterns
 * of the project left out.
 */
export function mayLeadLine(text: string): boolean {
  return LEADING_IN_LINE.test(text);
}

/**
 * The ID that `text` starts with, bare or in brackets, backticks or bold. A separator between letters and number is
 * demanded here, unlike in references: a heading `Test 3` or `SW5` is prose. `offset` is where `text` starts.
 */
export function leadingId(text: string, offset: number, ids: IdScheme): LeadingId | undefined {
  const match = LEADING.exec(text);
  const token = match?.[1] && withoutTail(match[1]);
  if (!match || token === undefined) return undefined;
  if (parseId(token) && !SEPARATED_NUMBER.test(token)) return undefined;
  const resolved = ids.resolve(token);
  if (!resolved) return undefined;
  const start = offset + match[0].indexOf(token);
  return { text: token, span: { start, end: start + token.length }, resolved, rest: match[0].length };
}

/** The token without dots and hyphens at its end. */
function withoutTail(token: string): string {
  let end = token.length;
  while (token.endsWith('.', end) || token.endsWith('-', end)) end--;
  return token.slice(0, end);
}
