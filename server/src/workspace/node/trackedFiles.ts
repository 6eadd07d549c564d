import path from 'node:path';
import { countWhile } from '../../model/countWhile.ts';
import { foldCase } from '../ignore/foldCase.ts';
import { bytesOf } from './unfollowed.ts';

/** The files that a repository tracks: git does not leave them out, whatever the ignore files say. */
export interface TrackedFiles {
  /** True for a tracked file, or a folder with one below it. Paths are those of the repository, as strings of bytes. */
  readonly holds: (path: string, isFolder: boolean) => boolean;
}

/**
 * Reads git's index when it is first asked for. A missing index, or one of an unknown form, tracks nothing. With `ignoreCase` a path is
 * held whose letters differ in case alone.
 */
export function trackedFiles(indexFile: string, ignoreCase: boolean): TrackedFiles {
  let parts: readonly SortedPaths[] | undefined;
  return {
    holds(path, isFolder) {
      parts ??= ignoreCase ? readIndex(indexFile).map(folded) : readIndex(indexFile);
      const inCase = ignoreCase ? foldCase(path) : path;
      const sought = Buffer.from(isFolder ? `${inCase}/` : inCase, 'latin1');
      return parts.some((paths) => isAmong(paths, sought, isFolder));
    },
  };
}

/** True for a path that is the sought one, or begins with it. */
function isAmong({ bytes, starts, ends }: SortedPaths, sought: Buffer, isBeginning: boolean): boolean {
  const at = countWhile(starts.length, (index) => sought.compare(bytes, starts[index], ends[index]) > 0);
  const [start = 0, end = 0] = [starts[at], ends[at]];
  return bytes.subarray(start, isBeginning ? Math.min(end, start + sought.length) : end).equals(sought);
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

/** The same paths in one case, see {@link foldCase}. */
function folded({ bytes, starts, ends }: SortedPaths): SortedPaths {
  const paths = Array.from(starts, (start, index) => foldCase(bytes.toString('latin1', start, ends[index])));
  return sortedPaths(paths.sort());
}

/** Paths that are in the order of their bytes. */
function sortedPaths(paths: readonly string[]): SortedPaths {
  const starts = new Uint32Array(paths.length);
  const ends = new Uint32Array(paths.length);
  let length = 0;
  for (const [index, path] of paths.entries()) {
    starts[index] = length;
    length += path.length;
    ends[index] = length;
  }
  return { bytes: Buffer.from(paths.join(''), 'latin1'), starts, ends };
}

/** An index: its own paths, and the name of the one that it shares all others with. */
interface Index {
  readonly paths: SortedPaths;
  readonly sharedName: string | undefined;
}

/** The paths in an index of version 2, 3 or 4, as git describes its form in `gitformat-index`. */
function readIndex(file: string): readonly SortedPaths[] {
  const own = indexIn(file);
  if (!own) return [];
  // What was taken from the shared part since stands there still, until git writes both anew.
  const shared = own.sharedName === undefined ? undefined : indexIn(path.join(path.dirname(file), own.sharedName));
  return shared ? [own.paths, shared.paths] : [own.paths];
}

function indexIn(file: string): Index | undefined {
  const bytes = bytesOf(file);
  if (bytes?.toString('latin1', 0, 4) !== 'DIRC') return undefined;
  // An index does not say which checksums its repository has; only with those it ends where it should.
  return indexWith(SHA1, bytes) ?? indexWith(SHA256, bytes);
}

/** Bytes of a checksum. */
const SHA1 = 20;
const SHA256 = 32;

/** The index that these bytes are with checksums of such a size; undefined where they are none. */
function indexWith(checksum: number, bytes: Buffer): Index | undefined {
  try {
    const version = bytes.readUInt32BE(4);
    if (version < 2 || version > 4) return undefined;
    const { paths, end } = version === 4 ? pathsOfVersion4(bytes, checksum) : pathsIn(bytes, checksum);
    return { paths, sharedName: sharedNameBehind(end, bytes, checksum) };
  } catch {
    return undefined;
  }
}

/** Looks through the extensions behind the paths. Throws a RangeError where they do not end where the checksum begins. */
function sharedNameBehind(start: number, bytes: Buffer, checksum: number): string | undefined {
  const end = bytes.length - checksum;
  let name: string | undefined;
  let at = start;
  while (at < end) {
    const content = at + EXTENSION_HEAD;
    if (bytes.toString('latin1', at, at + 4) === 'link')
      name = `sharedindex.${bytes.toString('hex', content, content + checksum)}`;
    at = content + bytes.readUInt32BE(at + 4);
  }
  if (at !== end) throw new RangeError('not the end');
  return name;
}

/** Bytes of the name of an extension and of its length. */
const EXTENSION_HEAD = 8;

/** Paths, and where they end in an index. */
interface FoundPaths {
  readonly paths: SortedPaths;
  readonly end: number;
}

const FIRST_ENTRY = 12;

/** Bytes of an entry in front of its checksum: times, device, inode, mode, owner, size. */
const BEFORE_CHECKSUM = 40;
const EXTENDED = 0x4000;

/** Where paths stand in an index of version 2 or 3. Throws a RangeError when it is damaged. */
function pathsIn(bytes: Buffer, checksum: number): FoundPaths {
  const count = bytes.readUInt32BE(8);
  // An index that claims to be longer than it is would take all memory.
  if (count > bytes.length / (BEFORE_CHECKSUM + checksum)) throw new RangeError('not so many entries');
  const starts = new Uint32Array(count);
  const ends = new Uint32Array(count);
  let at = FIRST_ENTRY;
  for (let index = 0; index < count; index++) {
    const start = behindFlags(bytes, at + BEFORE_CHECKSUM + checksum);
    const end = endOfPath(bytes, start);
    starts[index] = start;
    ends[index] = end;
    // An entry ends with one to eight zeros, so that its length is a multiple of eight.
    at += (end - at + 8) & ~7;
  }
  return { paths: { bytes, starts, ends }, end: at };
}

/** The paths of an index of version 4, each of which says what it has in common with the one before. Throws a RangeError when it is damaged. */
function pathsOfVersion4(bytes: Buffer, checksum: number): FoundPaths {
  const paths: string[] = [];
  let at = FIRST_ENTRY;
  let path = '';
  for (let left = bytes.readUInt32BE(8); left > 0; left--) {
    const dropped = offsetAt(bytes, behindFlags(bytes, at + BEFORE_CHECKSUM + checksum));
    const shared = path.length - dropped.value;
    if (shared < 0) throw new RangeError('more than the path in front has');
    const end = endOfPath(bytes, dropped.end);
    path = path.slice(0, shared) + bytes.toString('latin1', dropped.end, end);
    paths.push(path);
    at = end + 1;
  }
  return { paths: sortedPaths(paths), end: at };
}

function behindFlags(bytes: Buffer, flags: number): number {
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
