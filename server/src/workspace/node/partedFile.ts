import { createHash } from 'node:crypto';
import { closeSync, fstatSync, readSync } from 'node:fs';
import { openFile } from './openFile.ts';
import { replaceFileInParts, type WriteOn } from './replaceFile.ts';

/** Bytes in front of a part, which tell how many it has. */
const LENGTH = 4;

/** Bytes at the end of the file: a checksum of all that stands in front of them. */
const CHECKSUM = 32;

/**
 * Replaces a file by a head and the parts that `write` puts behind it, so that {@link readParted} gives them again. None of it is held
 * longer than it takes to write it. Never throws: where that fails the file stays what it was.
 */
export function writeParted(file: string, head: Uint8Array, write: (put: WriteOn) => void): void {
  replaceFileInParts(file, (writeOn) => {
    const checksum = createHash('sha256');
    const put = (bytes: Uint8Array): void => {
      checksum.update(bytes);
      writeOn(bytes);
    };
    put(head);
    write((part) => {
      const length = Buffer.alloc(LENGTH);
      length.writeUInt32LE(part.length);
      put(length);
      put(part);
    });
    writeOn(checksum.digest());
  });
}

/**
 * The parts of a file that begins with a head, each in bytes of its own. Undefined where the file cannot be read, begins otherwise, or
 * is not what was written to the last bit.
 */
export function readParted(file: string, head: Uint8Array): readonly Uint8Array<ArrayBuffer>[] | undefined {
  try {
    const descriptor = openFile(file);
    try {
      return partsOf(new PartReader(descriptor), head);
    } finally {
      closeSync(descriptor);
    }
  } catch {
    return undefined;
  }
}

function partsOf(reader: PartReader, head: Uint8Array): readonly Uint8Array<ArrayBuffer>[] | undefined {
  if (!reader.take(head.length).equals(head)) return undefined;
  const parts: Uint8Array<ArrayBuffer>[] = [];
  while (reader.left > 0) parts.push(reader.take(reader.take(LENGTH).readUInt32LE()));
  return reader.endsIntact() ? parts : undefined;
}

/** Takes one piece after the other from a file. */
class PartReader {
  readonly #descriptor: number;
  readonly #checksum = createHash('sha256');
  #left: number;

  constructor(descriptor: number) {
    this.#descriptor = descriptor;
    this.#left = fstatSync(descriptor).size - CHECKSUM;
  }

  /** Bytes in front of the checksum that were not taken. */
  get left(): number {
    return this.#left;
  }

  /** The next so many bytes. Throws a RangeError where there are not as many in front of the checksum. */
  take(size: number): Buffer<ArrayBuffer> {
    if (size > this.#left) throw new RangeError('not enough bytes');
    this.#left -= size;
    const bytes = this.#read(size);
    this.#checksum.update(bytes);
    return bytes;
  }

  /** True when the checksum, which comes next, is right for all that was taken. To be asked once. */
  endsIntact(): boolean {
    return this.#read(CHECKSUM).equals(this.#checksum.digest());
  }

  #read(size: number): Buffer<ArrayBuffer> {
    const bytes = Buffer.allocUnsafeSlow(size);
    for (let done = 0; done < size; ) {
      const count = readSync(this.#descriptor, bytes, done, size - done, null);
      if (count === 0) throw new RangeError('not enough bytes');
      done += count;
    }
    return bytes;
  }
}
