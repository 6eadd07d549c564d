import { availableParallelism } from 'node:os';
import { setImmediate } from 'node:timers/promises';
import type { Worker } from 'node:worker_threads';
import type { ReadingConfig } from '../../config/readingConfig.ts';
import { breather } from './breather.ts';
import type { DiscoveredFile } from './discoveredFile.ts';
import { DiskReader, type ReadLimits } from './diskReader.ts';
import { type FileReading, notRead, readFromDisk } from './fileReading.ts';
import { ArrivedReadings, PackedReading, type PackedReadings } from './packedReadings.ts';
import { batchOf, type FileToRead } from './readingBatch.ts';
import { ReadingQueue } from './readingQueue.ts';
import { readingWorker, WORTHWHILE_FILES } from './readingWorker.ts';
import { NO_MORE_BATCHES, type ToReadingThread } from './serveReading.ts';
import type { ThreadAhead } from './threadAhead.ts';

/** Threads that read files beside the one that answers. */
export interface ReadingThreads {
  /** The program of a thread. */
  readonly program: string;
  readonly count: number;
  /** A thread is started for so many files each: for fewer it would take longer to start it, and to have it warm up. */
  readonly worthwhile: number;
  /** Milliseconds for which one file may be read before its thread counts as hung. */
  readonly patience: number;
  /** The folder that keeps the program as it was compiled; undefined to compile it in each thread. */
  readonly codeFolder?: string | undefined;
  /** One with that program that was started before; it is used first, if any is. */
  readonly ahead?: ThreadAhead | undefined;
}

/** Threads as they suit this machine, given their program, the folder that keeps it as it was compiled, and one that was started before. */
export function defaultThreads(program: string, codeFolder: string | undefined, ahead?: ThreadAhead): ReadingThreads {
  const count = Math.min(4, availableParallelism());
  return { program, count, worthwhile: WORTHWHILE_FILES, patience: 30_000, codeFolder, ahead };
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

/** How the files of a pool are read, and what becomes of that. */
export interface ReadingTask {
  /** How files are to be read; asked before each batch. */
  readonly reading: () => ReadingConfig;
  /** What was read of a file earlier, in this way, and counts while it keeps its stamp. Undefined when nothing was kept at all. */
  readonly earlier: ((file: DiscoveredFile, reading: ReadingConfig) => FileReading | undefined) | undefined;
  /** Takes readings, which come in any order, and the way in which the files were read. */
  readonly take: (readings: Readings, reading: ReadingConfig) => void;
}

/** Some of the readings of a pool. */
export interface Readings {
  readonly fresh: readonly FileReading[];
  /** Earlier readings of files that are still the same. */
  readonly same: readonly FileReading[];
}

/** So many files, or bytes of what they say, are handed over at a time: other work of this thread has its turn in between. */
const HANDFUL = { files: 16, bytes: 32_768 };

/** Looking whether a file is still the same takes so small a part of the time of reading it. */
const LOOKS_OF_A_READING = 16;

/** Files that a thread is given at a time: many enough that messages cost little, few enough that nobody waits for the last. */
const LARGEST_BATCH = { toRead: 256, toLookAt: 1024 };

/** So many batches of each thread may wait to be handed over: one of specs takes longer than to read it, one of code does not. */
const BATCHES_AHEAD = 4;

/** Files that this thread looks at before it hears again what the others have to say: they would wait for that. */
const LOOKS_HERE = 64;

/** Files that are read together. */
interface Batch {
  readonly files: readonly FileToRead[];
  /** What was read earlier of those that have a stamp. */
  readonly earlier: readonly (FileReading | undefined)[];
  readonly reading: ReadingConfig;
}

/**
 * Reads files, in threads where that is worth it, and begins while more files are being looked for. A file on which a
 * thread dies or hangs is named as skipped, with the reason, and the others are read all the same. Other work of this
 * thread gets its turn in between. To be closed.
 */
export class ReadingPool {
  readonly #place: ReadingPlace;
  readonly #task: ReadingTask;
  readonly #queue: ReadingQueue;
  readonly #idle: ReadingThread[] = [];
  /** All that were started: one whose readings could not be taken in is neither idle nor busy. */
  readonly #started: ReadingThread[] = [];
  readonly #busy = new Set<Promise<void>>();
  readonly #breathe = breather();
  /** Settles when all batches that have come so far are handed over. */
  #handingOver: Promise<void> = Promise.resolve();
  #reader: DiskReader | undefined;
  /** How much there has been to do so far, in files to be read. */
  #effort = 0;
  /** Files that have turned out to be others than before, or to be new. */
  #changed = 0;
  /** True when a thread has ended before it began anything: no other would fare better. */
  #threadless: boolean;
  #failure: { readonly error: unknown } | undefined;

  constructor(place: ReadingPlace, task: ReadingTask) {
    this.#place = place;
    this.#task = task;
    const largest = task.earlier ? LARGEST_BATCH.toLookAt : LARGEST_BATCH.toRead;
    this.#queue = new ReadingQueue(place.threads?.count ?? 1, largest);
    this.#threadless = place.threads === undefined;
  }

  /** Takes up a file. It is read at some time before the end of {@link finish}. */
  add(file: DiscoveredFile): void {
    this.#queue.add(file);
    this.#effort += this.#task.earlier ? 1 / LOOKS_OF_A_READING : 1;
    if (this.#queue.holdsBatch) this.#employ();
    else this.#prepare();
  }

  /** Settles when all files taken up so far have been read, or reading was aborted. */
  async finish(): Promise<void> {
    for (;;) {
      for (let count = this.#threadsWorthStarting; count > 0; count--) this.#employ();
      // This thread would only wait for the others otherwise.
      while (this.#busy.size > 0 && this.#onlyLooks) {
        const batch = this.#batchOf(this.#queue.nextNew(LOOKS_HERE));
        if (!batch) break;
        await this.#readHere(batch);
        await setImmediate();
      }
      while (this.#busy.size > 0) await Promise.all(this.#busy);
      // Everything, or what is left when no thread can be started.
      const batch = this.#next();
      if (!batch) break;
      await this.#readHere(batch);
    }
    if (this.#failure) throw this.#failure.error;
  }

  /** Ends the threads. */
  async close(): Promise<void> {
    while (this.#busy.size > 0) await Promise.all(this.#busy);
    // One is enough to keep what all have compiled, and nobody waits for it. What was given up may hang.
    const left = this.#isGivenUp ? undefined : this.#idle.pop();
    left?.leave();
    this.#idle.length = 0;
    await Promise.all(this.#started.splice(0).map((thread) => (thread === left ? undefined : thread.end())));
  }

  get #threadsWorthStarting(): number {
    const { threads } = this.#place;
    if (!threads || this.#threadless) return 0;
    // This thread looks as well: half of the others will do until many files are not the same.
    const most = this.#onlyLooks ? Math.ceil(threads.count / 2) : threads.count;
    return Math.min(most, Math.floor(this.#effort / threads.worthwhile));
  }

  /** True while it is mostly looked whether files are the same, which they are. */
  get #onlyLooks(): boolean {
    const worthwhile = this.#place.threads?.worthwhile ?? Number.POSITIVE_INFINITY;
    return this.#task.earlier !== undefined && this.#changed < worthwhile;
  }

  /** Starts threads that there will be work for, since that takes as long as finding it. */
  #prepare(): void {
    const { threads } = this.#place;
    if (!threads || this.#busy.size + this.#idle.length >= this.#threadsWorthStarting) return;
    this.#idle.push(this.#start(threads));
  }

  #start(threads: ReadingThreads): ReadingThread {
    const thread = new ReadingThread(this.#place, threads);
    this.#started.push(thread);
    return thread;
  }

  /** Sets one more thread to work, where that is worth it. */
  #employ(): void {
    const { threads } = this.#place;
    if (!threads || this.#busy.size >= this.#threadsWorthStarting) return;
    const work = this.#work(threads).catch((error: unknown) => {
      this.#failure ??= { error };
    });
    this.#busy.add(work);
    void work.then(() => this.#busy.delete(work));
  }

  async #readHere({ files, earlier, reading }: Batch): Promise<void> {
    this.#reader ??= new DiskReader(this.#place.root, this.#place.limits);
    const others: FileToRead[] = [];
    let same: FileReading[] = [];
    for (const [index, file] of files.entries()) {
      if (this.#place.signal?.aborted) return;
      const known = earlier[index];
      if (known && file.stamp && this.#reader.hasStamp(file.path, file.stamp)) same.push(known);
      else others.push(file);
      if (same.length === HANDFUL.files || index === files.length - 1) {
        this.#task.take({ fresh: [], same }, reading);
        same = [];
      }
      await this.#breathe();
    }
    // What only had to be looked at may turn out to be worth threads.
    if (this.#task.earlier) this.#effort += others.length;
    const { large, small } = this.#bySize(others, this.#reader);
    this.#effort += large.length * (this.#place.threads?.worthwhile ?? 0);
    if (this.#threadsWorthStarting > 0) {
      for (const file of large) this.#queue.again([file]);
      this.#queue.again(small);
      return;
    }
    for (const { path, role } of others) {
      if (this.#place.signal?.aborted) return;
      this.#task.take({ fresh: [readFromDisk(this.#reader, { path, role }, reading)], same: [] }, reading);
      await this.#breathe();
    }
  }

  /** Tells files that hold up this thread, or run it out of memory, from others: however few they are, they are worth a thread each. */
  #bySize(files: readonly FileToRead[], reader: DiskReader): Record<'large' | 'small', readonly FileToRead[]> {
    const large = new Set(files.filter(({ path }) => reader.takesLong(path)));
    return { large: [...large], small: files.filter((file) => !large.has(file)) };
  }

  /** Lets one thread, and whatever has to replace it, read batch after batch. */
  async #work(threads: ReadingThreads): Promise<void> {
    let thread = this.#idle.pop();
    const handedOver: Promise<void>[] = [];
    for (;;) {
      const batch = this.#next();
      if (!batch) {
        // More may have been found until these are taken in.
        if (handedOver.length === 0) break;
        await handedOver.shift();
        continue;
      }
      thread ??= this.#start(threads);
      const end = await thread.read(batch);
      if (this.#isGivenUp) continue;
      if ('read' in end) {
        const { read } = end;
        this.#queue.learn(batch.files.length, read.size);
        // The thread reads on meanwhile.
        handedOver.push(this.#inTurn(() => this.#handOver({ batch, read })));
        if (handedOver.length > BATCHES_AHEAD) await handedOver.shift();
        continue;
      }
      const bad = batch.files[thread.begun - 1];
      await thread.end();
      thread = undefined;
      this.#queue.again(batch.files.filter((file) => file !== bad));
      if (!bad) {
        this.#threadless = true;
        await Promise.all(handedOver);
        return;
      }
      await this.#inTurn(() => this.#task.take({ fresh: [notRead(bad, end.reason)], same: [] }, batch.reading));
    }
    if (thread) this.#idle.push(thread);
  }

  /** Does something once what was to be done before is, unless reading has been given up by then. Never rejects. */
  #inTurn(work: () => Promise<void> | void): Promise<void> {
    this.#handingOver = this.#handingOver
      .then(() => (this.#isGivenUp ? undefined : work()))
      .catch((error: unknown) => {
        this.#failure ??= { error };
      });
    return this.#handingOver;
  }

  /** True when nobody waits for readings any more, or they could not be taken in. */
  get #isGivenUp(): boolean {
    return this.#failure !== undefined || this.#place.signal?.aborted === true;
  }

  async #handOver({ batch: { files, earlier, reading }, read }: ReadBatch): Promise<void> {
    let fresh: FileReading[] = [];
    let same: FileReading[] = [];
    const worth = this.#threadsWorthStarting;
    let size = 0;
    for (const [index, file] of files.entries()) {
      const known = read.state(index) === 'same' ? earlier[index] : undefined;
      if (known) same.push(known);
      else {
        fresh.push(new PackedReading(file, read, index));
        this.#changed++;
      }
      size += read.sizeOf(index);
      const isHandful = fresh.length + same.length >= HANDFUL.files || size >= HANDFUL.bytes;
      if (!isHandful && index < files.length - 1) continue;
      this.#task.take({ fresh, same }, reading);
      await this.#breathe();
      if (this.#place.signal?.aborted) return;
      fresh = [];
      same = [];
      size = 0;
    }
    for (let more = this.#threadsWorthStarting - worth; more > 0; more--) this.#employ();
  }

  #next(): Batch | undefined {
    return this.#batchOf(this.#queue.next());
  }

  #batchOf(files: readonly DiscoveredFile[] | undefined): Batch | undefined {
    if (!files || this.#isGivenUp) return undefined;
    const reading = this.#task.reading();
    const earlier = files.map((file) => this.#task.earlier?.(file, reading));
    return {
      files: files.map(({ path, role }, index) => ({ path, role, stamp: earlier[index]?.stamp })),
      earlier,
      reading,
    };
  }
}

/** A batch that a thread has read, and its readings. */
interface ReadBatch {
  readonly batch: Batch;
  readonly read: ArrivedReadings;
}

/** How a batch ended: with the readings of its files, or with the end of the thread. */
type BatchEnd = { readonly read: ArrivedReadings } | { readonly reason: string };

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

  constructor({ root, limits, signal }: ReadingPlace, { program, patience, codeFolder, ahead }: ReadingThreads) {
    this.#patience = patience;
    this.#signal = signal;
    this.#worker = ahead?.take() ?? readingWorker(program, codeFolder);
    this.#tell({ root, limits, begun: this.#begun, stopped: this.#stopped });
    this.#worker.on('message', (packed: PackedReadings) => this.#settle?.({ read: new ArrivedReadings(packed) }));
    this.#worker.on('error', (error) => this.#stop(reasonOf(error)));
    this.#worker.on('exit', () => this.#stop('reading it ended the reading thread'));
  }

  /** How many files of the batch the thread has begun. */
  get begun(): number {
    return Atomics.load(this.#begun, 0);
  }

  async read({ files, reading }: Batch): Promise<BatchEnd> {
    if (this.#ended) return this.#ended;
    const end = new Promise<BatchEnd>((resolve) => {
      this.#settle = resolve;
    });
    this.#tell(batchOf(files, reading));
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

  /**
   * Ends the thread, whatever it does. That is waited for unless its batch was given up: a thread that waits for a disk that
   * never answers ends when the process does.
   */
  async end(): Promise<void> {
    const gone = this.#worker.terminate();
    if (!this.#ended) await gone;
  }

  /** Lets the thread, which reads nothing, end by itself. */
  leave(): void {
    this.#tell(NO_MORE_BATCHES);
  }

  #tell(said: ToReadingThread): void {
    this.#worker.postMessage(said);
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

/** Why a thread has ended that met an error, for a person. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return `reading it failed (${String(error)})`;
  const isMemory = 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
  return isMemory ? 'reading it took more memory than there is' : `reading it failed (${error.message})`;
}
