import { type FlatSource, flatten } from '../../model/flatFacts/flatten.ts';

/** Bytes in front: the number of words, then how many bytes each of them takes, and each character. */
export const FLAT_HEAD = 12;

/** Where flat files stand one behind the other, each begins at a multiple of it: numbers are read where they are. */
export const FLAT_ALIGNMENT = 4;

/** Bytes of a character, where all of a file are in Latin-1 and where they are not. */
export const NARROW = 1;
export const WIDE = 2;

const NOT_LATIN1 = /[^\0-\xff]/;

/** Facts in flat form as bytes: what goes from thread to thread and from run to run on one machine. */
export function flatBytes(facts: FlatSource): Uint8Array<ArrayBuffer> {
  let bytes: Buffer<ArrayBuffer> = Buffer.alloc(0);
  flatten(facts, (kind, count, pool) => {
    const width = NOT_LATIN1.test(pool) ? WIDE : NARROW;
    const poolAt = FLAT_HEAD + kind.BYTES_PER_ELEMENT * count;
    bytes = Buffer.alloc(poolAt + width * pool.length);
    bytes.writeUInt32LE(count, 0);
    bytes.writeUInt32LE(kind.BYTES_PER_ELEMENT, 4);
    bytes.writeUInt32LE(width, 8);
    bytes.write(pool, poolAt, width === NARROW ? 'latin1' : 'utf16le');
    return new kind(bytes.buffer, bytes.byteOffset + FLAT_HEAD, count);
  });
  return bytes;
}
