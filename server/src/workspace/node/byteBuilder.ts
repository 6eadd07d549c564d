/** Whether a text takes one byte or two for each of its characters. */
const NARROW = 0;
const WIDE = 1;

/** Bytes that grow, written in little-endian order. */
export class ByteBuilder {
  #bytes: Buffer<ArrayBuffer>;
  #length = 0;

  constructor(room = 4096) {
    this.#bytes = Buffer.allocUnsafeSlow(room);
  }

  get length(): number {
    return this.#length;
  }

  /** A view of what was written so far; it is void after the next write. */
  view(): Buffer<ArrayBuffer> {
    return this.#bytes.subarray(0, this.#length);
  }

  byte(value: number): void {
    this.#room(1);
    this.#bytes[this.#length++] = value;
  }

  uint32(value: number): void {
    this.#room(4);
    this.#length = this.#bytes.writeUInt32LE(value, this.#length);
  }

  double(value: number): void {
    this.#room(8);
    this.#length = this.#bytes.writeDoubleLE(value, this.#length);
  }

  raw(bytes: Uint8Array): void {
    this.#room(bytes.length);
    this.#bytes.set(bytes, this.#length);
    this.#length += bytes.length;
  }

  /** Bytes with their number in front. */
  sized(bytes: Uint8Array): void {
    this.uint32(bytes.length);
    this.raw(bytes);
  }

  /** Numbers as this machine holds them, with how many bytes they take in front. */
  numbers({ buffer, byteOffset, byteLength }: ArrayBufferView): void {
    this.sized(new Uint8Array(buffer, byteOffset, byteLength));
  }

  /** A text that may hold any characters, with its length in front. */
  text(text: string): void {
    let highest = 0;
    for (let at = 0; at < text.length; at++) highest |= text.charCodeAt(at);
    const narrow = highest < 256;
    this.byte(narrow ? NARROW : WIDE);
    this.sized(Buffer.from(text, narrow ? 'latin1' : 'utf16le'));
  }

  #room(size: number): void {
    if (this.#length + size <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafeSlow(Math.max(2 * this.#bytes.length, this.#length + size));
    this.#bytes.copy(larger, 0, 0, this.#length);
    this.#bytes = larger;
  }
}

/** Reads what a {@link ByteBuilder} has written. Every call throws a RangeError when there are not enough bytes. */
export class ByteReader {
  readonly #bytes: Buffer;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get atEnd(): boolean {
    return this.#at === this.#bytes.length;
  }

  byte(): number {
    return this.#bytes.readUInt8(this.#take(1));
  }

  uint32(): number {
    return this.#bytes.readUInt32LE(this.#take(4));
  }

  double(): number {
    return this.#bytes.readDoubleLE(this.#take(8));
  }

  /** A view, not a copy. */
  sized(): Buffer {
    const length = this.uint32();
    const start = this.#take(length);
    return this.#bytes.subarray(start, start + length);
  }

  /** What `ByteBuilder.numbers` has written, as a copy: numbers do not stand anywhere. */
  numbers<T>(kind: new (bytes: ArrayBuffer) => T): T {
    return new kind(Uint8Array.prototype.slice.call(this.sized()).buffer);
  }

  text(): string {
    const encoding = this.byte() === NARROW ? 'latin1' : 'utf16le';
    return this.sized().toString(encoding);
  }

  #take(size: number): number {
    const start = this.#at;
    this.#at += size;
    if (this.#at > this.#bytes.length) throw new RangeError('not enough bytes');
    return start;
  }
}
