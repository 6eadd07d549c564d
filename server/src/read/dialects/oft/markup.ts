import type { ItemFact, ReadProblem, SpannedText } from '../../../model/facts.ts';
import { type FoundPart, type Part, type PartFinder, WorkCounter } from '../../reuse/parts.ts';
import { shiftedProblem } from '../../reuse/shifted.ts';
import { shiftedItem } from '../../reuse/shiftedItem.ts';
import type { TextLines } from '../../textLines.ts';
import type { DialectFacts } from '../dialectFacts.ts';
import {
  type MarkupFlavour,
  MarkupReader,
  type Opening,
  plainOpening,
  type Rarities,
  raritiesIn,
} from './markupReader.ts';

/** Lines of a document from a title, or from the ID of an item without one, to the next. */
export interface MarkupPart extends Part {
  /** What the first line opens; undefined at the start of the document. */
  readonly opening: Opening | undefined;
  /** What the line behind the part opens; undefined at the end of the document. */
  readonly next: Opening | undefined;
  /** True when the line behind opens that wherever it stands. */
  readonly endsPlainly: boolean;
  readonly items: readonly ItemFact[];
  readonly problems: readonly ReadProblem[];
}

/** Facts of a document with the parts that they were made of. */
export interface MarkupReading {
  readonly facts: DialectFacts;
  readonly parts: readonly MarkupPart[];
}

/**
 * Reads the items of a Markdown or reStructuredText document: a line that begins with an ID opens one, the heading
 * above gives its title, keywords (`Status:`, `Covers:`, `Needs:` ...) its parts, and `arch --> dsn : req~x~1` passes
 * needs on. `oft:off` and `oft:on` switch the reading.
 */
export function readMarkup(lines: TextLines, flavour: MarkupFlavour): DialectFacts {
  return rereadMarkup(lines, flavour, undefined, new WorkCounter()).facts;
}

/**
 * Reads a document as {@link readMarkup} does, and keeps its parts for the next time. Parts that an edit left alone
 * since an earlier reading are taken from there; the result is the same as without.
 */
export function rereadMarkup(
  lines: TextLines,
  flavour: MarkupFlavour,
  earlier: PartFinder<MarkupPart> | undefined,
  work: WorkCounter,
): MarkupReading {
  const items: ItemFact[] = [];
  const problems: ReadProblem[] = [];
  const parts: MarkupPart[] = [];
  const document = new MarkupDocument(lines, flavour);
  const count = lines.text.includes('~') ? document.count : 0;
  let opening: Opening | undefined;
  for (let index = 0; index < count; ) {
    const found = earlier?.at(lines.startOf(index));
    const fits = found !== undefined && found.part.opening === opening && document.stillEnds(found);
    const part = fits ? document.takenOver(found) : document.partFrom(index, opening, earlier);
    if (fits) work.reused++;
    else if (part.end > part.start) work.read++;
    for (const item of part.items) items.push(item);
    for (const problem of part.problems) problems.push(problem);
    if (part.end > part.start) parts.push(part);
    opening = part.next;
    index = part.next === undefined ? count : (lines.indexAt(part.end) ?? count);
  }
  return { facts: { items, tags: [], problems }, parts };
}

class MarkupDocument {
  readonly #lines: TextLines;
  readonly #flavour: MarkupFlavour;
  readonly #rarities: Rarities;
  /** Number of lines; an empty piece behind the last line end is not a line. */
  readonly count: number;

  constructor(lines: TextLines, flavour: MarkupFlavour) {
    this.#lines = lines;
    this.#flavour = flavour;
    this.#rarities = raritiesIn(lines.text);
    const last = lines.count - 1;
    this.count = lines.startOf(last) === lines.text.length ? last : lines.count;
  }

  #line(index: number): SpannedText | undefined {
    if (index >= this.count) return undefined;
    const start = this.#lines.startOf(index);
    const end = this.#lines.endOf(index);
    return { text: this.#lines.text.slice(start, end), span: { start, end } };
  }

  /** Reads the part that starts with a line. */
  partFrom(first: number, opening: Opening | undefined, earlier: PartFinder<MarkupPart> | undefined): MarkupPart {
    const reader = new MarkupReader(this.#flavour, this.#rarities);
    let line = this.#line(first);
    let following = this.#line(first + 1);
    let index = first;
    if (line && opening) {
      reader.startWith(opening, line, following);
      index++;
      line = following;
      following = this.#line(index + 1);
    }
    let next: Opening | undefined;
    for (; line; index++) {
      next = reader.next(line, following);
      if (next) break;
      line = following;
      following = this.#line(index + 2);
    }
    const end = this.#lines.startOf(line ? index : this.#lines.count);
    const endsPlainly = this.#opensPlainly(index, next);
    const { items, problems } = reader.finish();
    const part = {
      start: this.#lines.startOf(first),
      end,
      seen: this.#seenAt(index),
      opening,
      next,
      endsPlainly,
      items,
      problems,
    };
    return earlier?.fresh(part) ?? part;
  }

  /** Behind what is looked at when a part ends at the line of that index. */
  #seenAt(index: number): number {
    return index + 2 < this.count ? this.#lines.startOf(index + 2) + 1 : this.#lines.text.length + 1;
  }

  /** An earlier part in its present place. Where the line at its end is another one by now, that one was looked at. */
  takenOver({ part, shift, certain }: FoundPart<MarkupPart>): MarkupPart {
    if (certain) return shiftedPart(part, shift);
    return { ...part, seen: this.#seenAt(this.#lines.indexAt(part.end) ?? this.count) };
  }

  /** True when an earlier part ends in the present text where it ended in the earlier one. */
  stillEnds({ part, certain }: FoundPart<MarkupPart>): boolean {
    const index = certain || !part.endsPlainly ? undefined : this.#lines.indexAt(part.end);
    return certain || (index !== undefined && this.#opensPlainly(index, part.next));
  }

  #opensPlainly(index: number, opening: Opening | undefined): boolean {
    const line = this.#flavour === 'markdown' && opening ? this.#line(index) : undefined;
    return line !== undefined && plainOpening(line) === opening;
  }
}

function shiftedPart(part: MarkupPart, shift: number): MarkupPart {
  if (shift === 0) return part;
  return {
    ...part,
    start: part.start + shift,
    end: part.end + shift,
    seen: part.seen + shift,
    items: part.items.map((item) => shiftedItem(item, shift)),
    problems: part.problems.map((problem) => shiftedProblem(problem, shift)),
  };
}
