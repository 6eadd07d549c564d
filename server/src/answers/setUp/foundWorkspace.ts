import type { FileFacts } from '../../model/facts.ts';
import type { FilePath } from '../../model/span.ts';

/** What a folder without project file holds, as far as it was read with the built-in settings. */
export interface FoundWorkspace {
  /** Name of the folder. */
  readonly name: string;
  readonly files: readonly FileFacts[];
  /** Paths of files of other tools' notations, which Lifetrace does not read. */
  readonly foreign: readonly FilePath[];
  /** The text of a file, where it can be had. */
  readonly textOf: (path: FilePath) => string | undefined;
}

/** The folders above a file, outermost first: `a/b/c.md` lies in `a` and `a/b`. */
export function foldersOf(path: FilePath): readonly FilePath[] {
  const parts = path.split('/').slice(0, -1);
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'));
}

/** A glob for everything below a folder, or for one file. Characters that mean something in a glob match any one character. */
export function globOf(path: FilePath, below: boolean): string {
  return `${path.replace(/[*?[\]{}()!|+@\\]/g, '?')}${below ? '/**' : ''}`;
}

/** The last name of a path. */
export function nameOf(path: FilePath): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** Counts values by a key, in the order in which the keys came. */
export function countBy<Value>(values: Iterable<Value>, keyOf: (value: Value) => string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(keyOf(value), (counts.get(keyOf(value)) ?? 0) + 1);
  return counts;
}
