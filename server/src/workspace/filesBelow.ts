import type { FilePath } from '../model/span.ts';

/**
 * Those of the files that stand in one of the folders, or in a folder below. Takes one step for each file and each of its folders,
 * however many folders are asked for: a checkout may tell of thousands.
 */
export function filesBelow(files: Iterable<FilePath>, folders: ReadonlySet<FilePath>): readonly FilePath[] {
  const known = new Map<FilePath, boolean>();
  const isBelow = (path: FilePath): boolean => {
    const end = path.lastIndexOf('/');
    if (end < 0) return false;
    const folder = path.slice(0, end);
    let below = known.get(folder);
    if (below === undefined) {
      below = folders.has(folder) || isBelow(folder);
      known.set(folder, below);
    }
    return below;
  };
  return [...files].filter(isBelow);
}
