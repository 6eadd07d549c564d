import type { FileRole } from '../../model/facts.ts';
import type { FlatPlace } from '../../model/flatFacts/flatPlace.ts';
import type { FilePath } from '../../model/span.ts';
import { AlignedParts, aligned } from './alignedParts.ts';
import type { DiscoveredFile } from './discoveredFile.ts';
import { type FileReading, NOTHING, READING_STATES, type ReadingState } from './fileReading.ts';
import type { FileStamp } from './fileStamp.ts';
import { FlatBatch } from './flatBatch.ts';
import { readStamp, STAMP_NUMBERS, writeStamp } from './packedStamps.ts';

/**
 * Readings of files, but for the files themselves: side by side in a few arrays, so that they go to another thread and to a
 * later run as they are, and a file that says nothing costs hardly more than its numbers.
 */
export interface PackedReadings extends ReadingNumbers {
  readonly payloads: readonly Uint8Array<ArrayBuffer>[];
}

/** What packed readings tell of each file. */
export interface ReadingNumbers {
  /** Positions in {@link READING_STATES}. */
  readonly states: Uint8Array<ArrayBuffer>;
  readonly stamps: Float64Array<ArrayBuffer>;
  /** In which of the pieces that hold the payloads that of a file stands, or would stand. */
  readonly pieces: Uint32Array<ArrayBuffer>;
  /** Where in its piece a payload ends; the next one begins where {@link aligned} says. */
  readonly ends: Uint32Array<ArrayBuffer>;
}

/** So many bytes of facts stay together: where most of them are of no use any more, the others have to move. */
const PIECE_BYTES = 512 * 1024;

/** Packs the readings of so many files, which are added in their order. */
export class ReadingPacker {
  readonly #numbers: ReadingNumbers;
  readonly #take: (piece: Uint8Array<ArrayBuffer>) => void;
  #piece = new AlignedParts();
  #pieces = 0;
  #count = 0;

  /**
   * `take` gets the payloads in pieces of {@link PIECE_BYTES} at most, one after the other, each in bytes of its own. A longer payload is a
   * piece as it stands, not a copy. A payload must not change before its piece was given away.
   */
  constructor(count: number, take: (piece: Uint8Array<ArrayBuffer>) => void) {
    this.#take = take;
    this.#numbers = {
      states: new Uint8Array(count),
      stamps: new Float64Array(STAMP_NUMBERS * count),
      pieces: new Uint32Array(count),
      ends: new Uint32Array(count),
    };
  }

  add({ state, stamp, payload }: FileReading): void {
    const { states, stamps, pieces, ends } = this.#numbers;
    const index = this.#count++;
    states[index] = READING_STATES.indexOf(state);
    writeStamp(stamps, index, stamp);
    if (this.#piece.next + payload.length > PIECE_BYTES) this.#endPiece();
    pieces[index] = this.#pieces;
    if (payload.length > PIECE_BYTES) {
      ends[index] = payload.length;
      this.#give(payload);
      return;
    }
    this.#piece.add(payload);
    ends[index] = this.#piece.end;
  }

  /** Gives away what is left of the payloads, and tells the numbers of all that was added. */
  done(): ReadingNumbers {
    this.#endPiece();
    return this.#numbers;
  }

  #endPiece(): void {
    if (this.#piece.end === 0) return;
    this.#give(this.#piece.bytes());
    this.#piece = new AlignedParts();
  }

  #give(piece: Uint8Array<ArrayBuffer>): void {
    this.#take(piece);
    this.#pieces++;
  }
}

/** Packed readings that have come from another thread or an earlier run. */
export class ArrivedReadings {
  readonly #numbers: ReadingNumbers;
  /** Those of which some payload may still be asked for. */
  readonly #pieces: (Uint8Array<ArrayBuffer> | undefined)[];
  /** The facts that stand in each piece. */
  readonly #facts: (FlatBatch | undefined)[] = [];
  /** How many payloads of each piece have not been let go of; counted when the first one is. */
  #left: Uint32Array | undefined;

  constructor({ payloads, ...numbers }: PackedReadings) {
    this.#numbers = numbers;
    this.#pieces = [...payloads];
  }

  /** Bytes of all payloads. */
  get size(): number {
    return this.#pieces.reduce((sum, piece) => sum + (piece?.length ?? 0), 0);
  }

  /** What became of a file. Throws a RangeError when the packed readings are damaged. */
  state(index: number): ReadingState {
    const state = READING_STATES[this.#numbers.states[index] ?? READING_STATES.length];
    if (state === undefined) throw new RangeError('unknown state');
    return state;
  }

  stamp(index: number): FileStamp | undefined {
    return readStamp(this.#numbers.stamps, index);
  }

  /** A view. */
  payload(index: number): Uint8Array<ArrayBuffer> {
    const start = this.#start(index);
    const end = this.#end(index);
    return start < end ? this.#piece(index).subarray(start, end) : NOTHING;
  }

  /** Bytes of the payload of a file. */
  sizeOf(index: number): number {
    return Math.max(0, this.#end(index) - this.#start(index));
  }

  /** The flat facts of a file that has some, where they stand. Throws a RangeError when they are damaged. */
  place(index: number): FlatPlace {
    const nth = this.#nth(index);
    this.#facts[nth] ??= new FlatBatch(this.#piece(index));
    return this.#facts[nth].placeAt(this.#start(index), this.#end(index));
  }

  /** Lets go of a payload, once, that nobody will ask for any more. Those that stand in one piece go together, with the last of them. */
  letGo(index: number): void {
    if (this.sizeOf(index) === 0) return;
    this.#left ??= this.#countPayloads();
    const nth = this.#nth(index);
    const left = (this.#left[nth] ?? 0) - 1;
    this.#left[nth] = left;
    if (left !== 0) return;
    this.#pieces[nth] = undefined;
    this.#facts[nth] = undefined;
  }

  #countPayloads(): Uint32Array {
    const counts = new Uint32Array(this.#pieces.length);
    for (const [index, nth] of this.#numbers.pieces.entries())
      if (this.sizeOf(index) > 0) counts[nth] = (counts[nth] ?? 0) + 1;
    return counts;
  }

  #nth(index: number): number {
    return this.#numbers.pieces[index] ?? 0;
  }

  #piece(index: number): Uint8Array<ArrayBuffer> {
    return this.#pieces[this.#nth(index)] ?? NOTHING;
  }

  #start(index: number): number {
    const { pieces } = this.#numbers;
    return index > 0 && pieces[index - 1] === pieces[index] ? aligned(this.#end(index - 1)) : 0;
  }

  #end(index: number): number {
    return this.#numbers.ends[index] ?? 0;
  }
}

/** One of some packed readings, with the file that it is of. */
export class PackedReading implements FileReading {
  readonly path: FilePath;
  readonly role: FileRole;
  /** What it is one of, and where it stands in that. */
  readonly all: ArrivedReadings;
  readonly index: number;

  constructor({ path, role }: DiscoveredFile, all: ArrivedReadings, index: number) {
    this.path = path;
    this.role = role;
    this.all = all;
    this.index = index;
  }

  get state(): ReadingState {
    return this.all.state(this.index);
  }

  get stamp(): FileStamp | undefined {
    return this.all.stamp(this.index);
  }

  get payload(): Uint8Array<ArrayBuffer> {
    return this.all.payload(this.index);
  }

  /** The flat facts where they stand, when the state is `facts`. */
  get place(): FlatPlace {
    return this.all.place(this.index);
  }
}
