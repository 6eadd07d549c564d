import type { FileRole } from '../../model/facts.ts';
import type { FilePath } from '../../model/span.ts';
import { ByteBuilder } from './byteBuilder.ts';
import type { DiscoveredFile } from './discoverFiles.ts';
import { type FileReading, NOTHING, READING_STATES, type ReadingState } from './fileReading.ts';
import type { FileStamp } from './fileStamp.ts';
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
  /** Where the payload of each file ends. */
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
    if (payload.length > 0) this.#payloads.raw(payload);
    this.#ends[index] = this.#payloads.length;
  }

  /** All that was added. */
  done(): PackedReadings {
    const payloads = new Uint8Array(this.#payloads.view());
    return { states: this.#states, stamps: this.#stamps, ends: this.#ends, payloads };
  }
}

/** One of some packed readings, with the file that it is of. */
export class PackedReading implements FileReading {
  readonly path: FilePath;
  readonly role: FileRole;
  /** What it is one of, and where it stands in that. */
  readonly all: PackedReadings;
  readonly index: number;

  constructor({ path, role }: DiscoveredFile, all: PackedReadings, index: number) {
    this.path = path;
    this.role = role;
    this.all = all;
    this.index = index;
  }

  get state(): ReadingState {
    return stateAt(this.all, this.index);
  }

  get stamp(): FileStamp | undefined {
    return readStamp(this.all.stamps, this.index);
  }

  get payload(): Uint8Array {
    const { ends, payloads } = this.all;
    const start = this.index > 0 ? (ends[this.index - 1] ?? 0) : 0;
    const end = ends[this.index] ?? 0;
    return start < end ? payloads.subarray(start, end) : NOTHING;
  }
}

/** What became of a file. Throws a RangeError when the packed readings are damaged. */
export function stateAt({ states }: PackedReadings, index: number): ReadingState {
  const state = READING_STATES[states[index] ?? READING_STATES.length];
  if (state === undefined) throw new RangeError('unknown state');
  return state;
}
