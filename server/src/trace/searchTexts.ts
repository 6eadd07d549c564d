import type { FileFacts, ItemFact } from '../model/facts.ts';
import { factCount } from '../model/flatFacts/factCount.ts';
import { searchText } from './item.ts';
import { hasLetters, lettersIn } from './letters.ts';
import type { TextQuery } from './snapshot.ts';

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

/**
 * The {@link searchText}s of the items of a file. They are looked through with every key that somebody types in a list of
 * proposals, so they are made ready once, in pieces: when a piece is first asked for, or ahead of that.
 */
export class SearchTexts {
  readonly #facts: Pick<FileFacts, 'items'>;
  readonly #pieces: Piece[] = [];
  readonly #types: string[] = [];

  constructor(facts: Pick<FileFacts, 'items'>) {
    this.#facts = facts;
  }

  /** Makes the next piece ready. Gives false when nothing was left to be done. */
  advance(): boolean {
    const from = this.#pieces.length * PIECE;
    if (from >= factCount(this.#facts, 'items')) return false;
    this.#pieces.push(this.#pieceOf(this.#facts.items.slice(from, from + PIECE)));
    return true;
  }

  /**
   * Position of the first item from `start` on that answers a query, or -1; of our own notation and some types alone where
   * `types` is given.
   */
  next(types: ReadonlySet<string> | undefined, { letters: wanted, matches }: TextQuery, start: number): number {
    const length = factCount(this.#facts, 'items');
    for (let from = start - (start % PIECE); from < length; from += PIECE) {
      const { letters, types: numbers, texts, ends } = this.#piece(from / PIECE);
      for (let at = Math.max(0, start - from); at < letters.length; at++) {
        if (!hasLetters(letters[at] ?? 0, wanted)) continue;
        if (types && !types.has(this.#types[numbers[at] ?? 0] ?? FOREIGN)) continue;
        if (matches(texts.slice(ends[at - 1] ?? 0, ends[at]))) return from + at;
      }
    }
    return -1;
  }

  #piece(nth: number): Piece {
    while (this.#pieces.length <= nth && this.advance());
    const piece = this.#pieces[nth];
    if (!piece) throw new RangeError(`No piece ${nth}`);
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
