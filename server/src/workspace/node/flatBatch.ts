import {
  type FlatExtent,
  type FlatHome,
  FlatPlace,
  type FlatShelf,
  type Pool,
} from '../../model/flatFacts/flatPlace.ts';
import { AlignedParts } from './alignedParts.ts';
import { FLAT_ALIGNMENT, FLAT_HEAD, NARROW, WIDE } from './flatBytes.ts';

/**
 * Flat files in the bytes that they came in. For as long as one of them is in use, all of the bytes are: so those in use
 * move to bytes of their own once they are less than half of what was given out.
 */
export class FlatBatch implements FlatHome {
  readonly #bytes: Buffer;
  readonly #shelves: readonly ByteShelf[];
  /** Those that are in use. */
  #places: FlatPlace[] = [];
  #bytesInUse = 0;
  #bytesLeft = 0;

  /** The bytes must not change any more. */
  constructor(bytes: Uint8Array<ArrayBuffer>) {
    const { buffer, byteOffset, byteLength } = bytes.byteOffset % FLAT_ALIGNMENT === 0 ? bytes : new Uint8Array(bytes);
    this.#bytes = Buffer.from(buffer, byteOffset, byteLength);
    const short = new Uint16Array(buffer, byteOffset, Math.floor(byteLength / Uint16Array.BYTES_PER_ELEMENT));
    const long = new Int32Array(buffer, byteOffset, Math.floor(byteLength / Int32Array.BYTES_PER_ELEMENT));
    const narrow = new BytePool(this.#bytes, 'latin1', NARROW);
    const wide = new BytePool(this.#bytes, 'utf16le', WIDE);
    this.#shelves = [short, long].flatMap((words) => [narrow, wide].map((pool) => ({ words, pool })));
  }

  /** The flat file that stands from one byte up to another. Throws a RangeError when there is none. */
  placeAt(start: number, end: number): FlatPlace {
    const { shelf, extent } = this.#found(start, end);
    const place = new FlatPlace(shelf, extent, this);
    this.#places.push(place);
    this.#bytesInUse += end - start;
    return place;
  }

  left(place: FlatPlace): void {
    const index = this.#places.indexOf(place);
    if (index < 0) return;
    const last = this.#places.pop();
    if (last && last !== place) this.#places[index] = last;
    const { start, end } = this.#bytesOf(place);
    this.#bytesInUse -= end - start;
    this.#bytesLeft += end - start;
    if (this.#bytesInUse < this.#bytesLeft) this.#moveAll();
  }

  #moveAll(): void {
    const places = this.#places;
    this.#places = [];
    this.#bytesInUse = 0;
    this.#bytesLeft = 0;
    if (places.length === 0) return;
    const parts = new AlignedParts();
    const starts = places.map((place) => {
      const { start, end } = this.#bytesOf(place);
      const { next } = parts;
      parts.add(this.#bytes.subarray(start, end));
      return next;
    });
    const batch = new FlatBatch(parts.bytes());
    for (const [index, place] of places.entries()) batch.#takeIn(place, starts[index] ?? 0, this.#bytesOf(place));
  }

  /** Has a file of another batch stand here from now on. */
  #takeIn(place: FlatPlace, at: number, { start, end }: ByteRange): void {
    const { shelf, extent } = this.#found(at, at + end - start);
    place.move(shelf, extent, this);
    this.#places.push(place);
    this.#bytesInUse += end - start;
  }

  /** Where a file of this batch stands. */
  #bytesOf({ shelf, extent }: FlatPlace): ByteRange {
    const { wordsAt, poolAt, poolLength } = extent;
    const own = this.#shelves.find((each) => each === shelf);
    if (!own) throw new RangeError('a file of another batch');
    const { words, pool } = own;
    return { start: words.BYTES_PER_ELEMENT * wordsAt - FLAT_HEAD, end: pool.width * (poolAt + poolLength) };
  }

  #found(start: number, end: number): { readonly shelf: FlatShelf; readonly extent: FlatExtent } {
    const wordCount = this.#bytes.readUInt32LE(start);
    const wordSize = this.#bytes.readUInt32LE(start + 4);
    const width = this.#bytes.readUInt32LE(start + 8);
    const wordsAt = start + FLAT_HEAD;
    const poolAt = wordsAt + wordSize * wordCount;
    const shelf = this.#shelves.find(({ words, pool }) => words.BYTES_PER_ELEMENT === wordSize && pool.width === width);
    if (!shelf || poolAt > end) throw new RangeError('no flat facts');
    return {
      shelf,
      extent: { wordsAt: wordsAt / wordSize, wordCount, poolAt: poolAt / width, poolLength: (end - poolAt) / width },
    };
  }
}

interface ByteRange {
  readonly start: number;
  readonly end: number;
}

interface ByteShelf extends FlatShelf {
  readonly pool: BytePool;
}

/** Bytes of texts, each character of which takes so many. */
class BytePool implements Pool {
  readonly width: number;
  readonly #bytes: Buffer;
  readonly #encoding: 'latin1' | 'utf16le';

  constructor(bytes: Buffer, encoding: 'latin1' | 'utf16le', width: number) {
    this.width = width;
    this.#bytes = bytes;
    this.#encoding = encoding;
  }

  slice(start: number, end: number): string {
    return this.#bytes.toString(this.#encoding, this.width * start, this.width * end);
  }
}
