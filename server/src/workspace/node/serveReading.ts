import type { MessagePort, Transferable } from 'node:worker_threads';
import { type ReadingConfig, readingOfKey } from '../../config/readingConfig.ts';
import { ByteBuilder } from './byteBuilder.ts';
import { DiskReader, type ReadLimits } from './diskReader.ts';
import { type FileReading, readFromDisk } from './fileReading.ts';
import { writeReading } from './packedReadings.ts';
import { type FileToRead, filesOf, type ReadingBatch } from './readingBatch.ts';

/** What a reading thread is started with. */
export interface ReadingThreadData {
  readonly root: string;
  readonly limits: ReadLimits;
  /** The thread notes here how many files of its batch it has begun, so that the file it dies on is known. */
  readonly begun: Int32Array<SharedArrayBuffer>;
  /** Not 0 when nobody waits for readings any more. */
  readonly stopped: Int32Array<SharedArrayBuffer>;
}

/** How a thread reads one file. */
export type ReadOne = (reader: DiskReader, file: FileToRead, reading: ReadingConfig) => FileReading;

/** Answers the batches that come over a port. */
export function serveReading(port: MessagePort, data: ReadingThreadData, readOne: ReadOne = readFromDisk): void {
  const reader = new DiskReader(data.root, data.limits);
  const bytes = new ByteBuilder();
  let reading: ReadingConfig | undefined;
  port.on('message', (batch: ReadingBatch) => {
    if (reading?.key !== batch.readingKey) reading = readingOfKey(batch.readingKey);
    bytes.clear();
    for (const [index, file] of filesOf(batch).entries()) {
      if (Atomics.load(data.stopped, 0) !== 0) return;
      Atomics.store(data.begun, 0, index + 1);
      writeReading(bytes, readOne(reader, file, reading));
    }
    Atomics.store(data.begun, 0, 0);
    const answer = Uint8Array.from(bytes.view());
    port.postMessage(answer, [answer.buffer] satisfies Transferable[]);
  });
}
