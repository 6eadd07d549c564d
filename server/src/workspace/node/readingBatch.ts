import type { ReadingConfig } from '../../config/readingConfig.ts';
import type { DiscoveredFile } from './discoveredFile.ts';
import type { FileStamp } from './fileStamp.ts';
import { FILE_ROLES } from './packedRoles.ts';
import { readStamp, STAMP_NUMBERS, writeStamp } from './packedStamps.ts';

/** A file to be read, unless it still has the stamp that it had when it was read before. */
export interface FileToRead extends DiscoveredFile {
  readonly stamp?: FileStamp | undefined;
}

/** Files for a reading thread, in few objects: it answers with their packed readings, in the same order. */
export interface ReadingBatch {
  readonly readingKey: string;
  /** With a zero between them, which no path holds. */
  readonly paths: string;
  readonly roles: Uint8Array;
  /** Stamps of the files, side by side; empty when no file has one. */
  readonly stamps: Float64Array;
}

/** Packs files, of which there is at least one. */
export function batchOf(files: readonly FileToRead[], reading: ReadingConfig): ReadingBatch {
  const stamps = new Float64Array(files.some(({ stamp }) => stamp) ? STAMP_NUMBERS * files.length : 0);
  if (stamps.length > 0)
    files.forEach(({ stamp }, index) => {
      writeStamp(stamps, index, stamp);
    });
  return {
    readingKey: reading.key,
    paths: files.map(({ path }) => path).join('\0'),
    roles: Uint8Array.from(files, ({ role }) => FILE_ROLES.indexOf(role)),
    stamps,
  };
}

/** The files of a batch. */
export function filesOf({ paths, roles, stamps }: ReadingBatch): readonly FileToRead[] {
  return paths.split('\0').map((path, index) => {
    const role = FILE_ROLES[roles[index] ?? 0] ?? 'source';
    const stamp = readStamp(stamps, index);
    return stamp ? { path, role, stamp } : { path, role };
  });
}
