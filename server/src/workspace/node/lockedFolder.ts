import type { Dirent } from 'node:fs';

/** How Linux writes a name that it has no key for: so many characters of base 64 at least, in the alphabets of its versions. */
const CODED = /^[\w+,-]{22,}$/;

/**
 * True for a folder that looks like one that its file system has encrypted and nobody has unlocked (fscrypt): all its names are coded then. When it is
 * unlocked it has others, and its times are what they were. A folder that only looks so is listed once more than it need be.
 */
export function looksLocked(entries: readonly Pick<Dirent, 'name'>[]): boolean {
  return entries.length > 0 && entries.every(({ name }) => CODED.test(name));
}
