import type { MessagePort, Transferable } from 'node:worker_threads';
import { type ReadingConfig, readingOfKey } from '../../config/readingConfig.ts';
import { DiskReader, type ReadLimits } from './diskReader.ts';
import { type FileReading, readFromDisk } from './fileReading.ts';
import { type PackedReadings, ReadingPacker } from './packedReadings.ts';
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

/** Says that no batch is to come any more. */
export const NO_MORE_BATCHES = 'no more batches';

/** Answers the batches that come over a port, until it hears that no more will come. */
export function serveReading(port: MessagePort, data: ReadingThreadData, readOne: ReadOne = readFromDisk): void {
  const reader = new DiskReader(data.root, data.limits);
  let reading: ReadingConfig | undefined;
  port.on('message', (batch: ReadingBatch | typeof NO_MORE_BATCHES) => {
    if (batch === NO_MORE_BATCHES) {
      port.close();
      return;
    }
    if (reading?.key !== batch.readingKey) reading = readingOfKey(batch.readingKey);
    const files = filesOf(batch);
    const payloads: Uint8Array<ArrayBuffer>[] = [];
    const packer = new ReadingPacker(files.length, (piece) => payloads.push(withoutSlack(piece)));
    for (const [index, file] of files.entries()) {
      if (Atomics.load(data.stopped, 0) !== 0) return;
      Atomics.store(data.begun, 0, index + 1);
      packer.add(readOne(reader, file, reading));
    }
    Atomics.store(data.begun, 0, 0);
    const numbers = packer.done();
    const moved: Transferable[] = [...Object.values(numbers), ...payloads].map(({ buffer }) => buffer);
    port.postMessage({ ...numbers, payloads } satisfies PackedReadings, moved);
  });
}

/** Bytes that stand alone in what holds them, and may be given away with it. */
function withoutSlack(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  return bytes.length === bytes.buffer.byteLength ? bytes : new Uint8Array(bytes);
}
