import type { DiscoveredFile } from './discoveredFile.ts';

/** Batches are smaller where files say much: so many bytes of readings are under way at a time for each thread. */
const BYTES_OF_BATCH = 512 * 1024;

/** Where fewer files are left than make full batches for all, each gets some small ones rather than a large one. */
const BATCHES_OF_A_THREAD = 4;

/** Files that are still to be read, in batches; specs come first, since records decide how closely code is looked at. */
export class ReadingQueue {
  readonly #threads: number;
  readonly #most: number;
  /** Files of a full batch. */
  #largest: number;
  readonly #specs = new Backlog();
  readonly #others = new Backlog();
  /** Files that have to be read anew, since their thread ended before it could hand them over. */
  readonly #again: (readonly DiscoveredFile[])[] = [];

  /** A queue for so many threads, which take so many files at a time at most. */
  constructor(threads: number, largest: number) {
    this.#threads = threads;
    this.#most = largest;
    this.#largest = largest;
  }

  /** True when a full batch can be had. */
  get holdsBatch(): boolean {
    return this.#share >= this.#largest;
  }

  /** Tells how many bytes the readings of so many files took: those to come will hardly be others. */
  learn(files: number, bytes: number): void {
    this.#largest = Math.min(this.#most, Math.ceil((files * BYTES_OF_BATCH) / Math.max(1, bytes)));
  }

  /** How many files a batch is to have now. */
  get #share(): number {
    const size = this.#specs.size + this.#others.size;
    return Math.min(this.#largest, Math.ceil(size / this.#threads / BATCHES_OF_A_THREAD));
  }

  add(file: DiscoveredFile): void {
    (file.role === 'spec' ? this.#specs : this.#others).add(file);
  }

  /** Files that a thread is to read next; undefined when none is left. */
  next(): readonly DiscoveredFile[] | undefined {
    return this.#again.pop() ?? this.nextNew(this.#largest);
  }

  /** The same, but none that has to be read anew, and not more than so many. */
  nextNew(most: number): readonly DiscoveredFile[] | undefined {
    const backlog = this.#specs.size > 0 ? this.#specs : this.#others;
    return backlog.size > 0 ? backlog.take(Math.min(most, this.#share)) : undefined;
  }

  /** Puts files of a batch that was not read back in front. */
  again(files: readonly DiscoveredFile[]): void {
    if (files.length > 0) this.#again.push(files);
  }
}

/** Files in the order in which they came. */
class Backlog {
  #files: DiscoveredFile[] = [];
  #next = 0;

  get size(): number {
    return this.#files.length - this.#next;
  }

  add(file: DiscoveredFile): void {
    this.#files.push(file);
  }

  take(count: number): readonly DiscoveredFile[] {
    const taken = this.#files.slice(this.#next, this.#next + count);
    this.#next += taken.length;
    if (this.size === 0) {
      this.#files = [];
      this.#next = 0;
    }
    return taken;
  }
}
