import type { Stats } from 'node:fs';

/** What the disk says of a file that changes whenever its content does. */
export interface FileStamp {
  readonly size: number;
  /** Time of the last change of the content, in milliseconds since 1970. */
  readonly modified: number;
  /** Time of the last change of anything about the file; a copy that keeps the time above does not keep this one. */
  readonly changed: number;
  readonly inode: number;
}

/** The stamp of a file. */
export function stampOf({ size, mtimeMs, ctimeMs, ino }: Stats): FileStamp {
  return { size, modified: mtimeMs, changed: ctimeMs, inode: ino };
}

/** True when nothing tells that the file is another one by now. */
export function sameStamp(a: FileStamp, b: FileStamp): boolean {
  return a.size === b.size && a.modified === b.modified && a.changed === b.changed && a.inode === b.inode;
}

/** A file or folder that was changed less than so many milliseconds before it was read may change again without a trace. */
const SETTLED_MS = 2000;

/** True when what was changed last at one time, and read after another one, cannot change again but with a later time. */
export function hasRested(changedAt: number, readAfter: number): boolean {
  return changedAt <= readAfter - SETTLED_MS;
}
