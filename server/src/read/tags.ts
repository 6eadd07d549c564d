import type { ReadingConfig } from '../config/readingConfig.ts';
import { type ReadProblem, type SuppressionFact, TAG_KEYWORDS, type TagFact, type TagKeyword } from '../model/facts.ts';
import type { ItemKey } from '../model/itemId.ts';
import type { Span } from '../model/span.ts';
import { lineEndAfter } from './comments/literals.ts';
import type { Comment } from './comments.ts';
import type { Owner, TagOwners } from './tagOwners.ts';

/** What the comments of a code file say about items. */
export interface CodeTags {
  readonly tags: readonly TagFact[];
  readonly suppressions: readonly SuppressionFact[];
  readonly problems: readonly ReadProblem[];
}

const MARK = new RegExp(`(?:[@\\\\](${TAG_KEYWORDS.join('|')})|lifetrace-ignore)(?![\\w-])`, 'g');
const HOLDS_MARK = new RegExp(MARK.source);
/** What may stand in front of a tag: white space or the decoration of a comment. */
const DECORATION = /[\s*/#!;-]/;
const AFTER_KEYWORD = /[ \t]*:[ \t]*|[ \t]+/y;
const BLANKS = /[ \t]*/y;
/** No ID is longer; the limit keeps the patterns below linear. */
const RAW_TOKEN = /[^\s,]{1,200}/y;
const TRAILING_PUNCTUATION = /[.:;!?*)\]}>"'`]+$/;
const LEADING_ID = /^[A-Za-z]\w*(?:[-_.]\w+)*/;
/** So many IDs of a file are remembered: where they are a million different ones, that would take more than the tags. */
const MOST_KNOWN = 10_000;
/** What of a token may be an ID. Nearly always it is the first of these, and no other is looked at. */
const PARTS_OF_TOKEN: readonly ((raw: string) => string)[] = [
  (raw) => raw,
  (raw) => raw.replace(TRAILING_PUNCTUATION, ''),
  (raw) => LEADING_ID.exec(raw)?.[0] ?? '',
];
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
 * problem LT003. The units of the text are only asked for when something belongs to one. Never throws; time is linear in
 * the text's length.
 */
export function tagsIn(
  text: string,
  comments: readonly Comment[],
  owners: () => TagOwners,
  reading: ReadingConfig,
): CodeTags {
  return new TagReader(text, comments, owners, reading).read();
}

/** An ID as it is written. */
interface KnownId {
  readonly text: string;
  readonly key: ItemKey;
}

/** An ID in a list behind a keyword. */
interface Target extends KnownId {
  readonly span: Span;
}

/** A tag of the own notation. A file may have a million of them, so its spans are made when they are asked for. */
class OwnTag implements TagFact {
  readonly keyword: TagKeyword;
  readonly target: string;
  readonly targetKey: ItemKey;
  readonly unit: number;
  readonly #at: number;
  readonly #tagStart: number;
  readonly #tagEnd: number;
  /** False for a tag that is not local, true for a local one that declares nothing. */
  readonly #declares: string | boolean;

  constructor(tag: Span & { readonly keyword: TagKeyword }, target: Target, { unit, local, declares }: Owner) {
    this.keyword = tag.keyword;
    this.target = target.text;
    this.targetKey = target.key;
    this.unit = unit;
    this.#at = target.span.start;
    this.#tagStart = tag.start;
    this.#tagEnd = tag.end;
    this.#declares = local && (declares ?? true);
  }

  get dialect(): 'lifetrace' {
    return 'lifetrace';
  }

  get span(): Span {
    return { start: this.#at, end: this.#at + this.target.length };
  }

  get tagSpan(): Span {
    return { start: this.#tagStart, end: this.#tagEnd };
  }

  get local(): boolean | undefined {
    return this.#declares === false ? undefined : true;
  }

  get declares(): string | undefined {
    return typeof this.#declares === 'string' ? this.#declares : undefined;
  }
}

class TagReader {
  readonly #text: string;
  readonly #comments: readonly Comment[];
  readonly #owners: () => TagOwners;
  readonly #reading: ReadingConfig;
  readonly #tags: TagFact[] = [];
  readonly #suppressions: SuppressionFact[] = [];
  readonly #problems: ReadProblem[] = [];
  /** IDs by the tokens that they were found in: a file names most of its IDs more than once, and a million tags few. */
  readonly #known = new Map<string, KnownId>();
  /** Index of the comment that is read. */
  #index = 0;
  /** End of what the comment says, without its closing delimiter. */
  #contentEnd = 0;
  /** The line that was looked at last. */
  #line: Span = { start: 0, end: -1 };

  constructor(text: string, comments: readonly Comment[], owners: () => TagOwners, reading: ReadingConfig) {
    this.#text = text;
    this.#comments = comments;
    this.#owners = owners;
    this.#reading = reading;
  }

  read(): CodeTags {
    for (const [index, comment] of this.#comments.entries()) {
      const { start, end } = comment.span;
      if (HOLDS_MARK.test(this.#text.slice(start, end))) this.#comment(index, comment);
    }
    return { tags: this.#tags, suppressions: this.#suppressions, problems: this.#problems };
  }

  #comment(index: number, comment: Comment): void {
    const { start, end } = comment.span;
    MARK.lastIndex = start;
    for (let mark = MARK.exec(this.#text); mark && mark.index < end; mark = MARK.exec(this.#text)) {
      if (!isDecorated(this.#text, mark.index, comment)) continue;
      const behind = MARK.lastIndex;
      this.#open(index);
      const keyword = TAG_KEYWORDS.find((word) => word === mark?.[1]);
      if (keyword) this.#tag(keyword, mark.index, behind, comment);
      else this.#suppression(behind, comment);
      MARK.lastIndex = behind;
    }
  }

  #open(index: number): void {
    this.#index = index;
    const comment = this.#comments[index];
    this.#contentEnd = comment ? contentEndOf(this.#text, comment) : 0;
  }

  #tag(keyword: TagKeyword, start: number, behind: number, comment: Comment): void {
    const first = behindMatch(AFTER_KEYWORD, this.#text, behind);
    if (first === behind || first > this.#contentEnd) return;
    const targets = keyword === 'class' ? this.#level(first) : this.#targets(keyword, first);
    if (targets.length === 0) return;
    const owner = this.#owners().of(comment.span);
    const tag = { keyword, start, end: targets.at(-1)?.span.end ?? behind };
    for (const target of targets) this.#tags.push(new OwnTag(tag, target, owner));
  }

  #level(at: number): readonly Target[] {
    const text = this.#raw(at, this.#lineEnd(at)).replace(TRAILING_PUNCTUATION, '');
    const isLevel = this.#reading.levels.includes(text);
    return isLevel ? [{ text, key: text, span: { start: at, end: at + text.length } }] : [];
  }

  /** The list of IDs that starts at `at`; after a comma it may go on in the next line of the comment. */
  #targets(keyword: TagKeyword, at: number): readonly Target[] {
    const text = this.#text;
    const targets: Target[] = [];
    let next = at;
    for (;;) {
      const lineEnd = this.#lineEnd(next);
      const target = this.#target(keyword, next, lineEnd);
      if (!target) {
        this.#remark(keyword, next, lineEnd);
        return targets;
      }
      targets.push(target);
      next = behindMatch(BLANKS, text, target.span.end);
      if (next >= lineEnd || text.charAt(next) !== ',') return targets;
      next = behindMatch(BLANKS, text, next + 1);
      const continued = next < lineEnd ? next : this.#nextLine(next);
      if (continued === undefined) return targets;
      next = continued;
    }
  }

  #target(keyword: TagKeyword, at: number, lineEnd: number): Target | undefined {
    const raw = this.#raw(at, lineEnd);
    const known = this.#known.get(raw) ?? this.#resolved(raw);
    if (known) return { text: known.text, key: known.key, span: { start: at, end: at + known.text.length } };
    const { ids } = this.#reading;
    if (keyword === 'unit' || !SPACED_PREFIX.test(raw)) return undefined;
    const end = behindMatch(SPACED_NUMBER, this.#text, at + raw.length);
    const text = this.#text.slice(at, end);
    const resolved = end > at + raw.length && end <= lineEnd ? ids.resolve(text) : undefined;
    return resolved && { text, key: resolved.key, span: { start: at, end } };
  }

  /** The ID that a token begins with. */
  #resolved(raw: string): KnownId | undefined {
    for (const part of PARTS_OF_TOKEN) {
      const text = part(raw);
      const resolved = text === '' ? undefined : this.#reading.ids.resolve(text);
      if (!resolved) continue;
      const known = { text, key: resolved.key };
      if (this.#known.size < MOST_KNOWN) this.#known.set(raw, known);
      return known;
    }
    return undefined;
  }

  /** Notes a text that was meant as an ID but is none. */
  #remark(keyword: TagKeyword, at: number, lineEnd: number): void {
    if (!this.#reading.declared || !UNAMBIGUOUS.has(keyword)) return;
    const token = LEADING_ID.exec(this.#raw(at, lineEnd))?.[0] ?? '';
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
