import type { IdScheme } from '../config/idScheme.ts';
import type { ReadingConfig } from '../config/readingConfig.ts';
import type { ItemFact, ReadProblem, SuppressionFact } from '../model/facts.ts';
import { mayLeadLine } from './itemToken.ts';
import { headingAt } from './markdown/heading.ts';
import { type ClosedItem, closedItem, type ItemHead, type Section } from './markdown/section.ts';
import { endsPlainly, SectionReader } from './markdown/sectionReader.ts';
import { seenUpTo, shiftedSection } from './markdown/shiftedSection.ts';
import type { FoundPart } from './reuse/parts.ts';
import type { ReadingMemory } from './reuse/readingMemory.ts';
import { NO_SPEC, type SpecFacts } from './specFacts.ts';
import type { TextLines } from './textLines.ts';

/**
 * Reads Markdown specs: a heading that starts with an ID opens an item, whose text is the section up to the next
 * heading of the same or a higher level; bullets `- key: value` with a known key are its fields. Rows of a table with
 * an ID column, and a file with `id:` in its front matter, are items too. Fenced code and HTML comments are not read.
 */
export function readMarkdown(lines: TextLines, reading: ReadingConfig): SpecFacts {
  if (!mayHoldItems(lines.text, reading.ids)) return NO_SPEC;
  const outline = new Outline(reading.ids);
  eachSection(lines, reading, (section) => outline.add(section));
  return outline.finish(lines.text.length);
}

/** False for a text that holds no item: neither a table nor a front matter, and no line that could be a heading with an ID. */
function mayHoldItems(text: string, ids: IdScheme): boolean {
  return ids.hasPatterns || text.includes('|') || text.startsWith('---') || mayLeadLine(text);
}

/** Facts of a Markdown text with the sections that they were made of. */
export interface MarkdownReading {
  readonly facts: SpecFacts;
  readonly sections: readonly Section[];
}

/**
 * Reads a Markdown text as {@link readMarkdown} does, and keeps its sections for the next time. Sections that an edit
 * left alone since an earlier reading are taken from there; the result is the same as without.
 */
export function rereadMarkdown(lines: TextLines, reading: ReadingConfig, memory: ReadingMemory): MarkdownReading {
  const outline = new Outline(reading.ids);
  const sections: Section[] = [];
  const take = (section: Section): void => {
    outline.add(section);
    sections.push(section);
  };
  eachSection(lines, reading, take, memory);
  return { facts: outline.finish(lines.text.length), sections };
}

/** Gives the sections of a text in their order. */
function eachSection(
  lines: TextLines,
  reading: ReadingConfig,
  take: (section: Section) => void,
  memory?: ReadingMemory,
): void {
  const reader = new SectionReader(lines, reading, memory);
  const earlier = memory?.findSections();
  /** Levels of the items that are open, outermost first. */
  const levels: number[] = [];
  const inItem = (level: number, head: ItemHead | undefined): boolean => {
    while ((levels.at(-1) ?? -1) >= level) levels.pop();
    return head !== undefined || levels.length > 0;
  };
  const readAt = (index: number): Section => {
    const heading = headingAt(lines, index);
    if (!heading) return reader.first();
    const head = reader.headOf(heading);
    return reader.section(index, heading, head, inItem(heading.level, head));
  };
  const freshAt = (index: number): Section => {
    if (memory) memory.work.read++;
    const section = readAt(index);
    return earlier?.fresh(section) ?? section;
  };
  for (let index = 0; index < lines.count; ) {
    const found = earlier?.at(lines.startOf(index));
    const fits = found && stillEnds(lines, found) && found.part.inItem === inItem(found.part.level, found.part.head);
    const section = fits ? takenOver(lines, found) : freshAt(index);
    if (memory && fits) memory.work.reused++;
    if (section.head) levels.push(section.level);
    take(section);
    index = lineAt(lines, section.end);
  }
}

/** True when an earlier section ends in the present text where it ended in the earlier one. */
function stillEnds(lines: TextLines, { part, certain }: FoundPart<Section>): boolean {
  return certain || (part.endsPlainly && endsPlainly(lines, lineAt(lines, part.end)));
}

/** An earlier section in its present place. Where the line at its end is another one by now, that one was looked at. */
function takenOver(lines: TextLines, { part, shift, certain }: FoundPart<Section>): Section {
  const section = shiftedSection(part, shift);
  return certain ? section : seenUpTo(section, lines.startOf(lineAt(lines, part.end) + 1) + 1);
}

/** Index of the line at the end of a section; behind the last line at the end of the text. */
function lineAt(lines: TextLines, end: number): number {
  return end >= lines.text.length ? lines.count : (lines.indexAt(end) ?? lines.count);
}

interface OpenItem {
  readonly level: number;
  readonly start: number;
  head: ItemHead;
  readonly sections: Section[];
  readonly words: string[];
}

/** Nests sections into items. */
class Outline {
  readonly #ids: IdScheme;
  readonly #items: ItemFact[] = [];
  readonly #suppressions: SuppressionFact[] = [];
  readonly #problems: ReadProblem[] = [];
  readonly #open: OpenItem[] = [];

  constructor(ids: IdScheme) {
    this.#ids = ids;
  }

  add(section: Section): void {
    const { level, head, start, words, problems, rows } = section;
    while ((this.#open.at(-1)?.level ?? -1) >= level) this.#close(start);
    if (head) this.#open.push({ level, start, head, sections: [section], words: [...words] });
    else this.#continue(section);
    for (const problem of problems) this.#problems.push(problem);
    for (const { facts } of rows) this.#take(facts);
  }

  #take({ items, suppressions, problems }: SpecFacts): void {
    for (const item of items) this.#items.push(item);
    for (const suppression of suppressions) this.#suppressions.push(suppression);
    for (const problem of problems) this.#problems.push(problem);
  }

  /** Adds a section without an ID to the item that is open. */
  #continue(section: Section): void {
    const top = this.#open.at(-1);
    if (!top) return;
    const words = section.heading ?? '';
    if (top.level === 0 && top.head.title === '') top.head = { ...top.head, title: words.trim() };
    else top.words.push(words);
    for (const word of section.words) top.words.push(word);
    top.sections.push(section);
  }

  finish(end: number): SpecFacts {
    while (this.#open.length > 0) this.#close(end);
    this.#items.sort((a, b) => a.span.start - b.span.start || b.span.end - a.span.end);
    return { items: this.#items, suppressions: this.#suppressions, problems: this.#problems };
  }

  #close(end: number): void {
    const open = this.#open.pop();
    if (!open) return;
    const { item, suppressions, problems } = this.#closed(open, end);
    for (const suppression of suppressions) this.#suppressions.push(suppression);
    for (const problem of problems) this.#problems.push(problem);
    this.#items.push(item);
  }

  #closed({ head, start, sections, words }: OpenItem, end: number): ClosedItem {
    const [only, more] = sections;
    const alone = more === undefined && only?.end === end ? only.alone : undefined;
    if (alone) return alone;
    const fields = sections.flatMap((section) => section.fields);
    return closedItem(head, { start, end }, fields, words, this.#ids);
  }
}
