import type { IdScheme } from '../config/idScheme.ts';
import type { ReadingConfig } from '../config/readingConfig.ts';
import { parseYaml } from '../config/yamlTree.ts';
import type { ItemFact, ReadProblem, SuppressionFact } from '../model/facts.ts';
import { isLinkKind } from '../model/linkKind.ts';
import { fieldName, type RawField, sortFields } from './fields.ts';
import { leadingId } from './itemToken.ts';
import { isDelimiterRow, readTable } from './table.ts';
import { fieldsOfYaml } from './yaml.ts';

/** What a spec file defines. */
export interface SpecFacts {
  readonly items: readonly ItemFact[];
  readonly suppressions: readonly SuppressionFact[];
  readonly problems: readonly ReadProblem[];
}

/** A line with its place; the line break is not part of `text`. */
export interface Line {
  readonly text: string;
  readonly start: number;
}

interface OpenItem {
  readonly level: number;
  readonly id: string;
  readonly key: string;
  readonly type: string;
  readonly start: number;
  readonly idStart: number;
  title: string;
  readonly fields: RawField[];
  readonly words: string[];
}

const HEADING = /^ {0,3}(#{1,6})[ \t]+(.*?)(?:[ \t]+#+)?[ \t]*$/;
const UNDERLINE = /^ {0,3}(=+|-{2,})[ \t]*$/;
const FENCE = /^ {0,3}(`{3,}|~{3,})/;
const FIELD = /^ {0,3}[-*+][ \t]+(?:\*\*|__|`)?([A-Za-z][\w. -]{0,40}?)(?:\*\*|__|`)?[ \t]*:(?:\*\*|__)?(?:[ \t]+|$)/;
const NESTED_BULLET = /^[ \t]+[-*+][ \t]+(.*)$/;
const CONTINUATION = /^[ \t]{2,}\S/;
const FRONT_MATTER_END = /^(?:---|\.\.\.)[ \t]*$/;

/**
 * Reads Markdown specs: a heading that starts with an ID opens an item, whose text is the section up to the next
 * heading of the same or a higher level; bullets `- key: value` with a known key are its fields. Rows of a table with
 * an ID column, and a file with `id:` in its front matter, are items too. Fenced code and HTML comments are not read.
 */
export function readMarkdown(text: string, reading: ReadingConfig): SpecFacts {
  return new MarkdownReader(text, reading).read();
}

/** Splits a text into lines at `\n`, `\r\n` and `\r`. */
export function linesOf(text: string): readonly Line[] {
  const lines: Line[] = [];
  let start = 0;
  for (const match of text.matchAll(/\r\n|\n|\r/g)) {
    lines.push({ text: text.slice(start, match.index), start });
    start = match.index + match[0].length;
  }
  lines.push({ text: text.slice(start), start });
  return lines;
}

class MarkdownReader {
  readonly #text: string;
  readonly #ids: IdScheme;
  readonly #lines: readonly Line[];
  readonly #items: ItemFact[] = [];
  readonly #suppressions: SuppressionFact[] = [];
  readonly #problems: ReadProblem[] = [];
  readonly #open: OpenItem[] = [];

  constructor(text: string, reading: ReadingConfig) {
    this.#text = text;
    this.#ids = reading.ids;
    this.#lines = linesOf(text);
  }

  read(): SpecFacts {
    let index = this.#frontMatter();
    let fence = '';
    let comment = false;
    while (index < this.#lines.length) {
      const line = this.#line(index);
      const marker = FENCE.exec(line.text)?.[1] ?? '';
      if (fence !== '') {
        if (marker.startsWith(fence) && line.text.trim() === marker) fence = '';
        this.#word(line);
        index++;
      } else if (comment) {
        comment = !line.text.includes('-->');
        index++;
      } else if (marker !== '') {
        fence = marker;
        this.#word(line);
        index++;
      } else if (/^ {0,3}<!--/.test(line.text)) {
        comment = !line.text.includes('-->');
        index++;
      } else {
        index = this.#block(index, line);
      }
    }
    while (this.#open.length > 0) this.#close(this.#text.length);
    this.#items.sort((a, b) => a.span.start - b.span.start || b.span.end - a.span.end);
    return { items: this.#items, suppressions: this.#suppressions, problems: this.#problems };
  }

  #line(index: number): Line {
    return this.#lines[index] ?? { text: '', start: this.#text.length };
  }

  #word(line: Line): void {
    this.#open.at(-1)?.words.push(line.text);
  }

  /** Reads one block and gives the index of the line behind it. */
  #block(index: number, line: Line): number {
    const heading = HEADING.exec(line.text);
    if (heading) {
      const words = heading[2] ?? '';
      this.#heading(
        (heading[1] ?? '').length,
        words,
        line.start + line.text.indexOf(words, heading[1]?.length),
        line.start,
      );
      return index + 1;
    }
    const underline = UNDERLINE.exec(this.#line(index + 1).text);
    if (underline && /^ {0,3}[\p{L}\p{N}[`*]/u.test(line.text) && !line.text.includes('|')) {
      this.#heading(underline[1]?.startsWith('=') ? 1 : 2, line.text, line.start, line.start);
      return index + 2;
    }
    if (line.text.includes('|') && isDelimiterRow(this.#line(index + 1).text)) return this.#table(index);
    if (this.#open.length > 0 && FIELD.test(line.text)) return this.#field(index, line);
    this.#word(line);
    return index + 1;
  }

  #heading(level: number, words: string, wordsStart: number, lineStart: number): void {
    while ((this.#open.at(-1)?.level ?? 0) >= level) this.#close(lineStart);
    const id = leadingId(words, wordsStart, this.#ids);
    const top = this.#open.at(-1);
    if (!id) {
      if (top && top.level === 0 && top.title === '') top.title = words.trim();
      else top?.words.push(words);
      return;
    }
    this.#open.push({
      level,
      id: id.text,
      key: id.resolved.key,
      type: id.resolved.type,
      start: lineStart,
      idStart: id.span.start,
      title: words.slice(id.rest).trim(),
      fields: [],
      words: [],
    });
  }

  /** Reads a field with its continuation lines or nested bullets; an unknown key is prose. */
  #field(index: number, line: Line): number {
    const match = FIELD.exec(line.text);
    const top = this.#open.at(-1);
    const key = match?.[1]?.trim() ?? '';
    const name = fieldName(key);
    if (!match || !top || name === undefined) {
      this.#word(line);
      return index + 1;
    }
    const keyStart = line.start + line.text.indexOf(key);
    const values = [valueAt(line, match[0].length)];
    let next = index + 1;
    for (; next < this.#lines.length; next++) {
      const more = this.#line(next);
      const bullet = NESTED_BULLET.exec(more.text);
      if (bullet) values.push(valueAt(more, more.text.length - (bullet[1] ?? '').length));
      else if (CONTINUATION.test(more.text)) values.push(valueAt(more, more.text.search(/\S/)));
      else break;
    }
    const filled = values.filter((value) => value.text !== '');
    const joined = isLinkKind(name) || name === 'paths' || filled.length < 2 ? filled : [joinValues(filled)];
    top.fields.push({ key: name, keySpan: { start: keyStart, end: keyStart + key.length }, values: joined });
    return next;
  }

  #table(index: number): number {
    const table = readTable(this.#lines, index, this.#ids);
    this.#items.push(...table.items);
    this.#suppressions.push(...table.suppressions);
    this.#problems.push(...table.problems);
    if (table.items.length === 0) for (let row = index; row < table.next; row++) this.#word(this.#line(row));
    return table.next;
  }

  /** Opens the item of a front matter with `id:`; gives the index of the first line behind the front matter. */
  #frontMatter(): number {
    if (this.#line(0).text.trimEnd() !== '---') return 0;
    const end = this.#lines.findIndex((line, index) => index > 0 && FRONT_MATTER_END.test(line.text));
    if (end < 0) return 0;
    const start = this.#line(1).start;
    const tree = parseYaml(this.#text.slice(start, this.#line(end).start), start);
    const item = tree.roots[0] && fieldsOfYaml(tree.roots[0], this.#ids);
    if (!item) return end + 1;
    this.#problems.push(...tree.problems);
    this.#open.push({
      level: 0,
      id: item.id.text,
      key: item.resolved.key,
      type: item.type,
      start: 0,
      idStart: item.id.span.start,
      title: item.title,
      fields: [...item.fields],
      words: item.text === '' ? [] : [item.text],
    });
    return end + 1;
  }

  #close(end: number): void {
    const open = this.#open.pop();
    if (!open) return;
    const span = { start: open.start, end };
    const fields = sortFields(open.fields, span, this.#ids);
    this.#suppressions.push(...fields.suppressions);
    this.#problems.push(...fields.problems);
    const type = fields.attributes.find((attribute) => attribute.name === 'type')?.values[0]?.text ?? open.type;
    this.#items.push({
      dialect: 'lifetrace',
      id: open.id,
      key: open.key,
      type,
      idSpan: { start: open.idStart, end: open.idStart + open.id.length },
      span,
      title: open.title,
      text: open.words.join('\n').trim(),
      attributes: fields.attributes,
      links: fields.links,
      needs: [],
    });
  }
}

function valueAt(line: Line, column: number): { text: string; span: { start: number; end: number } } {
  const raw = line.text.slice(column);
  const text = raw.trim();
  const start = line.start + column + (raw.length - raw.trimStart().length);
  return { text, span: { start, end: start + text.length } };
}

function joinValues(values: readonly { text: string; span: { start: number; end: number } }[]): {
  text: string;
  span: { start: number; end: number };
} {
  return {
    text: values.map((value) => value.text).join(' '),
    span: { start: values[0]?.span.start ?? 0, end: values.at(-1)?.span.end ?? 0 },
  };
}
