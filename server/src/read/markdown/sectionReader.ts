import type { ReadingConfig } from '../../config/readingConfig.ts';
import { parseYaml } from '../../config/yamlTree.ts';
import type { ReadProblem } from '../../model/facts.ts';
import type { RawField } from '../fields.ts';
import { leadingId } from '../itemToken.ts';
import type { ReadingMemory } from '../reuse/readingMemory.ts';
import { startsTable } from '../table.ts';
import type { TextLines } from '../textLines.ts';
import { fieldsOfYaml } from '../yaml/yamlItem.ts';
import { bareFieldAt } from './bareField.ts';
import { fieldAt } from './fieldLines.ts';
import { type Heading, hashHeading, headingAt } from './heading.ts';
import type { RowRun } from './rowRun.ts';
import { closedItem, type ItemHead, type Section } from './section.ts';
import { TableReader } from './tableReader.ts';

const FENCE = /^ {0,3}(`{3,}|~{3,})/;
const COMMENT = /^ {0,3}<!--/;
const FRONT_MATTER_END = /^(?:---|\.\.\.)[ \t]*$/;

/** Most sections have no table. */
const NO_ROWS: readonly never[] = [];

const ASTERISK = 42;
const PLUS = 43;
const HYPHEN = 45;
const LESS_THAN = 60;
const BACKTICK = 96;
const TILDE = 126;

/** Reads a Markdown text section by section. */
export class SectionReader {
  readonly #lines: TextLines;
  readonly #reading: ReadingConfig;
  readonly #tables: TableReader;
  /** Index of the last line that was looked at. */
  #seen = 0;

  constructor(lines: TextLines, reading: ReadingConfig, memory?: ReadingMemory) {
    this.#lines = lines;
    this.#reading = reading;
    this.#tables = new TableReader(lines, reading.ids, memory);
  }

  /** Reads what stands in front of the first heading, with the front matter. */
  first(): Section {
    this.#seen = 0;
    const front = this.#frontMatter();
    const body = new SectionBody(front.head !== undefined, front.problems);
    body.fields.push(...front.fields);
    body.words.push(...front.words);
    const read = this.#read(body, 0, front.next, { level: 0, head: front.head, heading: undefined });
    // A front matter that is never closed is none, but a later line could close it.
    return front.open ? { ...read, endsPlainly: false } : read;
  }

  /** The item that a heading opens, if it opens one. */
  headOf(heading: Heading): ItemHead | undefined {
    const id = leadingId(heading.words, heading.wordsStart, this.#reading.ids);
    if (!id) return undefined;
    const { resolved } = id;
    const { start } = id.span;
    return {
      id: id.text,
      key: resolved.key,
      type: resolved.type,
      idSpan: { start, end: start + id.text.length },
      title: heading.words.slice(id.rest).trim(),
    };
  }

  /** Reads the section of the heading at a line. */
  section(index: number, heading: Heading, head: ItemHead | undefined, inItem: boolean): Section {
    this.#seen = index;
    const words = head ? undefined : heading.words;
    return this.#read(new SectionBody(inItem, []), index, index + heading.lines, {
      level: heading.level,
      head,
      heading: words,
    });
  }

  #read(
    body: SectionBody,
    first: number,
    below: number,
    opening: { level: number; head: ItemHead | undefined; heading: string | undefined },
  ): Section {
    const lines = this.#lines;
    let next = below;
    while (next < lines.count) {
      const behind = this.#block(body, next);
      if (behind === undefined) break;
      next = behind;
    }
    const start = lines.startOf(first);
    const end = lines.startOf(next);
    const seen = Math.max(this.#seen, next) + 1;
    const { ids } = this.#reading;
    return {
      start,
      end,
      // The character behind a line break belongs to what was seen: it tells `\r` from `\r\n`.
      seen: seen < lines.count ? lines.startOf(seen) + 1 : lines.text.length + 1,
      ...opening,
      inItem: body.inItem,
      endsPlainly: endsPlainly(lines, next),
      words: body.words,
      fields: body.fields,
      problems: body.problems,
      rows: body.rows.length === 0 ? NO_ROWS : body.rows.slice(),
      alone: opening.head && closedItem(opening.head, { start, end }, body.fields, body.words, ids),
    };
  }

  /** Reads one block into the body and gives the index of the line behind it; undefined at the next heading. */
  #block(body: SectionBody, index: number): number | undefined {
    const lines = this.#lines;
    this.#see(index);
    const code = lines.firstCodeOf(index);
    if (code === BACKTICK || code === TILDE) {
      const fence = FENCE.exec(lines.at(index).text)?.[1];
      if (fence !== undefined) return this.#fence(body, index, fence);
    }
    if (code === LESS_THAN && COMMENT.test(lines.at(index).text)) return this.#comment(index);
    const heading = headingAt(lines, index);
    if (heading?.lines !== 1) this.#see(index + 1);
    if (heading) return undefined;
    if (startsTable(lines, index)) return this.#table(body, index);
    if (body.inItem && (code === HYPHEN || code === ASTERISK || code === PLUS)) {
      const read = fieldAt(lines, index);
      if (read) {
        this.#see(read.next);
        body.fields.push(read.field);
        return read.next;
      }
    }
    body.take(lines, index);
    const bare = body.inItem && this.#reading.declared ? bareFieldAt(lines, index, this.#reading.ids) : undefined;
    if (bare) body.problems.push(bare);
    return index + 1;
  }

  #see(index: number): void {
    if (index > this.#seen) this.#seen = index;
  }

  #fence(body: SectionBody, index: number, fence: string): number {
    const lines = this.#lines;
    body.take(lines, index);
    for (let next = index + 1; next < lines.count; next++) {
      const { text } = lines.at(next);
      body.take(lines, next);
      const marker = FENCE.exec(text)?.[1];
      if (marker?.startsWith(fence) && text.trim() === marker) return next + 1;
    }
    return lines.count;
  }

  #comment(index: number): number {
    const lines = this.#lines;
    const end = lines.text.indexOf('-->', lines.startOf(index));
    if (end < 0) return lines.count;
    let next = index + 1;
    while (next < lines.count && lines.startOf(next) <= end) next++;
    return next;
  }

  #table(body: SectionBody, index: number): number {
    const { runs, next } = this.#tables.read(index);
    this.#see(next);
    for (const run of runs) body.rows.push(run);
    if (runs.every((run) => run.isEmpty)) {
      for (let row = index; row < next; row++) body.take(this.#lines, row);
    }
    return next;
  }

  /** Reads a front matter with `id:`. */
  #frontMatter(): FrontMatter {
    const lines = this.#lines;
    const none: FrontMatter = { next: 0, open: false, head: undefined, fields: [], words: [], problems: [] };
    if (lines.at(0).text.trimEnd() !== '---') return none;
    let end = 1;
    while (end < lines.count && !FRONT_MATTER_END.test(lines.at(end).text)) end++;
    this.#see(end);
    if (end === lines.count) return { ...none, open: true };
    const start = lines.startOf(1);
    const tree = parseYaml(lines.text.slice(start, lines.startOf(end)), start);
    const item = tree.roots[0] && fieldsOfYaml(tree.roots[0], this.#reading.ids);
    if (!item) return { ...none, next: end + 1 };
    const idStart = item.id.span.start;
    return {
      ...none,
      next: end + 1,
      head: {
        id: item.id.text,
        key: item.resolved.key,
        type: item.type,
        idSpan: { start: idStart, end: idStart + item.id.text.length },
        title: item.title,
      },
      fields: item.fields,
      words: item.text === '' ? [] : [item.text],
      problems: tree.problems,
    };
  }
}

/** True when a line is a heading that no block above could swallow or take for its own. */
export function endsPlainly(lines: TextLines, index: number): boolean {
  if (!lines.text.startsWith('#', lines.startOf(index))) return false;
  return hashHeading(lines, index) !== undefined && !lines.at(index).text.includes('|');
}

interface FrontMatter {
  /** Index of the line behind it; 0 when there is none. */
  readonly next: number;
  /** True when it starts and never ends. */
  readonly open: boolean;
  readonly head: ItemHead | undefined;
  readonly fields: readonly RawField[];
  readonly words: readonly string[];
  readonly problems: readonly ReadProblem[];
}

/** What is collected while a section is read. */
class SectionBody {
  readonly words: string[] = [];
  readonly fields: RawField[] = [];
  readonly rows: RowRun[] = [];
  readonly problems: ReadProblem[];
  readonly inItem: boolean;

  constructor(inItem: boolean, problems: readonly ReadProblem[]) {
    this.inItem = inItem;
    this.problems = [...problems];
  }

  /** The words of a line count where an item is open to take them. */
  take(lines: TextLines, index: number): void {
    if (this.inItem) this.words.push(lines.at(index).text);
  }
}
