import type { SpannedText } from '../facts.ts';
import type { LineStarts } from '../lineIndex.ts';
import type { Names } from '../names.ts';
import type { Span } from '../span.ts';
import type { FlatPlace } from './flatPlace.ts';
import { HEAD, NOTHING, SECTION, type Section, SIZES, startsOf, VALUE } from './layout.ts';
import { bytesOf, readLines } from './lineLengths.ts';

/** Reads what stands at a place among the words of a flat file. */
export class Records {
  readonly #flat: FlatPlace;
  /** Where each section begins, and behind the last one where the words end. */
  readonly #starts: Int32Array;
  readonly #namesAt: number;
  /** Where it stands where each text ends. */
  readonly #textEndsAt: number;
  /** Numbers of the names in the whole project, {@link NOTHING} for those that nobody has asked for. */
  readonly #numbers: Int32Array;
  readonly names: Names;
  /** Where the texts begin in the pool. */
  readonly #textsAt: number;

  constructor(flat: FlatPlace, names: Names) {
    this.#flat = flat;
    this.names = names;
    this.#starts = startsOf((section) => flat.number(HEAD.counts + section));
    this.#namesAt = this.place(SECTION.names, 0);
    this.#textEndsAt = this.place(SECTION.texts, 0);
    const count = this.#textEndsAt - this.#namesAt;
    this.#numbers = new Int32Array(count).fill(NOTHING);
    this.#textsAt = count > 0 ? this.number(this.#textEndsAt - 1) : 0;
  }

  /** Starts of lines, worked out anew each time. */
  lineStarts(): LineStarts {
    const { words } = this.#flat;
    return readLines(bytesOf(words, this.place(SECTION.lines, 0), words.length), this.number(HEAD.lines));
  }

  number(at: number): number {
    return this.#flat.number(at);
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
    const number = this.names.numberOfOwn(this.nameText(at));
    this.#numbers[index] = number;
    return number;
  }

  /** A name as it stands in the file: the project does not learn it by that. */
  nameText(at: number): string {
    const index = this.number(at);
    const start = index === 0 ? 0 : this.number(this.#namesAt + index - 1);
    return this.#flat.poolText(start, this.number(this.#namesAt + index));
  }

  /** The numbers of the names that stand at one place in all records of a kind. */
  everyNameNumber(section: Section, nameAt: number): Int32Array {
    const numbers = new Int32Array(this.countOf(section));
    let at = this.place(section, 0) + nameAt;
    for (let index = 0; index < numbers.length; index++) {
      numbers[index] = this.nameNumber(at);
      at += SIZES[section];
    }
    return numbers;
  }

  /** A revision. */
  optionalNumber(at: number): number | undefined {
    return this.number(at) === NOTHING ? undefined : Number(this.name(at));
  }

  mark(at: number): true | undefined {
    return this.number(at) === 1 || undefined;
  }

  text(at: number): string {
    const index = this.number(at);
    const start = index === 0 ? this.#textsAt : this.number(this.#textEndsAt + index - 1);
    return this.#flat.poolText(start, this.number(this.#textEndsAt + index));
  }

  optionalText(at: number): string | undefined {
    return this.number(at) === NOTHING ? undefined : this.text(at);
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

  /** Tells the place of each record of a kind. */
  everyPlace(section: Section, tell: (at: number) => void): void {
    const size = SIZES[section];
    const end = this.place(section, this.countOf(section));
    for (let place = this.place(section, 0); place < end; place += size) tell(place);
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
    return (this.#starts[section] ?? 0) + index * SIZES[section];
  }

  values(at: number): readonly SpannedText[] {
    return this.list(SECTION.values, at, readValue);
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

  /** How many records of a kind there are. */
  countOf(section: Section): number {
    return this.#flat.countOf(section);
  }
}

const NONE: readonly never[] = [];

function readValue(records: Records, at: number): SpannedText {
  return { text: records.text(at + VALUE.text), span: records.span(at + VALUE.span) };
}
