import type { MessagePort, Transferable } from 'node:worker_threads';
import { type ReadingConfig, readingOfKey } from '../../config/readingConfig.ts';
import { DiskReader, type ReadLimits } from './diskReader.ts';
import { type FileReading, readFromDisk } from './fileReading.ts';
import { type PackedReadings, ReadingPacker } from './packedReadings.ts';
import { type FileToRead, filesOf, type ReadingBatch } from './readingBatch.ts';

/** Tells a reading thread where its files are, ahead of its batches. */
export interface ReadingOrder {
  readonly root: string;
  readonly limits: ReadLimits;
  /** The thread notes here how many files of its batch it has begun, so that the file it dies on is known. */
  readonly begun: Int32Array<SharedArrayBuffer>;
  /** Not 0 when nobody waits for readings any more. */
  readonly stopped: Int32Array<SharedArrayBuffer>;
}

/** How a thread reads one file. */
export type ReadOne = (reader: DiskReader, file: FileToRead, reading: ReadingConfig) => FileReading;

/** Says that no batch is to come any more. */
export const NO_MORE_BATCHES = 'no more batches';

/** What a reading thread is told: first an order, then batch after batch. */
export type ToReadingThread = ReadingOrder | ReadingBatch | typeof NO_MORE_BATCHES;

/** Answers the batches that come over a port behind an order, until it hears that no more will come. */
export function serveReading(port: MessagePort, readOne: ReadOne = readFromDisk): void {
  let answer = (_batch: ReadingBatch): void => {};
  port.on('message', (said: ToReadingThread) => {
    if (said === NO_MORE_BATCHES) port.close();
    else if ('root' in said) answer = answerer(port, said, readOne);
    else answer(said);
  });
}

function answerer(port: MessagePort, order: ReadingOrder, readOne: ReadOne): (batch: ReadingBatch) => void {
  const { root, limits, begun, stopped } = order;
  const reader = new DiskReader(root, limits);
  let reading: ReadingConfig | undefined;
  return (batch) => {
    if (reading?.key !== batch.readingKey) reading = readingOfKey(batch.readingKey);
    const files = filesOf(batch);
    const payloads: Uint8Array<ArrayBuffer>[] = [];
    const packer = new ReadingPacker(files.length, (piece) => payloads.push(piece));
    for (const [index, file] of files.entries()) {
      if (Atomics.load(stopped, 0) !== 0) return;
      Atomics.store(begun, 0, index + 1);
      packer.add(readOne(reader, file, reading));
    }
    Atomics.store(begun, 0, 0);
    const numbers = packer.done();
    const moved: Transferable[] = [...Object.values(numbers), ...payloads].map(({ buffer }) => buffer);
    port.postMessage({ ...numbers, payloads } satisfies PackedReadings, moved);
  };
}
