import { ownText } from '../ownText.ts';
import { type FlatFile, HEAD, HEAD_SIZE, NOTHING, RAISED, SECTION, type Section, SIZES, type Words } from './layout.ts';

/** Texts in one piece, of which parts are taken: bytes that become strings where somebody asks. */
export interface Pool {
  /** A part in memory of its own. */
  slice(start: number, end: number): string;
}

/** Numbers and texts among which flat files stand. */
export interface FlatShelf {
  readonly words: Words;
  readonly pool: Pool;
}

/** Where a flat file begins on its shelf, and how much of that is its own. */
export interface FlatExtent {
  readonly wordsAt: number;
  readonly wordCount: number;
  readonly poolAt: number;
  readonly poolLength: number;
}

/** What flat files stand in together: it can make room once it knows that some of them are of no use. */
export interface FlatHome {
  /** The project has other facts of the file by now. */
  left(place: FlatPlace): void;
}

/**
 * Where the flat form of a file stands: on its own, or among others in the bytes that they came in. What is asked of most files is
 * told from there without making anything. A place may move, and says the same afterwards.
 */
export class FlatPlace implements FlatFile {
  #shelf: FlatShelf;
  #wordsAt: number;
  #poolAt: number;
  #home: FlatHome | undefined;

  /** Throws a RangeError when what stands there is no flat file, or is not as much as it says. */
  constructor(shelf: FlatShelf, { wordsAt, wordCount, poolAt, poolLength }: FlatExtent, home?: FlatHome) {
    this.#shelf = shelf;
    this.#wordsAt = wordsAt;
    this.#poolAt = poolAt;
    this.#home = home;
    const linesAt = this.startOf(SECTION.lines);
    const end = linesAt + this.countOf(SECTION.lines);
    if (wordCount < HEAD_SIZE || wordCount !== end || this.number(linesAt - 1) !== poolLength)
      throw new RangeError('no flat facts');
    // The last line has no length, each of the others at least one byte.
    if (this.number(HEAD.lines) > 1 + shelf.words.BYTES_PER_ELEMENT * (end - linesAt))
      throw new RangeError('no flat facts');
  }

  /** The place of a file that stands on its own. */
  static alone(file: FlatFile): FlatPlace {
    const { words, pool } = file;
    const shelf = { words, pool: { slice: (start: number, end: number) => ownText(pool.slice(start, end)) } };
    return new FlatPlace(shelf, { wordsAt: 0, wordCount: words.length, poolAt: 0, poolLength: pool.length });
  }

  get shelf(): FlatShelf {
    return this.#shelf;
  }

  get extent(): FlatExtent {
    const linesAt = this.startOf(SECTION.lines);
    return {
      wordsAt: this.#wordsAt,
      wordCount: linesAt + this.countOf(SECTION.lines),
      poolAt: this.#poolAt,
      poolLength: this.number(linesAt - 1),
    };
  }

  /** The words of the file alone. */
  get words(): Words {
    const { wordsAt, wordCount } = this.extent;
    return this.#shelf.words.subarray(wordsAt, wordsAt + wordCount);
  }

  /** The pool of the file alone. */
  get pool(): string {
    return this.poolText(0, this.extent.poolLength);
  }

  /** The number at a place among the words of the file. */
  number(at: number): number {
    return (this.#shelf.words[this.#wordsAt + at] ?? RAISED + NOTHING) - RAISED;
  }

  /** A part of the pool of the file. */
  poolText(start: number, end: number): string {
    return this.#shelf.pool.slice(this.#poolAt + start, this.#poolAt + end);
  }

  /** How many records of a kind there are. */
  countOf(section: Section): number {
    return this.number(HEAD.counts + section);
  }

  /** Where the records of a kind begin. */
  startOf(section: Section): number {
    let at = HEAD_SIZE;
    for (let before = 0; before < section; before++) at += this.number(HEAD.counts + before) * (SIZES[before] ?? 0);
    return at;
  }

  /** A name that is given by its number. */
  name(index: number): string {
    const namesAt = this.startOf(SECTION.names);
    return this.poolText(index === 0 ? 0 : this.number(namesAt + index - 1), this.number(namesAt + index));
  }

  /** Tells that the project has other facts of the file by now. Who still holds these can ask them as before. */
  leave(): void {
    this.#home?.left(this);
    this.#home = undefined;
  }

  /** What stood here stands there from now on, number for number. */
  move(shelf: FlatShelf, { wordsAt, poolAt }: FlatExtent, home: FlatHome): void {
    this.#shelf = shelf;
    this.#wordsAt = wordsAt;
    this.#poolAt = poolAt;
    this.#home = home;
  }
}
