import type { FlatFile, Words } from '../../model/flatFacts/layout.ts';

/** Bytes in front: the number of words, then how many bytes each of them takes, and each character. */
const HEAD = 12;
const NARROW = 1;
const WIDE = 2;

const NOT_LATIN1 = /[^\0-\xff]/;

/** A flat file as bytes: what goes from thread to thread and from run to run on one machine. */
export function flatBytes({ words, pool }: FlatFile): Uint8Array<ArrayBuffer> {
  const width = NOT_LATIN1.test(pool) ? WIDE : NARROW;
  const bytes = Buffer.allocUnsafeSlow(HEAD + words.byteLength + width * pool.length);
  bytes.writeUInt32LE(words.length, 0);
  bytes.writeUInt32LE(words.BYTES_PER_ELEMENT, 4);
  bytes.writeUInt32LE(width, 8);
  bytes.set(new Uint8Array(words.buffer, words.byteOffset, words.byteLength), HEAD);
  bytes.write(pool, HEAD + words.byteLength, width === NARROW ? 'latin1' : 'utf16le');
  return bytes;
}

/** The flat file that {@link flatBytes} has written; it keeps none of the bytes. Throws a RangeError when they are none. */
export function flatFileOf(bytes: Uint8Array): FlatFile {
  const buffer = Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const words = wordsIn(buffer);
  const width = buffer.readUInt32LE(8);
  const textAt = HEAD + words.byteLength;
  if (width !== NARROW && width !== WIDE) throw new RangeError('no flat facts');
  const pool = buffer.toString(width === NARROW ? 'latin1' : 'utf16le', textAt);
  return { words, pool };
}

function wordsIn(bytes: Buffer): Words {
  const size = bytes.readUInt32LE(4);
  const end = HEAD + size * bytes.readUInt32LE(0);
  const Kind = [Uint16Array, Int32Array].find(({ BYTES_PER_ELEMENT }) => BYTES_PER_ELEMENT === size);
  if (!Kind || end > bytes.length) throw new RangeError('no flat facts');
  const words = new Kind((end - HEAD) / size);
  bytes.copy(new Uint8Array(words.buffer), 0, HEAD, end);
  return words;
}
