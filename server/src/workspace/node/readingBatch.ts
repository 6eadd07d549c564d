import type { ReadingConfig } from '../../config/readingConfig.ts';
import type { DiscoveredFile } from './discoverFiles.ts';
import type { FileStamp } from './fileStamp.ts';
import { FILE_ROLES } from './packedReadings.ts';

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
  /** Four numbers for each file, not a number where it has no stamp; empty when no file has one. */
  readonly stamps: Float64Array;
}

/** Numbers of a stamp. */
const STAMP = 4;

/** Packs files, of which there is at least one. */
export function batchOf(files: readonly FileToRead[], reading: ReadingConfig): ReadingBatch {
  const stamps = new Float64Array(files.some(({ stamp }) => stamp) ? STAMP * files.length : 0).fill(Number.NaN);
  for (const [index, { stamp }] of files.entries()) {
    if (stamp) stamps.set([stamp.size, stamp.modified, stamp.changed, stamp.inode], STAMP * index);
  }
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
    const [size, modified, changed, inode] = stamps.subarray(STAMP * index, STAMP * (index + 1));
    if (size === undefined || modified === undefined || changed === undefined || inode === undefined)
      return { path, role };
    return Number.isNaN(size) ? { path, role } : { path, role, stamp: { size, modified, changed, inode } };
  });
}
