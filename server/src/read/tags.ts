import type { ReadingConfig } from '../config/readingConfig.ts';
import {
  type ReadProblem,
  type SuppressionFact,
  TAG_KEYWORDS,
  type TagFact,
  type TagKeyword,
  type UnitFact,
} from '../model/facts.ts';
import { itemKeyOf } from '../model/itemId.ts';
import type { Span } from '../model/span.ts';
import type { Comment } from './comments.ts';

/** What the comments of a code file say in our own notation. */
export interface CommentTags {
  readonly tags: readonly TagFact[];
  readonly suppressions: readonly SuppressionFact[];
  readonly problems: readonly ReadProblem[];
}

/** Texts without one of these have no tag: one pass instead of lexing. */
const HINT = /[@\\](?:implements|verifies|satisfies|mitigates|risk|unit|class|anomaly)\b|lifetrace-ignore/;

const TAG = new RegExp(`(?<=^|[\\s*/#!;(-])[@\\\\](${TAG_KEYWORDS.join('|')})\\b:?[ \\t]+`, 'g');

const TOKEN = /[\p{L}\p{N}][\p{L}\p{N}_.-]*/uy;

/** Between two IDs of a list: a comma, and perhaps the start of the comment's next line. */
const SEPARATOR = /[ \t]*,[ \t]*(?:\r?\n[ \t]*(?:\*(?!\/)|\/\/[/!]?|#)?[ \t]*)?/y;

const IGNORE = /lifetrace-ignore[ \t]+(LT\d+(?:[ \t]*,[ \t]*LT\d+)*)[ \t]*(?::([^\r\n]*))?/g;

/** Names that look like IDs everywhere and never are. */
const WELL_KNOWN =
  /^(?:UTF|UCS|SHA|MD|AES|RSA|CRC|ISO|IEC|EN|DIN|IEEE|ANSI|RFC|CVE|CWE|CP|MISRA|ASTM|FDA|AAMI|TIR)[-_]?\d/i;

/**
 * Reads tags and suppressions out of comments. Behind a keyword stand IDs, separated by commas; the first thing that is
 * no ID ends the list, and the rest is free text. What looks like an ID and is none is reported in a declared project.
 */
export function tagsIn(
  text: string,
  comments: readonly Comment[],
  units: readonly UnitFact[],
  reading: ReadingConfig,
): CommentTags {
  const tags: TagFact[] = [];
  const suppressions: SuppressionFact[] = [];
  const problems: ReadProblem[] = [];
  for (const { span } of comments) {
    const comment = text.slice(span.start, span.end);
    if (!HINT.test(comment)) continue;
    for (const match of comment.matchAll(TAG)) {
      const keyword = match[1];
      if (!isKeyword(keyword)) continue;
      const start = span.start + match.index;
      const unit = unitAt(units, start);
      const found = keyword === 'class' ? levelAt(comment, match, reading) : idsAt(comment, match, reading);
      for (const token of found.tokens) {
        tags.push({
          dialect: 'lifetrace',
          keyword,
          target: token.text,
          targetKey: itemKeyOf(token.text),
          span: shifted(token.span, span.start),
          tagSpan: { start, end: span.start + token.span.end },
          unit,
        });
      }
      if (found.wrong && reading.declared) problems.push(malformed(found.wrong, span.start, reading));
    }
    for (const match of comment.matchAll(IGNORE)) {
      const at = { start: span.start + match.index, end: span.start + match.index + match[0].trimEnd().length };
      const reason = (match[2] ?? '').replace(/(?:\*+\/|-->)\s*$/, '').trim();
      const unit = units[unitAt(units, at.start)];
      const scope = unit?.span ?? { start: 0, end: text.length };
      for (const code of (match[1] ?? '').split(',')) suppressions.push({ code: code.trim(), reason, span: at, scope });
    }
  }
  return { tags, suppressions, problems };
}

interface Token {
  readonly text: string;
  readonly span: Span;
}

interface TokenList {
  readonly tokens: readonly Token[];
  /** A token that looks like an ID and is none. */
  readonly wrong?: Token | undefined;
}

function idsAt(comment: string, match: RegExpExecArray, reading: ReadingConfig): TokenList {
  const tokens: Token[] = [];
  let position = match.index + match[0].length;
  for (;;) {
    const token = tokenAt(comment, position);
    if (!token) return { tokens };
    if (!reading.ids.resolve(token.text))
      return { tokens, wrong: looksLikeId(token.text, reading) ? token : undefined };
    tokens.push(token);
    SEPARATOR.lastIndex = token.span.end;
    const separator = SEPARATOR.exec(comment);
    if (!separator) return { tokens };
    position = token.span.end + separator[0].length;
  }
}

/** `@class C`: one level and nothing else, so that Doxygen's `@class Foo` never matches. */
function levelAt(comment: string, match: RegExpExecArray, reading: ReadingConfig): TokenList {
  const token = tokenAt(comment, match.index + match[0].length);
  return { tokens: token && reading.levels.includes(token.text) ? [token] : [] };
}

function tokenAt(comment: string, position: number): Token | undefined {
  TOKEN.lastIndex = position;
  const text = TOKEN.exec(comment)?.[0].replace(/[.-]+$/, '');
  return text === undefined || text === ''
    ? undefined
    : { text, span: { start: position, end: position + text.length } };
}

/** A known prefix with something wrong behind it, or an unknown one with a number. */
function looksLikeId(text: string, reading: ReadingConfig): boolean {
  if (WELL_KNOWN.test(text)) return false;
  const prefix = /^([A-Za-z][A-Za-z0-9]*)[-_]/.exec(text)?.[1];
  if (prefix === undefined) return false;
  return /^[A-Z][A-Z0-9]*(?:[-_][A-Z0-9]+)*[-_]\d/.test(text) || reading.ids.resolve(`${prefix}-1`) !== undefined;
}

function malformed(token: Token, offset: number, reading: ReadingConfig): ReadProblem {
  return {
    code: 'LT003',
    message: `“${token.text}” is not a valid item ID (expected a known prefix and a number, for example ${reading.ids.example}).`,
    span: shifted(token.span, offset),
  };
}

function isKeyword(word: string | undefined): word is TagKeyword {
  return TAG_KEYWORDS.some((keyword) => keyword === word);
}

function shifted(span: Span, by: number): Span {
  return { start: span.start + by, end: span.end + by };
}

/** Index of the innermost unit whose body or documentation holds the offset, or -1. */
export function unitAt(units: readonly UnitFact[], offset: number): number {
  let found = -1;
  units.forEach((unit, index) => {
    const start = Math.min(unit.span.start, unit.docSpan?.start ?? unit.span.start);
    if (start <= offset && offset < unit.span.end) found = index;
  });
  return found;
}
