import type { ReadingConfig } from '../config/readingConfig.ts';
import {
  type ReadProblem,
  SUPPRESSION_WORD,
  type SuppressionFact,
  TAG_KEYWORDS,
  type TagFact,
  type TagKeyword,
} from '../model/facts.ts';
import type { ListOf } from '../model/listOf.ts';
import type { Span } from '../model/span.ts';
import type { Comment } from './comments/comment.ts';
import { lineEndAfter } from './comments/literals.ts';
import { type KnownId, KnownIds, leadingId, NOT_KEPT, withoutPunctuation } from './knownIds.ts';
import { OwnTags } from './ownTags.ts';
import type { TagOwners } from './tagOwners.ts';

/** What the comments of a code file say about items. */
export interface CodeTags {
  readonly tags: ListOf<TagFact>;
  readonly suppressions: readonly SuppressionFact[];
  readonly problems: readonly ReadProblem[];
}

const MARK = new RegExp(`(?:[@\\\\](?:${TAG_KEYWORDS.join('|')})|${SUPPRESSION_WORD})(?![\\w-])`, 'g');
const HOLDS_MARK = new RegExp(MARK.source);
/** What may stand in front of a tag: white space or the decoration of a comment. */
const DECORATION = /[\s*/#!;-]/;
const AFTER_KEYWORD = /[ \t]*:[ \t]*|[ \t]+/y;
const BLANKS = /[ \t]*/y;
/** No ID is longer; the limit keeps the patterns below linear. */
const RAW_TOKEN = /[^\s,]{1,200}/y;
const SPACED_PREFIX = /^[A-Z][A-Z\d]*(?:-[A-Z\d]+)*$/;
const SPACED_NUMBER = / \d+(?:[.-]\d+)*[a-z]?(?![\w-])/y;
const CONTINUED_LINE = /(?:\r\n|\n|\r)[ \t]*(?:\*+(?!\/)|\/\/[/!]*|#+[!:]?|;+|-+|!)?[ \t]*/y;
const LINE_OPENER = /\/\/[/!]*|#+[!:]?/y;
const CODE = /LT\d+(?!\w)/y;
const BEFORE_REASON = /[ \t]*(?:[:\u2013\u2014-]+[ \t]*)?/y;

/** Keywords that people use for nothing else, so that a doubtful ID behind them is worth a remark. */
const UNAMBIGUOUS: ReadonlySet<TagKeyword> = new Set<TagKeyword>([
  'implements',
  'verifies',
  'satisfies',
  'mitigates',
  'risk',
  'anomaly',
]);
const ID_LIKE = /^[A-Za-z]+(?:[-_][A-Za-z\d]+)*[-_]\d[\w.-]*$/;
/** A type name such as `Visitor_2` behind JSDoc's own `@implements`. */
const TYPE_LIKE = /^[^-]*[a-z][^-]*$/;
/** First words of names that have a number and a hyphen, or an underscore, but are no IDs of items. */
const WELL_KNOWN = new Set(
  (
    'UTF UCS SHA MD AES DES RSA CRC HMAC BASE ISO IEC IEEE EN DIN ANSI NIST FIPS ITU JIS BS ECMA ES RFC STD BCP CVE CWE CVSS CAPEC ' +
    'PEP JSR JEP MISRA AUTOSAR CERT DO ED ARP AAMI ASTM UL SAE GB YY HL FDA MDCG CFR ICH TIR RS USB HTTP TLS SSL SSH SMB ' +
    'IP IPV LATIN WINDOWS CP ASCII EBCDIC KOI BIG X ARM ARMV CORTEX I UTC GMT GPL LGPL AGPL BSD APACHE MPL EPL CC CDDL SPDX ' +
    'C CXX CPP COVID H MP MPEG G TYPE LEVEL LAYER'
  ).split(' '),
);

/** False when a text holds no tag and no suppression, wherever its comments stand. */
export function mayHoldTags(text: string): boolean {
  return HOLDS_MARK.test(text);
}

/**
 * Reads the tags of the own notation and the suppressions in comments, in order of their place. A text that is no ID
 * of the project gives nothing; where the project is declared and the text was plainly meant as an ID, it gives a
 * problem LT003. The units of the text are only asked for when something belongs to one. `ids` may know some of the project's IDs from
 * an earlier text. Never throws; time is linear in the text's length.
 */
export function tagsIn(
  text: string,
  comments: readonly Comment[],
  owners: () => TagOwners,
  reading: ReadingConfig,
  ids: KnownIds = new KnownIds(reading.ids),
): CodeTags {
  return new TagReader(text, comments, owners, reading, ids).read();
}

class TagReader {
  readonly #text: string;
  readonly #comments: readonly Comment[];
  readonly #owners: () => TagOwners;
  readonly #reading: ReadingConfig;
  readonly #ids: KnownIds;
  readonly #tags: OwnTags;
  readonly #suppressions: SuppressionFact[] = [];
  readonly #problems: ReadProblem[] = [];
  /** Index of the comment that is read. */
  #index = 0;
  /** End of what the comment says, without its closing delimiter. */
  #contentEnd = 0;
  /** The line that was looked at last. */
  #line: Span = { start: 0, end: -1 };

  constructor(
    text: string,
    comments: readonly Comment[],
    owners: () => TagOwners,
    reading: ReadingConfig,
    ids: KnownIds,
  ) {
    this.#text = text;
    this.#comments = comments;
    this.#owners = owners;
    this.#reading = reading;
    this.#ids = ids;
    this.#tags = new OwnTags(text, ids);
  }

  read(): CodeTags {
    const text = this.#text;
    let index = 0;
    MARK.lastIndex = 0;
    while (MARK.test(text)) {
      const behind = MARK.lastIndex;
      while ((this.#comments[index]?.span.end ?? text.length) < behind) index++;
      const comment = this.#comments[index];
      if (!comment) break;
      if (comment.span.start < behind) this.#mark(behind, index, comment);
      MARK.lastIndex = behind;
    }
    return { tags: this.#tags, suppressions: this.#suppressions, problems: this.#problems };
  }

  /** Reads on behind a mark that stands in a comment. */
  #mark(behind: number, index: number, comment: Comment): void {
    const text = this.#text;
    const keyword = TAG_KEYWORDS.find((word) => endsTagMark(text, behind, word));
    const start = behind - (keyword ? keyword.length + 1 : SUPPRESSION_WORD.length);
    if (!isDecorated(text, start, comment)) return;
    this.#open(index);
    if (keyword) this.#tag(keyword, start, behind, comment);
    else this.#suppression(behind, comment);
  }

  #open(index: number): void {
    this.#index = index;
    const comment = this.#comments[index];
    this.#contentEnd = comment ? contentEndOf(this.#text, comment) : 0;
  }

  #tag(keyword: TagKeyword, start: number, behind: number, comment: Comment): void {
    const first = behindMatch(AFTER_KEYWORD, this.#text, behind);
    if (first === behind || first > this.#contentEnd) return;
    const before = this.#tags.length;
    if (keyword === 'class') this.#level(first);
    else this.#targets(keyword, first);
    if (this.#tags.length > before) this.#tags.belong(before, start, this.#owners().of(comment.span));
  }

  #level(at: number): void {
    const text = withoutPunctuation(this.#raw(at, this.#lineEnd(at)));
    if (this.#reading.levels.includes(text)) this.#tags.add('class', at, at + text.length, NOT_KEPT);
  }

  /** Adds the IDs of the list that starts at `at`; after a comma it may go on in the next line of the comment. */
  #targets(keyword: TagKeyword, at: number): void {
    const text = this.#text;
    let next = at;
    for (;;) {
      const lineEnd = this.#lineEnd(next);
      const end = this.#target(keyword, next, lineEnd);
      if (end === next) {
        this.#remark(keyword, next, lineEnd);
        return;
      }
      next = behindMatch(BLANKS, text, end);
      if (next >= lineEnd || text.charAt(next) !== ',') return;
      next = behindMatch(BLANKS, text, next + 1);
      const continued = next < lineEnd ? next : this.#nextLine(next);
      if (continued === undefined) return;
      next = continued;
    }
  }

  /** Adds the ID that stands at `at`, if one does, and gives the offset behind it. */
  #target(keyword: TagKeyword, at: number, lineEnd: number): number {
    const raw = this.#raw(at, lineEnd);
    const known = this.#ids.in(raw) ?? this.#spacedId(keyword, raw, at, lineEnd);
    if (!known) return at;
    const end = at + known.text.length;
    this.#tags.add(keyword, at, end, known.number);
    return end;
  }

  /** The ID that a prefix makes with a number behind a blank. */
  #spacedId(keyword: TagKeyword, prefix: string, at: number, lineEnd: number): KnownId | undefined {
    if (keyword === 'unit' || !SPACED_PREFIX.test(prefix)) return undefined;
    const end = behindMatch(SPACED_NUMBER, this.#text, at + prefix.length);
    return end > at + prefix.length && end <= lineEnd ? this.#ids.in(this.#text.slice(at, end)) : undefined;
  }

  /** Notes a text that was meant as an ID but is none. */
  #remark(keyword: TagKeyword, at: number, lineEnd: number): void {
    if (!this.#reading.declared || !UNAMBIGUOUS.has(keyword)) return;
    const token = leadingId(this.#raw(at, lineEnd));
    if (!ID_LIKE.test(token) || (keyword === 'implements' && TYPE_LIKE.test(token)) || isWellKnown(token)) return;
    this.#problems.push({
      code: 'LT003',
      message: `“${token}” is not a valid item ID (expected a known prefix and a number, for example ${this.#reading.ids.example}).`,
      span: { start: at, end: at + token.length },
    });
  }

  #raw(at: number, lineEnd: number): string {
    return this.#text.slice(at, Math.min(lineEnd, behindMatch(RAW_TOKEN, this.#text, at)));
  }

  #lineEnd(at: number): number {
    if (at < this.#line.start || at > this.#line.end) this.#line = { start: at, end: lineEndAfter(this.#text, at) };
    return Math.min(this.#line.end, this.#contentEnd);
  }

  /** Where the text of the comment's next line starts, or that of the next line comment right below. */
  #nextLine(at: number): number | undefined {
    const text = this.#text;
    if (at < this.#contentEnd) {
      const next = behindMatch(CONTINUED_LINE, text, at);
      return next > at && next < this.#contentEnd ? next : undefined;
    }
    const comment = this.#comments[this.#index];
    const following = this.#comments[this.#index + 1];
    if (comment?.kind !== 'line' || following?.kind !== 'line') return undefined;
    if (!/^(?:\r\n|\n|\r)[ \t]*$/.test(text.slice(comment.span.end, following.span.start))) return undefined;
    this.#open(this.#index + 1);
    const next = behindMatch(BLANKS, text, behindMatch(LINE_OPENER, text, following.span.start));
    return next < this.#contentEnd ? next : undefined;
  }

  #suppression(behind: number, comment: Comment): void {
    const text = this.#text;
    const lineEnd = this.#lineEnd(behind);
    const codes: Span[] = [];
    let next = behindMatch(AFTER_KEYWORD, text, behind);
    if (next === behind) return;
    for (;;) {
      const end = behindMatch(CODE, text, next);
      if (end === next || end > lineEnd) break;
      codes.push({ start: next, end });
      next = behindMatch(BLANKS, text, end);
      if (text.charAt(next) !== ',') break;
      next = behindMatch(BLANKS, text, next + 1);
    }
    const reason = text.slice(Math.min(lineEnd, behindMatch(BEFORE_REASON, text, next)), lineEnd).trim();
    if (codes.length === 0) return;
    const scope = this.#owners().scopeOf(comment.span);
    for (const span of codes) {
      this.#suppressions.push({ code: text.slice(span.start, span.end), reason, span, scope });
    }
  }
}

/** True when a mark that ends at `behind` is that of a tag with a keyword. */
function endsTagMark(text: string, behind: number, keyword: TagKeyword): boolean {
  const start = behind - keyword.length;
  return text.startsWith(keyword, start) && /[@\\]/.test(text.charAt(start - 1));
}

/** Offset behind the match of a sticky pattern at `at`, or `at` when it does not match. */
function behindMatch(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at;
}

function isDecorated(text: string, start: number, comment: Comment): boolean {
  if (comment.kind === 'doc' && /^[rRuU]?(?:"""|'''|"|')$/.test(text.slice(comment.span.start, start))) return true;
  return start > comment.span.start && DECORATION.test(text.charAt(start - 1));
}

function contentEndOf(text: string, comment: Comment): number {
  const { start, end } = comment.span;
  if (comment.kind === 'block') return end - start >= 4 && text.startsWith('*/', end - 2) ? end - 2 : end;
  if (comment.kind === 'line') return end;
  let quotes = end;
  while (quotes > end - 3 && quotes > start + 1 && text.charAt(quotes - 1) === text.charAt(end - 1)) quotes--;
  return /["']/.test(text.charAt(end - 1)) ? quotes : end;
}

function isWellKnown(token: string): boolean {
  const word = /^[A-Za-z]+/.exec(token)?.[0] ?? '';
  return WELL_KNOWN.has(word.toUpperCase());
}
