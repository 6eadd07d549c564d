import type { SpannedText } from '../facts.ts';
import type { LineStarts } from '../lineIndex.ts';
import type { Names } from '../names.ts';
import type { Span } from '../span.ts';
import {
  type FlatFile,
  HEAD,
  HEAD_SIZE,
  NOTHING,
  RAISED,
  SECTIONS,
  type Section,
  SIZES,
  type Starts,
  startsOf,
  VALUE,
  type Words,
} from './layout.ts';
import { bytesOf, readLines } from './lineLengths.ts';

/** Reads what stands at a place among the words of a flat file. */
export class Records {
  readonly file: FlatFile;
  readonly #words: Words;
  readonly #starts: Starts;
  /** Numbers of the names in the whole project, {@link NOTHING} for those that nobody has asked for. */
  readonly #numbers: Int32Array;
  readonly names: Names;
  /** Where the texts begin in the pool. */
  readonly #textsAt: number;

  /** Throws a RangeError when the words are not as many as they say. */
  constructor(file: FlatFile, names: Names) {
    const { words, pool } = file;
    this.file = file;
    this.names = names;
    this.#words = words;
    this.#starts = startsOf((section) => this.countOf(section));
    const { names: namesAt, texts, lines, end } = this.#starts;
    if (words.length < HEAD_SIZE || words.length !== end || this.number(lines - 1) !== pool.length)
      throw new RangeError('no flat facts');
    // The last line has no length, each of the others at least one byte.
    if (this.lineCount > 1 + words.BYTES_PER_ELEMENT * (end - lines)) throw new RangeError('no flat facts');
    this.#numbers = new Int32Array(texts - namesAt).fill(NOTHING);
    this.#textsAt = texts > namesAt ? this.number(texts - 1) : 0;
  }

  get lineCount(): number {
    return this.number(HEAD.lines);
  }

  /** Starts of lines, worked out anew each time. */
  lineStarts(): LineStarts {
    return readLines(bytesOf(this.#words, this.#starts.lines, this.#starts.end), this.lineCount);
  }

  number(at: number): number {
    return (this.#words[at] ?? RAISED + NOTHING) - RAISED;
  }

  span(at: number): Span {
    return { start: this.number(at), end: this.number(at + 1) };
  }

  optionalSpan(at: number): Span | undefined {
    return this.number(at) === NOTHING ? undefined : this.span(at);
  }

  name(at: number): string {
    return this.names.nameOf(this.nameNumber(at)) ?? '';
  }

  /** The number of a name in the whole project: equal names have equal numbers, whichever file they stand in. */
  nameNumber(at: number): number {
    const index = this.number(at);
    const known = this.#numbers[index] ?? NOTHING;
    if (known !== NOTHING) return known;
    const { names } = this.#starts;
    const start = index === 0 ? 0 : this.number(names + index - 1);
    const number = this.names.numberOf(this.file.pool.slice(start, this.number(names + index)));
    this.#numbers[index] = number;
    return number;
  }

  /** The numbers of the names that stand at one place in all records of a kind. */
  everyNameNumber(section: Section, nameAt: number): Int32Array {
    return this.#nameNumbers(section, 0, this.countOf(section), nameAt);
  }

  /** The same for a list of which `at` says where it begins and how long it is. */
  nameNumbers(section: Section, at: number, nameAt: number): Int32Array {
    return this.#nameNumbers(section, this.number(at), this.number(at + 1), nameAt);
  }

  /** A revision. */
  optionalNumber(at: number): number | undefined {
    return this.number(at) === NOTHING ? undefined : Number(this.name(at));
  }

  mark(at: number): true | undefined {
    return this.number(at) === 1 || undefined;
  }

  /** How many records of a kind have a mark at a place in them. */
  marked(section: Section, markAt: number): number {
    let count = 0;
    const [first, end] = [this.place(section, 0), this.place(section, this.countOf(section))];
    for (let at = first + markAt; at < end; at += SIZES[section]) if (this.mark(at)) count++;
    return count;
  }

  text(at: number): string {
    const { texts } = this.#starts;
    const index = this.number(at);
    const start = index === 0 ? this.#textsAt : this.number(texts + index - 1);
    return this.file.pool.slice(start, this.number(texts + index));
  }

  /** What stands for each record of a kind. */
  every<T>(section: Section, read: (records: Records, at: number) => T): readonly T[] {
    return this.#read(section, 0, this.countOf(section), read);
  }

  /** What stands for each record of a list of which `at` says where it begins and how long it is. */
  list<T>(section: Section, at: number, read: (records: Records, at: number) => T): readonly T[] {
    return this.#read(section, this.number(at), this.number(at + 1), read);
  }

  /** Tells the place of each record of such a list. */
  eachPlace(section: Section, at: number, tell: (at: number) => void): void {
    const size = SIZES[section];
    const first = this.place(section, this.number(at));
    const end = first + this.number(at + 1) * size;
    for (let place = first; place < end; place += size) tell(place);
  }

  /** The places of the records of such a list that have a name at a place in them. */
  named(section: Section, at: number, name: string, nameAt: number): readonly number[] {
    const size = SIZES[section];
    const first = this.place(section, this.number(at));
    const end = first + this.number(at + 1) * size;
    let found: number[] | undefined;
    const wanted = first < end ? this.names.numberOf(name) : NOTHING;
    for (let place = first; place < end; place += size) {
      if (this.nameNumber(place + nameAt) !== wanted) continue;
      found ??= [];
      found.push(place);
    }
    return found ?? NONE;
  }

  /** The place of a record of a kind. */
  place(section: Section, index: number): number {
    return this.#starts[section] + index * SIZES[section];
  }

  values(at: number): readonly SpannedText[] {
    return this.list('values', at, readValue);
  }

  #read<T>(section: Section, first: number, count: number, read: (records: Records, at: number) => T): readonly T[] {
    if (count === 0) return NONE;
    const size = SIZES[section];
    let at = this.place(section, first);
    const found = new Array<T>(count);
    for (let index = 0; index < count; index++) {
      found[index] = read(this, at);
      at += size;
    }
    return found;
  }

  #nameNumbers(section: Section, first: number, count: number, nameAt: number): Int32Array {
    const numbers = new Int32Array(count);
    let at = this.place(section, first) + nameAt;
    for (let index = 0; index < count; index++) {
      numbers[index] = this.nameNumber(at);
      at += SIZES[section];
    }
    return numbers;
  }

  /** How many records of a kind there are. */
  countOf(section: Section): number {
    return this.number(HEAD.counts + SECTIONS.indexOf(section));
  }
}

const NONE: readonly never[] = [];

function readValue(records: Records, at: number): SpannedText {
  return { text: records.text(at + VALUE.text), span: records.span(at + VALUE.span) };
}
