import { lstatSync, readFileSync, type Stats } from 'node:fs';

/*
 * What stands at a path itself, as git looks at its own files: symbolic links are not followed.
 */

/** Undefined where nothing stands, or nothing that may be looked at. Never throws. */
export function statsOf(file: string): Stats | undefined {
  try {
    return lstatSync(file, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

/** The bytes of a file; undefined for what is no regular one, or cannot be read: a pipe would never end. Never throws. */
export function bytesOf(file: string): Buffer | undefined {
  try {
    return statsOf(file)?.isFile() ? readFileSync(file) : undefined;
  } catch {
    return undefined;
  }
}
