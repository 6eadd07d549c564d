import { mergedEntries, type YamlAnchors } from '../../config/yamlAnchors.ts';
import type { YamlEntry, YamlNode, YamlScalar } from '../../config/yamlNode.ts';
import { flowKeyAt, isDash, isMerge, keyAt, opensFlow, type YamlKey } from './yamlKey.ts';
import { type ContentLine, YamlLines } from './yamlLines.ts';
import { quotedAt } from './yamlQuoted.ts';

/** Deeper nesting is left to the full parser. */
const MAX_DEPTH = 16;

/** Scalars that stand for nothing. */
const NULLS: ReadonlySet<string> = new Set(['', '~', 'null', 'Null', 'NULL']);

/** A name of a node, or an alias to one, with what stands in front of it. */
const NAME = /[&*]([^\s,[\]{}]*[^\s,[\]{}:])(?=[\s,[\]{}]|$)/y;

/** How a plain scalar may begin; other beginnings mean something to YAML, or are left to the full parser. */
const PLAIN_START = /[\p{L}\p{N}_./()+$^~;<=\\]|[^\0-\x7f\p{C}\p{Z}]|[-?:](?=[\p{L}\p{N}_./(-])/uy;

/** The column of what is around a document: all of it is indented deeper. */
const AROUND_ALL = -1;

/** Thrown inside of the reader, and caught where reading began. */
const UNSURE = new Error('not in the plain subset of YAML');

/**
 * Reads a piece of YAML (entries of one block) in the plain subset that nearly all specs are written in: block maps
 * and lists, plain and quoted scalars, block scalars, flow collections, comments, names of nodes and aliases. The places are those that the full
 * parser gives. Undefined as soon as anything else occurs, errors included: the full parser then has the word.
 *
 * `start` is the first character of the first entry, which stands in column `column`; the piece ends in front of `end`.
 */
export function readPlainYaml(
  text: string,
  { start, end, column }: PlainStretch,
  anchors: YamlAnchors,
): YamlNode | undefined {
  try {
    return new PlainReader(text, start, end, column, anchors).read();
  } catch (error) {
    if (error === UNSURE) return undefined;
    throw error;
  }
}

/** Where entries of one block stand. */
export interface PlainStretch {
  readonly start: number;
  readonly end: number;
  readonly column: number;
}

function unsure(): never {
  throw UNSURE;
}

class PlainReader {
  readonly #text: string;
  readonly #end: number;
  readonly #column: number;
  readonly #lines: YamlLines;
  readonly #anchors: YamlAnchors;
  #at: number;
  /** Where the last node ends, with the rest of its line: collections end there too. */
  #nodeEnd: number;
  #depth = 0;

  constructor(text: string, start: number, end: number, column: number, anchors: YamlAnchors) {
    this.#text = text;
    this.#anchors = anchors;
    this.#end = end;
    this.#column = column;
    this.#lines = new YamlLines(text, end);
    this.#at = start;
    this.#nodeEnd = start;
  }

  read(): YamlNode {
    const node = this.#root();
    if (this.#next()) unsure();
    return node;
  }

  #root(): YamlNode {
    if (isDash(this.#text, this.#at, this.#end)) return this.#list(this.#column, true);
    if (!opensFlow(this.#text, this.#at)) return this.#map(this.#column);
    const node = this.#flow(AROUND_ALL, false);
    this.#restOfLine();
    return node;
  }

  /** The next line with content. Comments deeper than it belong to what they follow, which the full parser sorts out. */
  #next(): ContentLine | undefined {
    const line = this.#lines.contentFrom(this.#at);
    const { tabbed, commentColumn } = this.#lines;
    if (tabbed || commentColumn > (line?.column ?? this.#column)) unsure();
    return line;
  }

  #nested<T>(read: () => T): T {
    if (++this.#depth > MAX_DEPTH) unsure();
    const result = read();
    this.#depth--;
    return result;
  }

  #list(column: number, isRoot: boolean): YamlNode {
    const start = this.#at;
    const entries: YamlNode[] = [];
    for (;;) {
      entries.push(this.#nested(() => this.#entry(column)));
      const line = this.#next();
      if (!line) {
        if (!isRoot && this.#lines.commentColumn >= column) unsure();
        break;
      }
      if (line.column > column) unsure();
      if (line.column < column || !isDash(this.#text, line.start, this.#end)) break;
      this.#at = line.start;
    }
    return { kind: 'list', entries, span: { start, end: this.#nodeEnd } };
  }

  /** The entry whose dash stands here. */
  #entry(column: number): YamlNode {
    const dash = this.#at;
    this.#at = this.#behindBlanks(dash + 1);
    const name = this.#name();
    if (this.#isLineEnd()) {
      this.#at = this.#lines.lineEnd(this.#at);
      const line = this.#next();
      if (!line || line.column <= column) return unsure();
      this.#at = line.start;
      return this.#named(name, this.#blockOrScalar(line.column, column));
    }
    // A name in front of a key is the key's.
    if (name !== undefined) return this.#named(name, this.#inline(column));
    return this.#blockOrScalar(column + (this.#at - dash), column);
  }

  /** The name of the node that follows, if it has one; then what stands behind it is next. */
  #name(): string | undefined {
    if (this.#text.charAt(this.#at) !== '&') return undefined;
    const name = this.#nameAt();
    this.#at = this.#behindBlanks(this.#at);
    if (/[&*!#]/.test(this.#text.charAt(this.#at))) unsure();
    return name;
  }

  #nameAt(): string {
    NAME.lastIndex = this.#at;
    const name = NAME.exec(this.#text)?.[1];
    if (name === undefined || NAME.lastIndex > this.#end) return unsure();
    this.#at = NAME.lastIndex;
    return name;
  }

  #named(name: string | undefined, node: YamlNode): YamlNode {
    if (name !== undefined) this.#anchors.give(name, node);
    return node;
  }

  /** What the alias that starts here repeats. */
  #alias(): YamlNode {
    const start = this.#at;
    const name = this.#nameAt();
    const repeated = this.#anchors.repeat(name, { start, end: this.#at });
    return 'kind' in repeated ? repeated : unsure();
  }

  #map(column: number, firstKey = this.#key()): YamlNode {
    const start = firstKey.start;
    const entries: YamlEntry[] = [];
    let added: YamlNode | undefined;
    const keys = new Set<string>();
    for (let key = firstKey; ; key = this.#key()) {
      if (keys.has(key.text)) unsure();
      keys.add(key.text);
      this.#at = key.end;
      const value = this.#nested(() => this.#value(column));
      if (isMerge(key)) added = value;
      else entries.push({ key: key.text, keySpan: key.span, value });
      const line = this.#next();
      if (!line || line.column < column) break;
      if (line.column > column) unsure();
      this.#at = line.start;
    }
    return { kind: 'map', entries: this.#merged(entries, added), span: { start, end: this.#nodeEnd } };
  }

  #merged(entries: readonly YamlEntry[], added: YamlNode | undefined): readonly YamlEntry[] {
    return added ? (mergedEntries(entries, added) ?? unsure()) : entries;
  }

  #key(): YamlKey {
    return keyAt(this.#text, this.#at, this.#end) ?? unsure();
  }

  /** The value behind a key's colon, in a map of that column. */
  #value(column: number): YamlNode {
    this.#at = this.#behindBlanks(this.#at);
    const name = this.#name();
    return this.#named(name, this.#isLineEnd() ? this.#below(column, name === undefined) : this.#inline(column));
  }

  /** What stands below a key of a map of that column. */
  #below(column: number, mayBeEmpty: boolean): YamlNode {
    const place = this.#at;
    const isCommented = this.#text.charAt(place) === '#';
    this.#at = this.#lines.lineEnd(place);
    const line = this.#next();
    if (line && (line.column > column || (line.column === column && isDash(this.#text, line.start, this.#end)))) {
      this.#at = line.start;
      return this.#blockOrScalar(line.column, column);
    }
    if (!mayBeEmpty || isCommented || this.#lines.commentColumn >= 0) unsure();
    this.#nodeEnd = place;
    return { kind: 'scalar', text: '', empty: true, span: { start: place, end: place } };
  }

  /** What starts in `column` below or behind an indicator that stands in `parent`. */
  #blockOrScalar(column: number, parent: number): YamlNode {
    const text = this.#text;
    if (isDash(text, this.#at, this.#end)) {
      return this.#startsLine() ? this.#list(column, false) : unsure();
    }
    const key = keyAt(text, this.#at, this.#end);
    return key ? this.#map(column, key) : this.#inline(parent);
  }

  #startsLine(): boolean {
    let at = this.#at;
    while (this.#text.charAt(at - 1) === ' ') at--;
    return at === 0 || this.#text.charAt(at - 1) === '\n';
  }

  /** A scalar or flow collection; lines that go on with it are indented deeper than `parent`. */
  #inline(parent: number): YamlNode {
    const start = this.#at;
    switch (this.#text.charAt(start)) {
      case '"':
      case "'": {
        const scalar = this.#quoted(parent);
        this.#restOfLine();
        return scalar;
      }
      case '*': {
        const node = this.#alias();
        this.#restOfLine();
        return node;
      }
      case '[':
      case '{': {
        const node = this.#flow(parent, true);
        this.#restOfLine();
        return node;
      }
      case '|':
      case '>':
        return this.#blockScalar(parent);
      default:
        return this.#plain(parent);
    }
  }

  /** Passes over what may follow a value on its line. */
  #restOfLine(): void {
    const behind = this.#behindBlanks(this.#at);
    const isComment = this.#text.charAt(behind) === '#' && behind > this.#at;
    this.#at = behind;
    if (!isComment && !this.#isLineEnd()) unsure();
    this.#at = this.#lines.lineEnd(behind);
    this.#nodeEnd = this.#at;
  }

  #plain(parent: number): YamlScalar {
    const text = this.#text;
    const start = this.#at;
    PLAIN_START.lastIndex = start;
    if (!PLAIN_START.test(text)) unsure();
    let { end, commented } = this.#plainLine(start);
    let value = text.slice(start, end);
    let next = this.#lines.lineEnd(end);
    let isLong = false;
    while (!commented) {
      const line = this.#lines.contentFrom(next, true);
      if (this.#lines.tabbed) unsure();
      if (!line || line.column <= parent || text.charAt(line.start) === '#') break;
      const more = this.#plainLine(line.start);
      value +=
        (this.#lines.blankLines === 0 ? ' ' : '\n'.repeat(this.#lines.blankLines)) + text.slice(line.start, more.end);
      ({ end, commented } = more);
      next = this.#lines.lineEnd(end);
      isLong = true;
    }
    this.#at = next;
    this.#nodeEnd = next;
    const empty = !isLong && NULLS.has(value);
    return { kind: 'scalar', text: empty ? '' : value.trim(), empty, span: { start, end } };
  }

  /** Where the words of a plain scalar end on a line. */
  #plainLine(start: number): { end: number; commented: boolean } {
    const text = this.#text;
    let end = start;
    let at = start;
    for (; at < this.#end; at++) {
      const code = text.charCodeAt(at);
      if (code === 10 || (code === 13 && text.charCodeAt(at + 1) === 10)) break;
      if (code === 32 || code === 9) {
        if (text.charCodeAt(at + 1) === 35) return { end, commented: true };
      } else {
        if (code === 58 && this.#isBlankOrEnd(at + 1)) unsure();
        end = at + 1;
      }
    }
    return { end, commented: false };
  }

  #isBlankOrEnd(at: number): boolean {
    if (at >= this.#end) return true;
    const code = this.#text.charCodeAt(at);
    return code === 32 || code === 9 || code === 10 || code === 13;
  }

  #quoted(parent: number): YamlScalar {
    const start = this.#at;
    const { text, end } = quotedAt(this.#text, start, this.#end, parent) ?? unsure();
    this.#at = end;
    return { kind: 'scalar', text: text.trim(), empty: false, span: { start: start + 1, end: end - 1 } };
  }

  #blockScalar(parent: number): YamlScalar {
    const text = this.#text;
    const start = this.#at;
    const folded = text.charAt(start) === '>';
    this.#at = start + (text.charAt(start + 1) === '-' ? 2 : 1);
    this.#restOfLine();
    const block = this.#lines.blockScalar(this.#at, parent, folded);
    if (!block) return unsure();
    this.#at = block.end;
    this.#nodeEnd = block.end;
    return { kind: 'scalar', text: block.text, empty: false, span: { start, end: block.end } };
  }

  #flow(parent: number, isOuter: boolean): YamlNode {
    return this.#nested(() =>
      this.#text.charAt(this.#at) === '[' ? this.#flowList(parent, isOuter) : this.#flowMap(parent, isOuter),
    );
  }

  #flowList(parent: number, isOuter: boolean): YamlNode {
    const start = this.#at++;
    const entries: YamlNode[] = [];
    for (;;) {
      this.#flowBlanks(parent, isOuter);
      if (this.#takes(']')) break;
      entries.push(this.#flowValue(parent));
      this.#flowBlanks(parent, isOuter);
      if (!this.#takes(',') && this.#text.charAt(this.#at) !== ']') unsure();
    }
    return { kind: 'list', entries, span: { start, end: this.#at } };
  }

  #flowMap(parent: number, isOuter: boolean): YamlNode {
    const start = this.#at++;
    const entries: YamlEntry[] = [];
    let added: YamlNode | undefined;
    const keys = new Set<string>();
    for (;;) {
      this.#flowBlanks(parent, isOuter);
      if (this.#takes('}')) break;
      const key = flowKeyAt(this.#text, this.#at, this.#end) ?? unsure();
      if (keys.has(key.text)) unsure();
      keys.add(key.text);
      this.#at = key.end;
      this.#flowBlanks(parent, isOuter);
      const value = this.#flowValue(parent);
      if (isMerge(key)) added = value;
      else entries.push({ key: key.text, keySpan: key.span, value });
      this.#flowBlanks(parent, isOuter);
      if (!this.#takes(',') && this.#text.charAt(this.#at) !== '}') unsure();
    }
    return { kind: 'map', entries: this.#merged(entries, added), span: { start, end: this.#at } };
  }

  #flowValue(parent: number): YamlNode {
    const text = this.#text;
    const start = this.#at;
    const first = text.charAt(start);
    if (first === '"' || first === "'") return this.#quoted(parent);
    if (first === '*') return this.#alias();
    if (first === '[' || first === '{') return this.#flow(parent, false);
    PLAIN_START.lastIndex = start;
    if (!PLAIN_START.test(text)) unsure();
    let end = start;
    for (let at = start; at < this.#end; at++) {
      const code = text.charCodeAt(at);
      if (code === 10 || code === 13 || isFlowIndicator(code)) break;
      if (code === 32 || code === 9) {
        if (text.charCodeAt(at + 1) === 35) unsure();
      } else {
        if (code === 58 && (this.#isBlankOrEnd(at + 1) || isFlowIndicator(text.charCodeAt(at + 1)))) unsure();
        end = at + 1;
      }
    }
    this.#at = end;
    const value = text.slice(start, end);
    const empty = NULLS.has(value);
    return { kind: 'scalar', text: empty ? '' : value.trim(), empty, span: { start, end } };
  }

  /** Passes over blanks and line ends in a flow collection, whose lines are indented deeper than `parent`. */
  #flowBlanks(parent: number, isOuter: boolean): void {
    const text = this.#text;
    for (;;) {
      while (text.charCodeAt(this.#at) === 32) this.#at++;
      if (this.#at >= this.#end) unsure();
      const code = text.charCodeAt(this.#at);
      if (code === 35 || code === 9) unsure();
      if (code !== 10 && code !== 13) return;
      const line = this.#lines.contentFrom(this.#lines.lineEnd(this.#at));
      if (this.#lines.tabbed || this.#lines.commentColumn >= 0) unsure();
      const { start, column } = line ?? unsure();
      const closes = isOuter && column === parent && /[\]}]/.test(text.charAt(start));
      if (column <= parent && !closes) unsure();
      this.#at = start;
    }
  }

  #takes(character: string): boolean {
    if (this.#text.charAt(this.#at) !== character) return false;
    this.#at++;
    return true;
  }

  #behindBlanks(from: number): number {
    let at = from;
    while (at < this.#end && this.#text.charCodeAt(at) === 32) at++;
    return at;
  }

  /** True at the end of a line or piece, or at a comment behind a blank. */
  #isLineEnd(): boolean {
    if (this.#at >= this.#end) return true;
    const text = this.#text;
    const code = text.charCodeAt(this.#at);
    if (code === 35) return text.charCodeAt(this.#at - 1) === 32;
    return code === 10 || (code === 13 && text.charCodeAt(this.#at + 1) === 10);
  }
}

function isFlowIndicator(code: number): boolean {
  return code === 44 || code === 91 || code === 93 || code === 123 || code === 125;
}
