import type { FileStamp } from './fileStamp.ts';

/** Numbers of a stamp; none of them is a number where a file has no stamp. */
export const STAMP_NUMBERS = 4;

/** Writes the stamp of a file, or that it has none. */
export function writeStamp(stamps: Float64Array, index: number, stamp: FileStamp | undefined): void {
  const at = STAMP_NUMBERS * index;
  stamps[at] = stamp?.size ?? Number.NaN;
  stamps[at + 1] = stamp?.modified ?? Number.NaN;
  stamps[at + 2] = stamp?.changed ?? Number.NaN;
  stamps[at + 3] = stamp?.inode ?? Number.NaN;
}

/** Reads what {@link writeStamp} has written. */
export function readStamp(stamps: Float64Array, index: number): FileStamp | undefined {
  const at = STAMP_NUMBERS * index;
  const size = stamps[at] ?? Number.NaN;
  if (Number.isNaN(size)) return undefined;
  return { size, modified: stamps[at + 1] ?? 0, changed: stamps[at + 2] ?? 0, inode: stamps[at + 3] ?? 0 };
}
