import { lstatSync, readFileSync } from 'node:fs';

/** The files that a repository tracks: git does not leave them out, whatever the ignore files say. */
export interface TrackedFiles {
  /** True for a tracked file, or a folder with one below it. Paths are those of the repository, as strings of bytes. */
  readonly holds: (path: string, isFolder: boolean) => boolean;
}

/** Reads git's index when it is first asked for. A missing index, or one of an unknown form, tracks nothing. */
export function trackedFiles(indexFile: string): TrackedFiles {
  let paths: Set<string> | undefined;
  let folders: Set<string> | undefined;
  return {
    holds(path, isFolder) {
      paths ??= new Set(readIndex(indexFile));
      if (!isFolder) return paths.has(path);
      folders ??= foldersOf(paths);
      return folders.has(path);
    },
  };
}

function foldersOf(paths: Iterable<string>): Set<string> {
  const folders = new Set<string>();
  for (const path of paths) {
    for (let slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
      const folder = path.slice(0, slash);
      if (folders.has(folder)) break;
      folders.add(folder);
    }
  }
  return folders;
}

/** Bytes of an entry in front of its flags: times, device, inode, mode, owner, size and a SHA-1. */
const BEFORE_FLAGS = 60;
const EXTENDED = 0x4000;

/** The paths in an index of version 2, 3 or 4, as git describes its form in `gitformat-index`. */
function readIndex(file: string): readonly string[] {
  const paths: string[] = [];
  try {
    // A pipe in its place would never end.
    if (!lstatSync(file).isFile()) return [];
    const bytes = readFileSync(file);
    const version = bytes.readUInt32BE(4);
    if (bytes.toString('latin1', 0, 4) !== 'DIRC' || version < 2 || version > 4) return [];
    let at = 12;
    let path = '';
    for (let left = bytes.readUInt32BE(8); left > 0; left--) {
      const start = at;
      const flags = bytes.readUInt16BE(at + BEFORE_FLAGS);
      at += BEFORE_FLAGS + (flags & EXTENDED ? 4 : 2);
      let shared = 0;
      if (version === 4) {
        const dropped = offsetAt(bytes, at);
        shared = path.length - dropped.value;
        at = dropped.end;
      }
      const end = bytes.indexOf(0, at);
      if (end < 0 || shared < 0) return [];
      path = path.slice(0, shared) + bytes.toString('latin1', at, end);
      paths.push(path);
      // Before version 4 an entry ends with one to eight zeros, so that its length is a multiple of eight.
      at = version === 4 ? end + 1 : start + ((end - start + 8) & ~7);
    }
    return paths;
  } catch {
    return [];
  }
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
