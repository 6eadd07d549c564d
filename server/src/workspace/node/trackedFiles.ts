import { lstatSync, readFileSync } from 'node:fs';
import { countWhile } from '../../model/countWhile.ts';

/** The files that a repository tracks: git does not leave them out, whatever the ignore files say. */
export interface TrackedFiles {
  /** True for a tracked file, or a folder with one below it. Paths are those of the repository, as strings of bytes. */
  readonly holds: (path: string, isFolder: boolean) => boolean;
}

/** Reads git's index when it is first asked for. A missing index, or one of an unknown form, tracks nothing. */
export function trackedFiles(indexFile: string): TrackedFiles {
  let paths: SortedPaths | undefined;
  return {
    holds(path, isFolder) {
      paths ??= readIndex(indexFile);
      const { bytes, starts, ends } = paths;
      const sought = Buffer.from(isFolder ? `${path}/` : path, 'latin1');
      const at = countWhile(starts.length, (index) => sought.compare(bytes, starts[index], ends[index]) > 0);
      const [start = 0, end = 0] = [starts[at], ends[at]];
      return bytes.subarray(start, isFolder ? Math.min(end, start + sought.length) : end).equals(sought);
    },
  };
}

/**
 * Paths in the order of their bytes, in which git keeps them. Of the many that a large repository tracks few are asked for, so none
 * is made a text.
 */
interface SortedPaths {
  readonly bytes: Buffer;
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
}

const NO_PATHS: SortedPaths = { bytes: Buffer.alloc(0), starts: new Uint32Array(), ends: new Uint32Array() };

/** The paths in an index of version 2, 3 or 4, as git describes its form in `gitformat-index`. */
function readIndex(file: string): SortedPaths {
  try {
    // A pipe in its place would never end.
    if (!lstatSync(file).isFile()) return NO_PATHS;
    const bytes = readFileSync(file);
    const version = bytes.readUInt32BE(4);
    if (bytes.toString('latin1', 0, 4) !== 'DIRC') return NO_PATHS;
    if (version === 4) return pathsOfVersion4(bytes);
    return version === 2 || version === 3 ? pathsIn(bytes) : NO_PATHS;
  } catch {
    return NO_PATHS;
  }
}

const FIRST_ENTRY = 12;

/** Bytes of an entry in front of its flags: times, device, inode, mode, owner, size and a SHA-1. */
const BEFORE_FLAGS = 60;
const EXTENDED = 0x4000;

/** Where paths stand in an index of version 2 or 3. Throws a RangeError when it is damaged. */
function pathsIn(bytes: Buffer): SortedPaths {
  const count = bytes.readUInt32BE(8);
  // An index that claims to be longer than it is would take all memory.
  if (count > bytes.length / BEFORE_FLAGS) throw new RangeError('not so many entries');
  const starts = new Uint32Array(count);
  const ends = new Uint32Array(count);
  let at = FIRST_ENTRY;
  for (let index = 0; index < count; index++) {
    const start = behindFlags(bytes, at);
    const end = endOfPath(bytes, start);
    starts[index] = start;
    ends[index] = end;
    // An entry ends with one to eight zeros, so that its length is a multiple of eight.
    at += (end - at + 8) & ~7;
  }
  return { bytes, starts, ends };
}

/** The paths of an index of version 4, each of which says what it has in common with the one before. Throws a RangeError when it is damaged. */
function pathsOfVersion4(bytes: Buffer): SortedPaths {
  const paths: string[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  let at = FIRST_ENTRY;
  let path = '';
  let length = 0;
  for (let left = bytes.readUInt32BE(8); left > 0; left--) {
    const dropped = offsetAt(bytes, behindFlags(bytes, at));
    const shared = path.length - dropped.value;
    if (shared < 0) throw new RangeError('more than the path in front has');
    const end = endOfPath(bytes, dropped.end);
    path = path.slice(0, shared) + bytes.toString('latin1', dropped.end, end);
    paths.push(path);
    starts.push(length);
    length += path.length;
    ends.push(length);
    at = end + 1;
  }
  return { bytes: Buffer.from(paths.join(''), 'latin1'), starts: new Uint32Array(starts), ends: new Uint32Array(ends) };
}

function behindFlags(bytes: Buffer, entry: number): number {
  const flags = entry + BEFORE_FLAGS;
  return flags + (bytes.readUInt16BE(flags) & EXTENDED ? 4 : 2);
}

function endOfPath(bytes: Buffer, start: number): number {
  const end = bytes.indexOf(0, start);
  if (end < 0) throw new RangeError('a path without an end');
  return end;
}

/** A number of version 4, in seven bits a byte. */
function offsetAt(bytes: Buffer, start: number): { readonly value: number; readonly end: number } {
  let at = start;
  let byte = bytes.readUInt8(at++);
  let value = byte & 127;
  while (byte >= 128) {
    byte = bytes.readUInt8(at++);
    value = (value + 1) * 128 + (byte & 127);
  }
  return { value, end: at };
}
