import type { FlatFile } from '../../model/flatFacts/layout.ts';

/** Bytes in front: the number of words, then whether a character takes one byte or two. */
const HEAD = 8;
const NARROW = 1;
const WIDE = 2;

const NOT_LATIN1 = /[^\0-\xff]/;

/** A flat file as bytes: what goes from thread to thread and from run to run on one machine. */
export function flatBytes({ words, pool }: FlatFile): Uint8Array<ArrayBuffer> {
  const width = NOT_LATIN1.test(pool) ? WIDE : NARROW;
  const bytes = Buffer.allocUnsafeSlow(HEAD + words.byteLength + width * pool.length);
  bytes.writeUInt32LE(words.length, 0);
  bytes.writeUInt32LE(width, 4);
  bytes.set(new Uint8Array(words.buffer, words.byteOffset, words.byteLength), HEAD);
  bytes.write(pool, HEAD + words.byteLength, width === NARROW ? 'latin1' : 'utf16le');
  return bytes;
}

/** The flat file that {@link flatBytes} has written; it keeps none of the bytes. Throws a RangeError when they are none. */
export function flatFileOf(bytes: Uint8Array): FlatFile {
  const buffer = Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const textAt = HEAD + Int32Array.BYTES_PER_ELEMENT * buffer.readUInt32LE(0);
  const width = buffer.readUInt32LE(4);
  if (textAt > buffer.length || (width !== NARROW && width !== WIDE)) throw new RangeError('no flat facts');
  const pool = buffer.toString(width === NARROW ? 'latin1' : 'utf16le', textAt);
  const words = new Int32Array((textAt - HEAD) / Int32Array.BYTES_PER_ELEMENT);
  buffer.copy(new Uint8Array(words.buffer), 0, HEAD, textAt);
  return { words, pool };
}
