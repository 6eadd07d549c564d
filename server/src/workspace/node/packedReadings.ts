import { countWhile } from '../../model/countWhile.ts';
import type { FileRole } from '../../model/facts.ts';
import type { FlatPlace } from '../../model/flatFacts/flatPlace.ts';
import type { FilePath } from '../../model/span.ts';
import { ByteBuilder } from './byteBuilder.ts';
import type { DiscoveredFile } from './discoverFiles.ts';
import { type FileReading, NOTHING, READING_STATES, type ReadingState } from './fileReading.ts';
import type { FileStamp } from './fileStamp.ts';
import { FlatBatch } from './flatBatch.ts';
import { FLAT_ALIGNMENT } from './flatBytes.ts';
import { readStamp, STAMP_NUMBERS, writeStamp } from './packedStamps.ts';

/** Roles of files, by the number that stands for each. */
export const FILE_ROLES: readonly FileRole[] = ['spec', 'source', 'test', 'project'];

/**
 * Readings of files, but for the files themselves: side by side in a few arrays, so that they go to another thread and to a
 * later run as they are, and a file that says nothing costs hardly more than its numbers.
 */
export interface PackedReadings {
  /** Positions in {@link READING_STATES}. */
  readonly states: Uint8Array<ArrayBuffer>;
  readonly stamps: Float64Array<ArrayBuffer>;
  /** Where the payload of each file ends; the next one begins at the next multiple of {@link FLAT_ALIGNMENT}. */
  readonly ends: Uint32Array<ArrayBuffer>;
  readonly payloads: Uint8Array<ArrayBuffer>;
}

/** Packs the readings of so many files, which are added in their order. */
export class ReadingPacker {
  readonly #states: Uint8Array<ArrayBuffer>;
  readonly #stamps: Float64Array<ArrayBuffer>;
  readonly #ends: Uint32Array<ArrayBuffer>;
  readonly #payloads = new ByteBuilder();
  #count = 0;

  constructor(count: number) {
    this.#states = new Uint8Array(count);
    this.#stamps = new Float64Array(STAMP_NUMBERS * count);
    this.#ends = new Uint32Array(count);
  }

  add({ state, stamp, payload }: FileReading): void {
    const index = this.#count++;
    this.#states[index] = READING_STATES.indexOf(state);
    writeStamp(this.#stamps, index, stamp);
    if (payload.length > 0) {
      this.#payloads.align(FLAT_ALIGNMENT);
      this.#payloads.raw(payload);
    }
    this.#ends[index] = this.#payloads.length;
  }

  /** All that was added. */
  done(): PackedReadings {
    const payloads = new Uint8Array(this.#payloads.view());
    return { states: this.#states, stamps: this.#stamps, ends: this.#ends, payloads };
  }
}

/** So many bytes of facts stay together: where most of them are of no use any more, the others have to move. */
const BATCH_BYTES = 512 * 1024;

/** Packed readings that have come from another thread or an earlier run. */
export class ArrivedReadings {
  readonly #packed: PackedReadings;
  readonly #batches: (ArrivedBatch | undefined)[] = [];

  constructor(packed: PackedReadings) {
    this.#packed = packed;
  }

  /** Bytes of all payloads. */
  get size(): number {
    return this.#packed.payloads.length;
  }

  /** What became of a file. Throws a RangeError when the packed readings are damaged. */
  state(index: number): ReadingState {
    const state = READING_STATES[this.#packed.states[index] ?? READING_STATES.length];
    if (state === undefined) throw new RangeError('unknown state');
    return state;
  }

  stamp(index: number): FileStamp | undefined {
    return readStamp(this.#packed.stamps, index);
  }

  /** A view. */
  payload(index: number): Uint8Array<ArrayBuffer> {
    const start = this.#start(index);
    const end = this.end(index);
    return start < end ? this.#packed.payloads.subarray(start, end) : NOTHING;
  }

  /** The flat facts of a file that has some, where they stand. Throws a RangeError when they are damaged. */
  place(index: number): FlatPlace {
    const start = this.#start(index);
    const nth = Math.floor(start / BATCH_BYTES);
    this.#batches[nth] ??= this.#batch(nth);
    const { facts, from } = this.#batches[nth];
    return facts.placeAt(start - from, this.end(index) - from);
  }

  /** Where the payload of a file ends. */
  end(index: number): number {
    return this.#packed.ends[index] ?? 0;
  }

  #start(index: number): number {
    return index === 0 ? 0 : aligned(this.end(index - 1));
  }

  /** The files whose payloads begin between two multiples of {@link BATCH_BYTES}. */
  #batch(nth: number): ArrivedBatch {
    const { payloads, ends } = this.#packed;
    const firstBehind = (at: number): number => countWhile(ends.length, (index) => this.#start(index) < at);
    const from = this.#start(firstBehind(nth * BATCH_BYTES));
    const end = this.end(firstBehind((nth + 1) * BATCH_BYTES) - 1);
    const isAll = from === 0 && end === payloads.length;
    return { from, facts: new FlatBatch(isAll ? payloads : new Uint8Array(payloads.subarray(from, end))) };
  }
}

/** Flat facts that stand together, and where among all payloads they have stood. */
interface ArrivedBatch {
  readonly from: number;
  readonly facts: FlatBatch;
}

function aligned(at: number): number {
  return Math.ceil(at / FLAT_ALIGNMENT) * FLAT_ALIGNMENT;
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
