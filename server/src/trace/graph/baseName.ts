import type { FilePath } from '../../model/span.ts';

/** Name of a file without its folder and without its suffix: `pump` for `src/pump.c` and `include/pump.h`. */
export function baseName(path: FilePath): string {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const dot = name.lastIndexOf('.');
  return dot <= 0 ? name : name.slice(0, dot);
}

/** The folder of a file, with the slash behind it; empty for the root. */
export function folderOf(path: FilePath): string {
  return path.slice(0, path.lastIndexOf('/') + 1);
}
