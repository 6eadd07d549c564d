import type { FlatFile } from '../../model/flatFacts/layout.ts';

/** Bytes in front: the number of words, then how many bytes each of them takes, and each character. */
export const FLAT_HEAD = 12;

/** Where flat files stand one behind the other, each begins at a multiple of it: numbers are read where they are. */
export const FLAT_ALIGNMENT = 4;

/** Bytes of a character, where all of a file are in Latin-1 and where they are not. */
export const NARROW = 1;
export const WIDE = 2;

const NOT_LATIN1 = /[^\0-\xff]/;

/** A flat file as bytes: what goes from thread to thread and from run to run on one machine. */
export function flatBytes({ words, pool }: FlatFile): Uint8Array<ArrayBuffer> {
  const width = NOT_LATIN1.test(pool) ? WIDE : NARROW;
  const bytes = Buffer.allocUnsafeSlow(FLAT_HEAD + words.byteLength + width * pool.length);
  bytes.writeUInt32LE(words.length, 0);
  bytes.writeUInt32LE(words.BYTES_PER_ELEMENT, 4);
  bytes.writeUInt32LE(width, 8);
  bytes.set(new Uint8Array(words.buffer, words.byteOffset, words.byteLength), FLAT_HEAD);
  bytes.write(pool, FLAT_HEAD + words.byteLength, width === NARROW ? 'latin1' : 'utf16le');
  return bytes;
}
