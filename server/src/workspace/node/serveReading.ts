import type { MessagePort, Transferable } from 'node:worker_threads';
import { type ReadingConfig, readingOfKey } from '../../config/readingConfig.ts';
import type { FileRole } from '../../model/facts.ts';
import type { FilePath } from '../../model/span.ts';
import { ByteBuilder } from './byteBuilder.ts';
import type { DiscoveredFile } from './discoverFiles.ts';
import { DiskReader, type ReadLimits } from './diskReader.ts';
import { type FileReading, readFromDisk } from './fileReading.ts';
import { writeReading } from './packedReadings.ts';

/** What a reading thread is started with. */
export interface ReadingThreadData {
  readonly root: string;
  readonly limits: ReadLimits;
  /** The thread notes here how many files of its batch it has begun, so that the file it dies on is known. */
  readonly begun: Int32Array<SharedArrayBuffer>;
  /** Not 0 when nobody waits for readings any more. */
  readonly stopped: Int32Array<SharedArrayBuffer>;
}

/** A batch of files for a reading thread; it answers with their packed readings, in the same order. */
export interface ReadingBatch {
  readonly readingKey: string;
  readonly paths: readonly FilePath[];
  readonly roles: readonly FileRole[];
}

/** How a thread reads one file. */
export type ReadOne = (reader: DiskReader, file: DiscoveredFile, reading: ReadingConfig) => FileReading;

/** Answers the batches that come over a port. */
export function serveReading(port: MessagePort, data: ReadingThreadData, readOne: ReadOne = readFromDisk): void {
  const reader = new DiskReader(data.root, data.limits);
  let reading: ReadingConfig | undefined;
  port.on('message', ({ readingKey, paths, roles }: ReadingBatch) => {
    if (reading?.key !== readingKey) reading = readingOfKey(readingKey);
    const bytes = new ByteBuilder();
    for (const [index, path] of paths.entries()) {
      if (Atomics.load(data.stopped, 0) !== 0) return;
      Atomics.store(data.begun, 0, index + 1);
      writeReading(bytes, readOne(reader, { path, role: roles[index] ?? 'source' }, reading));
    }
    Atomics.store(data.begun, 0, 0);
    const answer = Uint8Array.from(bytes.view());
    port.postMessage(answer, [answer.buffer] satisfies Transferable[]);
  });
}
