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

/** A set of files to be read. */
export interface ReadingTask {
  readonly root: string;
  readonly files: readonly DiscoveredFile[];
  readonly reading: ReadingConfig;
  readonly limits: ReadLimits;
  /** Undefined to read in this thread. */
  readonly threads: ReadingThreads | undefined;
  /** Asked between batches. */
  readonly cancelled: () => boolean;
  /** Takes the readings of a batch; batches come in any order. */
  readonly take: (readings: readonly FileReading[]) => void;
}

/** Files that a thread reads at a time: many enough that messages cost little, few enough that nobody waits for the last. */
const BATCH = 64;

/**
 * Reads files, in threads where that is worth it. A file on which a thread dies or hangs is named as skipped, with the
 * reason, and the others are read all the same. Other work of this thread gets its turn in between.
 */
export async function readFilesFromDisk(task: ReadingTask): Promise<void> {
  const { threads, files } = task;
  if (threads && threads.count > 0 && files.length >= threads.worthwhile) await new ReadingPool(task, threads).run();
  else await readInThisThread(task, files);
}

async function readInThisThread(task: ReadingTask, files: readonly DiscoveredFile[]): Promise<void> {
  const reader = new DiskReader(task.root, task.limits);
  const breathe = breather();
  for (const file of files) {
    if (task.cancelled()) return;
    task.take([readFromDisk(reader, file, task.reading)]);
    await breathe();
  }
}

/** How a batch ended: with the readings of its files, or with the end of the thread. */
type BatchEnd = { readonly packed: Uint8Array } | { readonly reason: string };

class ReadingPool {
  readonly #task: ReadingTask;
  readonly #threads: ReadingThreads;
  /** Files that have to be read anew, since their thread ended before it could hand them over. */
  readonly #again: DiscoveredFile[][] = [];
  #next = 0;

  constructor(task: ReadingTask, threads: ReadingThreads) {
    this.#task = task;
    this.#threads = threads;
  }

  async run(): Promise<void> {
    const batches = Math.ceil(this.#task.files.length / BATCH);
    const count = Math.min(this.#threads.count, batches);
    await Promise.all(Array.from({ length: count }, () => this.#work()));
    // What is left when no thread can be started.
    for (let files = this.#nextBatch(); files; files = this.#nextBatch()) await readInThisThread(this.#task, files);
  }

  /** Lets one thread, and whatever has to replace it, read batch after batch. */
  async #work(): Promise<void> {
    let thread: ReadingThread | undefined;
    try {
      for (let files = this.#nextBatch(); files; files = this.#nextBatch()) {
        thread ??= new ReadingThread(this.#task, this.#threads);
        const end = await thread.read(files);
        if ('packed' in end) {
          const bytes = new ByteReader(end.packed);
          if (!this.#task.cancelled()) this.#task.take(files.map((file) => readReading(bytes, file)));
          continue;
        }
        const begun = thread.begun;
        await thread.end();
        thread = undefined;
        const bad = files[begun - 1];
        if (!bad) {
          this.#again.push(files);
          return;
        }
        if (!this.#task.cancelled()) this.#task.take([notRead(bad, end.reason)]);
        const others = files.filter((file) => file !== bad);
        if (others.length > 0) this.#again.push(others);
      }
    } finally {
      await thread?.end();
    }
  }

  #nextBatch(): DiscoveredFile[] | undefined {
    const { files, cancelled } = this.#task;
    if (cancelled()) return undefined;
    const again = this.#again.pop();
    if (again) return again;
    if (this.#next >= files.length) return undefined;
    const start = this.#next;
    this.#next += BATCH;
    return files.slice(start, start + BATCH);
  }
}

/** How often it is looked whether a thread still gets on. */
const LOOK_MS = 500;

/** A thread that has begun nothing is still starting, which takes a while on a busy machine. */
const START_PATIENCE_MS = 30_000;

/** One thread, which reads one batch at a time. */
class ReadingThread {
  readonly #worker: Worker;
  readonly #begun = new Int32Array(new SharedArrayBuffer(4));
  readonly #readingKey: string;
  readonly #patience: number;
  #settle: ((end: BatchEnd) => void) | undefined;
  #ended: BatchEnd | undefined;

  constructor({ root, limits, reading }: ReadingTask, { program, patience }: ReadingThreads) {
    this.#readingKey = reading.key;
    this.#patience = patience;
    const workerData: ReadingThreadData = { root, limits, begun: this.#begun };
    this.#worker = new Worker(program, { workerData, execArgv: [] });
    this.#worker.on('message', (packed: Uint8Array) => this.#settle?.({ packed }));
    this.#worker.on('error', (error) => this.#stop(`reading it failed (${String(error?.message ?? error)})`));
    this.#worker.on('exit', () => this.#stop('reading it ended the reading thread'));
  }

  /** How many files of the batch the thread has begun. */
  get begun(): number {
    return Atomics.load(this.#begun, 0);
  }

  async read(files: readonly DiscoveredFile[]): Promise<BatchEnd> {
    if (this.#ended) return this.#ended;
    const batch: ReadingBatch = {
      readingKey: this.#readingKey,
      paths: files.map((file) => file.path),
      roles: files.map((file) => file.role),
    };
    const end = new Promise<BatchEnd>((resolve) => {
      this.#settle = resolve;
    });
    this.#worker.postMessage(batch);
    const watch = this.#watch();
    try {
      return await end;
    } finally {
      clearInterval(watch);
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

  #stop(reason: string): void {
    this.#ended ??= { reason };
    this.#settle?.(this.#ended);
  }
}
