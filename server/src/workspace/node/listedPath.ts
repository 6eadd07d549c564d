import { readdirSync } from 'node:fs';
import path from 'node:path';
import type { FilePath } from '../../model/span.ts';
import { statsOf } from './unfollowed.ts';

/**
 * Tells by which path the disk lists what stands at another one. Many file systems, Windows' and macOS' own among them, lead to the same
 * file by capital and small letters, and some by letters that are put together otherwise (`ü` as one character or as two); a file has one
 * path in a project all the same, the one that a walk meets. A listing is kept for as long as this object is: for one look at the disk.
 */
export class ListedPaths {
  readonly #root: string;
  /** Names by the absolute path of the folder. */
  readonly #names = new Map<string, ReadonlySet<string>>();

  constructor(root: string) {
    this.#root = root;
  }

  /** The path that a file or folder is listed by; `file` itself where nothing stands there, or that cannot be told. Never throws. */
  of(file: FilePath): FilePath {
    if (!this.#hasManyNames(file)) return file;
    let folder = this.#root;
    const listed: string[] = [];
    for (const name of file.split('/')) {
      const found = listedName(name, this.#namesIn(folder));
      if (found === undefined) return file;
      listed.push(found);
      folder = path.join(folder, found);
    }
    return listed.join('/');
  }

  /** Without a listing: where capital and small letters are told apart, nothing stands there when they are swapped. */
  #hasManyNames(file: FilePath): boolean {
    return [file, swapped(file)].every((each) => statsOf(path.join(this.#root, each)) !== undefined);
  }

  #namesIn(folder: string): ReadonlySet<string> {
    const known = this.#names.get(folder);
    if (known) return known;
    const names = new Set(namesIn(folder));
    this.#names.set(folder, names);
    return names;
  }
}

/** The one of the names that leads to the same as `name` does; undefined where there is none, or more than one. */
export function listedName(name: string, names: ReadonlySet<string>): string | undefined {
  if (names.has(name)) return name;
  const key = foldedName(name);
  const [found, ...others] = [...names].filter((each) => foldedName(each) === key);
  return others.length === 0 ? found : undefined;
}

function foldedName(name: string): string {
  return name.normalize('NFC').toLowerCase();
}

function swapped(file: FilePath): string {
  return file.replace(/[a-z]/gi, (letter) => (letter < 'a' ? letter.toLowerCase() : letter.toUpperCase()));
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
