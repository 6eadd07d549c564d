import type { FileReading } from '../../server/src/workspace/node/fileReading.ts';
import { ArrivedReadings, ReadingPacker } from '../../server/src/workspace/node/packedReadings.ts';

/** Readings as they come from a thread that has read all of the files. */
export function arrivedReadings(readings: readonly FileReading[]): ArrivedReadings {
  const payloads: Uint8Array<ArrayBuffer>[] = [];
  const packer = new ReadingPacker(readings.length, (piece) => payloads.push(piece));
  for (const reading of readings) packer.add(reading);
  return new ArrivedReadings({ ...packer.done(), payloads });
}
