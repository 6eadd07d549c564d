import {
  type Alias,
  Composer,
  type CST,
  type Document,
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  type Node,
  Parser,
  type Scalar,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import type { ReadProblem } from '../model/facts.ts';
import type { Span } from '../model/span.ts';
import { mergedEntries, mostRepeated, YamlAnchors } from './yamlAnchors.ts';
import type { YamlEntry, YamlNode, YamlScalar } from './yamlNode.ts';

/** What a YAML text holds: one root for each document, and what was wrong with it. */
export interface YamlTree {
  readonly roots: readonly YamlNode[];
  /** Syntax errors, each on the place where the parser gave up, with code `LT007`. */
  readonly problems: readonly ReadProblem[];
}

/** Deeper nesting than this is not read and reported: no record of ours needs it, and an attack would. */
const MAX_DEPTH = 64;

/**
 * Parses YAML 1.2 with the place of every key and value. Never throws. `offset` is added to every place, for YAML
 * that is embedded in another text (front matter). What an alias repeats stands where the alias does, and maps that `<<` merges, as in YAML 1.1, are
 * merged. `anchors` knows names from above the text, and takes in those of its only document.
 */
export function parseYaml(text: string, offset = 0, anchors?: YamlAnchors): YamlTree {
  const problems: ReadProblem[] = [];
  const roots: YamlNode[] = [];
  const tooDeep = firstTooDeep(text);
  if (tooDeep !== undefined) {
    const span = { start: tooDeep + offset, end: tooDeep + 1 + offset };
    return { roots, problems: [{ code: 'LT007', message: TOO_DEEP, span }] };
  }
  if (text.length > MAX_LENGTH) {
    return { roots, problems: [{ code: 'LT007', message: TOO_LONG, span: { start: offset, end: offset + 1 } }] };
  }
  if (text.length > PROBE) {
    const probe = parseYaml(text.slice(0, text.lastIndexOf('\n', PROBE - 1) + 1), offset);
    if (probe.problems.length > MAX_ERRORS) return probe;
  }
  let left = mostRepeated(text.length);
  for (const document of documentsOf(text)) {
    const names = anchors ?? new YamlAnchors(left);
    const builder = new TreeBuilder(text, offset, problems, names);
    for (const error of document.errors) {
      const [start, end] = error.pos;
      if (error.code === 'TAB_AS_INDENT' && isBlankLine(text, start)) continue;
      problems.push({
        code: 'LT007',
        message: `YAML: ${firstSentence(error.message)}`,
        span: { start: start + offset, end: Math.max(end, start + 1) + offset },
      });
    }
    const root = document.contents ? builder.build(document.contents, 0) : undefined;
    if (root) roots.push(root);
    left -= names.repeated;
  }
  problems.sort((a, b) => a.span.start - b.span.start);
  const last = problems[MAX_ERRORS];
  return { roots, problems: last ? [...problems.slice(0, MAX_ERRORS), { ...last, message: TOO_BROKEN }] : problems };
}

const BLANK_LINE = /[ \t]*(?:#|\r?$)/my;

/** More errors than this in one text are not listed. */
const MAX_ERRORS = 100;

/** Longer texts are not parsed: the parser takes a second for this length, and what is plain needs no parser. */
const MAX_LENGTH = 1024 * 1024;

/** What has too many errors in so many characters is not read any further: errors cost the parser most. */
const PROBE = 32 * 1024;

const TOO_LONG = `YAML: more than ${MAX_LENGTH / 1024} KiB in one piece that only the full parser can read; split the file, or write it plainly, without tags, tabs and control characters.`;
const TOO_BROKEN = `YAML: more than ${MAX_ERRORS} errors; the rest of the text may not be read.`;
const TOO_DEEP = `YAML: nested deeper than ${MAX_DEPTH} levels; the file is not read.`;

/** Where brackets or indentation nest too deep for the parser, whose time grows with the square of the depth. */
function firstTooDeep(text: string): number | undefined {
  let depth = 0;
  for (const match of text.matchAll(/[[{]|[\]}]|^(?:- )+(?=\S)/gm)) {
    const [token] = match;
    if (token === '[' || token === '{') depth++;
    else if (token === ']' || token === '}') depth = Math.max(0, depth - 1);
    else if (token.startsWith('-') && token.length / 2 > MAX_DEPTH) return match.index;
    if (depth > MAX_DEPTH) return match.index;
  }
  return undefined;
}

function documentsOf(text: string): Iterable<Document.Parsed> {
  const composer = new Composer({ prettyErrors: false, strict: true, uniqueKeys: false, logLevel: 'silent' });
  return composer.compose(untilTooBroken(new Parser().parse(text)));
}

/** The tokens up to where nothing fits together any longer: each further one would only be one more error. */
function* untilTooBroken(tokens: Iterable<CST.Token>): Generator<CST.Token> {
  let errors = 0;
  for (const token of tokens) {
    if (token.type === 'error' && ++errors > MAX_ERRORS) return;
    yield token;
  }
}

/** True when no content stands on the line of `at`: a tab in front of nothing or of a comment indents nothing. */
function isBlankLine(text: string, at: number): boolean {
  BLANK_LINE.lastIndex = text.lastIndexOf('\n', at) + 1;
  return BLANK_LINE.test(text);
}

function firstSentence(message: string): string {
  return (message.split('\n')[0] ?? message).replace(/[:.]\s*$/, '.').replace(/([^.])$/, '$1.');
}

const NO_MAP = 'YAML: “<<” merges maps: write it as “<<: *name”, or with a list of such aliases.';

class TreeBuilder {
  readonly #text: string;
  readonly #offset: number;
  readonly #problems: ReadProblem[];
  readonly #anchors: YamlAnchors;

  constructor(text: string, offset: number, problems: ReadProblem[], anchors: YamlAnchors) {
    this.#text = text;
    this.#offset = offset;
    this.#problems = problems;
    this.#anchors = anchors;
  }

  build(node: unknown, depth: number): YamlNode | undefined {
    if (depth > MAX_DEPTH) {
      if (isRanged(node)) this.#report(TOO_DEEP, this.#span(node));
      return undefined;
    }
    if (isAlias(node)) return this.#repeated(node);
    const built = this.#built(node, depth);
    if (built) this.#name(node, built);
    return built;
  }

  #built(node: unknown, depth: number): YamlNode | undefined {
    if (isScalar(node)) return this.#scalar(node);
    if (isSeq(node)) {
      const entries = node.items.flatMap((item) => this.build(item, depth + 1) ?? []);
      return { kind: 'list', entries, span: this.#span(node) };
    }
    return isMap(node) ? this.#map(node, depth) : undefined;
  }

  #map(node: YAMLMap, depth: number): YamlNode {
    const entries: YamlEntry[] = [];
    const added: YamlEntry[] = [];
    const keys = new Set<unknown>();
    for (const pair of node.items) {
      if (!isPair(pair) || !isScalar(pair.key)) continue;
      const { key } = pair;
      this.#checkUnique(key, keys);
      this.#name(key, this.#scalar(key));
      const keySpan = this.#span(key);
      const merges = key.value === '<<' && key.type === 'PLAIN';
      const value = this.build(pair.value, depth + 1);
      if (!merges) entries.push({ key: String(key.value), keySpan, value: value ?? emptyAt(keySpan.end) });
      else if (value) added.push({ key: '<<', keySpan, value });
    }
    let all: readonly YamlEntry[] = entries;
    for (const { keySpan, value } of added) {
      const merged = mergedEntries(all, value);
      if (merged) all = merged;
      else this.#report(NO_MAP, keySpan);
    }
    return { kind: 'map', entries: all, span: this.#span(node) };
  }

  #repeated(alias: Alias): YamlNode | undefined {
    const span = this.#span(alias);
    const repeated = this.#anchors.repeat(alias.source, span);
    if ('kind' in repeated) return repeated;
    this.#report(`YAML: ${repeated.flaw}`, span);
    return undefined;
  }

  #name(node: unknown, built: YamlNode): void {
    if (isRanged(node) && node.anchor !== undefined) this.#anchors.give(node.anchor, built);
  }

  #report(message: string, span: Span): void {
    this.#problems.push({ code: 'LT007', message, span });
  }

  /** The parser's own check compares each key with all others, which takes minutes in a map of 100,000 items. */
  #checkUnique(key: Scalar, keys: Set<unknown>): void {
    const { value } = key;
    if (keys.has(value) && !Number.isNaN(value)) {
      const start = (key.range?.[0] ?? 0) + this.#offset;
      this.#report('YAML: Map keys must be unique.', { start, end: start + 1 });
    }
    keys.add(value);
  }

  #scalar(node: Node & { value: unknown; source?: string }): YamlScalar {
    const span = this.#span(node);
    const { value } = node;
    const text =
      value === null || value === undefined ? '' : typeof value === 'string' ? value : (node.source ?? String(value));
    return { kind: 'scalar', text: text.trim(), empty: value === null || value === undefined, span };
  }

  #span(node: Node): Span {
    const [start = 0, valueEnd = 0] = node.range ?? [];
    const first = this.#text[start];
    const quoted = isScalar(node) && (first === '"' || first === "'") && valueEnd - start >= 2;
    const margin = quoted ? 1 : 0;
    return { start: start + margin + this.#offset, end: valueEnd - margin + this.#offset };
  }
}

function isRanged(node: unknown): node is Scalar | YAMLMap | YAMLSeq {
  return isScalar(node) || isSeq(node) || isMap(node);
}

function emptyAt(offset: number): YamlScalar {
  return { kind: 'scalar', text: '', empty: true, span: { start: offset, end: offset } };
}

/** The value of a key of a map, or undefined. */
export function entryOf(node: YamlNode | undefined, key: string): YamlEntry | undefined {
  return node?.kind === 'map' ? node.entries.find((entry) => entry.key === key) : undefined;
}

/** The scalars of a node: itself, or the scalars of a list; maps and empty scalars are left out. */
export function scalarsOf(node: YamlNode): readonly YamlScalar[] {
  if (node.kind === 'scalar') return node.empty ? [] : [node];
  if (node.kind === 'list') return node.entries.flatMap(scalarsOf);
  return [];
}
