import type { ItemFact } from '../model/facts.ts';
import { hasLetters, lettersIn } from './letters.ts';
import { searchText, type TextQuery } from './snapshot.ts';

/** So many items are made ready at a time: the work of a moment, however many a file has. */
const PIECE = 512;

/** Stands for the type of items of foreign notations. */
const FOREIGN = '';

/** Some items behind each other, ready to be looked through. */
interface Piece {
  /** The letters of each text: few texts have all those of what somebody looks for. */
  readonly letters: Int32Array;
  /** The type of each item, by its place among the types of the file. */
  readonly types: Uint16Array;
  /** All texts with nothing in between, and where each ends. */
  readonly texts: string;
  readonly ends: Uint32Array;
}

/** The next place from `at` on with all wanted letters, or the end. */
function nextWith(letters: Int32Array, wanted: number, at: number): number {
  let next = at;
  while (next < letters.length && !hasLetters(letters[next] ?? 0, wanted)) next++;
  return next;
}

/**
 * The {@link searchText}s of the items of a file. They are looked through with every key that somebody types in a list of
 * proposals, so they are made ready once, in pieces: when a piece is first asked for, or ahead of that.
 */
export class SearchTexts {
  readonly #items: readonly ItemFact[];
  readonly #pieces: Piece[] = [];
  readonly #types: string[] = [];

  constructor(items: readonly ItemFact[]) {
    this.#items = items;
  }

  /** Makes the next piece ready. Gives false when nothing was left to be done. */
  advance(): boolean {
    const from = this.#pieces.length * PIECE;
    if (from >= this.#items.length) return false;
    this.#pieces.push(this.#pieceOf(this.#items.slice(from, from + PIECE)));
    return true;
  }

  /** Positions of the items that answer a query, in order; of our own notation and some types alone where `types` is given. */
  *matching(types: ReadonlySet<string> | undefined, { letters: wanted, matches }: TextQuery): Generator<number> {
    for (let from = 0; from < this.#items.length; from += PIECE) {
      const piece = this.#pieces[from / PIECE] ?? this.#nextPiece();
      const isAsked = this.#types.map((type) => types?.has(type) ?? true);
      const { letters, texts, ends } = piece;
      for (let at = nextWith(letters, wanted, 0); at < letters.length; at = nextWith(letters, wanted, at + 1)) {
        if (isAsked[piece.types[at] ?? 0] === true && matches(texts.slice(ends[at - 1] ?? 0, ends[at])))
          yield from + at;
      }
    }
  }

  #nextPiece(): Piece {
    this.advance();
    const piece = this.#pieces.at(-1);
    if (!piece) throw new RangeError('No item is left');
    return piece;
  }

  #pieceOf(items: readonly ItemFact[]): Piece {
    const texts = items.map(searchText);
    const ends = new Uint32Array(texts.length);
    let end = 0;
    for (const [at, text] of texts.entries()) {
      end += text.length;
      ends[at] = end;
    }
    return {
      letters: Int32Array.from(texts, lettersIn),
      types: Uint16Array.from(items, (item) => this.#numberOf(item)),
      texts: texts.join(''),
      ends,
    };
  }

  #numberOf({ dialect, type }: ItemFact): number {
    const name = dialect === 'lifetrace' ? type : FOREIGN;
    const known = this.#types.indexOf(name);
    return known < 0 ? this.#types.push(name) - 1 : known;
  }
}
