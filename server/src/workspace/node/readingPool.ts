import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { ReadingConfig } from '../../config/readingConfig.ts';
import { breather } from './breather.ts';
import { ByteReader } from './byteBuilder.ts';
import type { DiscoveredFile } from './discoverFiles.ts';
import { DiskReader, type ReadLimits } from './diskReader.ts';
import { type FileReading, notRead, readFromDisk } from './fileReading.ts';
import { readReading } from './packedReadings.ts';
import type { ReadingBatch, ReadingThreadData } from './serveReading.ts';

/** Threads that read files beside the one that answers. */
export interface ReadingThreads {
  /** The program of a thread. */
  readonly program: string;
  readonly count: number;
  /** Fewer files than this are read at once: starting threads would take longer. */
  readonly worthwhile: number;
  /** Milliseconds for which one file may be read before its thread counts as hung. */
  readonly patience: number;
}

/** Threads as they suit this machine, given their program. */
export function defaultThreads(program: string): ReadingThreads {
  return { program, count: Math.min(4, availableParallelism()), worthwhile: 256, patience: 30_000 };
}

/** Where files are read, and how. */
export interface ReadingPlace {
  readonly root: string;
  readonly limits: ReadLimits;
  /** Undefined to read in this thread. */
  readonly threads: ReadingThreads | undefined;
  /** Ends reading, also within a batch. */
  readonly signal?: AbortSignal | undefined;
}

/** Takes some of the readings; they come in any order. */
export type TakeReadings = (readings: readonly FileReading[]) => void;

/** Files that a thread reads at a time: many enough that messages cost little, few enough that nobody waits for the last. */
const LARGEST_BATCH = 256;
const BATCHES_OF_A_THREAD = 16;

/** So many files, or bytes of what they say, are handed over at a time: other work of this thread has its turn in between. */
const HANDFUL = { files: 16, bytes: 32_768 };

/**
 * Reads files, in threads where that is worth it. A file on which a thread dies or hangs is named as skipped, with the
 * reason, and the others are read all the same. Other work of this thread gets its turn in between. To be closed.
 */
export class ReadingPool {
  readonly #place: ReadingPlace;
  readonly #idle: ReadingThread[] = [];
  readonly #breathe = breather();
  #reader: DiskReader | undefined;

  constructor(place: ReadingPlace) {
    this.#place = place;
  }

  /** Reads files; ends early when that is aborted. */
  async read(files: readonly DiscoveredFile[], reading: ReadingConfig, take: TakeReadings): Promise<void> {
    const { threads } = this.#place;
    const queue = new ReadingQueue(files, Math.ceil(files.length / (threads?.count ?? 1) / BATCHES_OF_A_THREAD));
    if (threads && files.length >= threads.worthwhile) {
      const count = Math.min(threads.count, Math.ceil(files.length / queue.batch));
      await Promise.all(Array.from({ length: count }, () => this.#work(threads, queue, reading, take)));
    }
    // Everything, or what is left when no thread can be started.
    for (let batch = this.#next(queue); batch; batch = this.#next(queue)) await this.#readHere(batch, reading, take);
  }

  /** Ends the threads. */
  async close(): Promise<void> {
    await Promise.all(this.#idle.splice(0).map((thread) => thread.end()));
  }

  async #readHere(files: readonly DiscoveredFile[], reading: ReadingConfig, take: TakeReadings): Promise<void> {
    this.#reader ??= new DiskReader(this.#place.root, this.#place.limits);
    for (const file of files) {
      if (this.#place.signal?.aborted) return;
      take([readFromDisk(this.#reader, file, reading)]);
      await this.#breathe();
    }
  }

  /** Lets one thread, and whatever has to replace it, read batch after batch. */
  async #work(threads: ReadingThreads, queue: ReadingQueue, reading: ReadingConfig, take: TakeReadings): Promise<void> {
    let thread = this.#idle.pop();
    for (let files = this.#next(queue); files; files = this.#next(queue)) {
      thread ??= new ReadingThread(this.#place, threads);
      const end = await thread.read(files, reading);
      if (this.#place.signal?.aborted) break;
      if ('packed' in end) {
        await this.#handOver(files, new ByteReader(end.packed), take);
        continue;
      }
      const bad = files[thread.begun - 1];
      await thread.end();
      thread = undefined;
      queue.again(files.filter((file) => file !== bad));
      if (!bad) return;
      take([notRead(bad, end.reason)]);
    }
    if (thread) this.#idle.push(thread);
  }

  async #handOver(files: readonly DiscoveredFile[], bytes: ByteReader, take: TakeReadings): Promise<void> {
    let handful: FileReading[] = [];
    let size = 0;
    for (const [index, file] of files.entries()) {
      const reading = readReading(bytes, file);
      handful.push(reading);
      size += reading.payload.length;
      if (handful.length < HANDFUL.files && size < HANDFUL.bytes && index < files.length - 1) continue;
      take(handful);
      await this.#breathe();
      if (this.#place.signal?.aborted) return;
      handful = [];
      size = 0;
    }
  }

  #next(queue: ReadingQueue): readonly DiscoveredFile[] | undefined {
    return this.#place.signal?.aborted ? undefined : queue.next();
  }
}

/** Files that are still to be read, in batches. */
class ReadingQueue {
  readonly batch: number;
  readonly #files: readonly DiscoveredFile[];
  /** Files that have to be read anew, since their thread ended before it could hand them over. */
  readonly #again: (readonly DiscoveredFile[])[] = [];
  #next = 0;

  constructor(files: readonly DiscoveredFile[], batch: number) {
    this.#files = files;
    this.batch = Math.max(1, Math.min(LARGEST_BATCH, batch));
  }

  next(): readonly DiscoveredFile[] | undefined {
    const again = this.#again.pop();
    if (again) return again;
    if (this.#next >= this.#files.length) return undefined;
    const start = this.#next;
    this.#next += this.batch;
    return this.#files.slice(start, this.#next);
  }

  again(files: readonly DiscoveredFile[]): void {
    if (files.length > 0) this.#again.push(files);
  }
}

/** How a batch ended: with the readings of its files, or with the end of the thread. */
type BatchEnd = { readonly packed: Uint8Array } | { readonly reason: string };

/** How often it is looked whether a thread still gets on. */
const LOOK_MS = 500;

/** A thread that has begun nothing is still starting, which takes a while on a busy machine. */
const START_PATIENCE_MS = 30_000;

/** One thread, which reads one batch at a time. */
class ReadingThread {
  readonly #worker: Worker;
  readonly #begun = new Int32Array(new SharedArrayBuffer(4));
  readonly #stopped = new Int32Array(new SharedArrayBuffer(4));
  readonly #signal: AbortSignal | undefined;
  readonly #patience: number;
  #settle: ((end: BatchEnd) => void) | undefined;
  #ended: BatchEnd | undefined;

  constructor({ root, limits, signal }: ReadingPlace, { program, patience }: ReadingThreads) {
    this.#patience = patience;
    this.#signal = signal;
    const workerData: ReadingThreadData = { root, limits, begun: this.#begun, stopped: this.#stopped };
    this.#worker = new Worker(program, { workerData, execArgv: [] });
    this.#worker.on('message', (packed: Uint8Array) => this.#settle?.({ packed }));
    this.#worker.on('error', (error) => this.#stop(`reading it failed (${String(error?.message ?? error)})`));
    this.#worker.on('exit', () => this.#stop('reading it ended the reading thread'));
  }

  /** How many files of the batch the thread has begun. */
  get begun(): number {
    return Atomics.load(this.#begun, 0);
  }

  async read(files: readonly DiscoveredFile[], reading: ReadingConfig): Promise<BatchEnd> {
    if (this.#ended) return this.#ended;
    const batch: ReadingBatch = {
      readingKey: reading.key,
      paths: files.map((file) => file.path),
      roles: files.map((file) => file.role),
    };
    const end = new Promise<BatchEnd>((resolve) => {
      this.#settle = resolve;
    });
    this.#worker.postMessage(batch);
    const watch = this.#watch();
    const stop = (): void => this.#abandon();
    this.#signal?.addEventListener('abort', stop);
    try {
      return await end;
    } finally {
      clearInterval(watch);
      this.#signal?.removeEventListener('abort', stop);
    }
  }

  async end(): Promise<void> {
    await this.#worker.terminate();
  }

  /** Counts looks rather than time, so that a machine that slept has not run out of patience. */
  #watch(): NodeJS.Timeout {
    let last = this.begun;
    let looks = 0;
    const interval = Math.min(LOOK_MS, this.#patience);
    return setInterval(() => {
      const { begun } = this;
      looks = begun === last ? looks + 1 : 0;
      last = begun;
      const patience = begun === 0 ? Math.max(START_PATIENCE_MS, this.#patience) : this.#patience;
      if (looks * interval >= patience) this.#stop(`reading it took longer than ${this.#patience / 1000} s`);
    }, interval);
  }

  /** Nobody waits for the batch any more; the thread sees that before its next file. */
  #abandon(): void {
    Atomics.store(this.#stopped, 0, 1);
    this.#stop('reading was given up');
  }

  #stop(reason: string): void {
    this.#ended ??= { reason };
    this.#settle?.(this.#ended);
  }
}
