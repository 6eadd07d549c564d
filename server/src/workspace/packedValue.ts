/**
 * Plain data (objects, lists, texts, numbers, booleans, null) as bytes and back: what is handed from thread to thread and
 * what is kept from run to run. Names of fields and texts that come again are written once. Equal values give equal
 * bytes, and the order of fields is kept.
 */

const KIND = {
  null: 0,
  true: 1,
  false: 2,
  double: 3,
  negative: 4,
  text8: 5,
  text16: 6,
  knownText: 7,
  list: 8,
  rising: 9,
  shape: 10,
  object: 11,
  natural: 12,
} as const;

/** Numbers and shapes that are small enough stand in the byte of their kind. */
const SMALL_SHAPE = 16;
const SMALL_SHAPES = 48;
const SMALL_NATURAL = SMALL_SHAPE + SMALL_SHAPES;
const SMALL_NATURALS = 256 - SMALL_NATURAL;

/** Lists of numbers that never fall are written as their steps. */
const RISING_MIN = 4;

/** Longer texts are not looked for among those that were written before. */
const MAX_KNOWN = 64;

/** Writes a value. Throws when it is no plain data. */
export function pack(value: unknown): Uint8Array<ArrayBuffer> {
  const writer = new Writer();
  writer.value(value);
  return writer.bytes();
}

/** Reads a value that {@link pack} has written. Throws when the bytes are none. */
export function unpack(bytes: Uint8Array): unknown {
  const reader = new Reader(bytes);
  const value = reader.value(0);
  if (!reader.atEnd) throw new RangeError('bytes behind the value');
  return value;
}

class Writer {
  #bytes = Buffer.allocUnsafe(1024);
  #length = 0;
  readonly #texts = new Map<string, number>();
  readonly #shapes = new Map<string, number>();

  bytes(): Uint8Array<ArrayBuffer> {
    return Uint8Array.from(this.#bytes.subarray(0, this.#length));
  }

  value(value: unknown): void {
    if (typeof value === 'number') this.#number(value);
    else if (typeof value === 'string') this.#text(value);
    else if (value === null) this.#byte(KIND.null);
    else if (typeof value === 'boolean') this.#byte(value ? KIND.true : KIND.false);
    else if (Array.isArray(value)) this.#list(value);
    else if (typeof value === 'object') this.#object(value);
    else throw new TypeError(`${typeof value} is no plain data`);
  }

  #number(value: number): void {
    if (!Number.isSafeInteger(value) || Object.is(value, -0)) {
      this.#room(9);
      this.#bytes[this.#length++] = KIND.double;
      this.#length = this.#bytes.writeDoubleLE(value, this.#length);
    } else if (value < 0) {
      this.#byte(KIND.negative);
      this.#natural(-value);
    } else if (value < SMALL_NATURALS) {
      this.#byte(SMALL_NATURAL + value);
    } else {
      this.#byte(KIND.natural);
      this.#natural(value);
    }
  }

  #text(text: string): void {
    const known = this.#texts.get(text);
    if (known !== undefined) {
      this.#byte(KIND.knownText);
      this.#natural(known);
      return;
    }
    if (text.length <= MAX_KNOWN) this.#texts.set(text, this.#texts.size);
    let highest = 0;
    for (let at = 0; at < text.length; at++) highest |= text.charCodeAt(at);
    const encoding = highest < 256 ? 'latin1' : 'utf16le';
    const length = highest < 256 ? text.length : 2 * text.length;
    this.#byte(highest < 256 ? KIND.text8 : KIND.text16);
    this.#natural(length);
    this.#room(length);
    this.#length += this.#bytes.write(text, this.#length, encoding);
  }

  #list(list: readonly unknown[]): void {
    if (isRising(list)) {
      this.#byte(KIND.rising);
      this.#natural(list.length);
      let previous = 0;
      for (const entry of list) {
        this.#natural(entry - previous);
        previous = entry;
      }
    } else {
      this.#byte(KIND.list);
      this.#natural(list.length);
      for (const entry of list) this.value(entry);
    }
  }

  #object(object: object): void {
    const entries = Object.entries(object).filter(([, value]) => value !== undefined);
    // With their lengths, since a name may be empty or hold whatever could stand between two.
    const shape = entries.map(([key]) => `${key.length} ${key}`).join('');
    const known = this.#shapes.get(shape);
    if (known === undefined) {
      this.#shapes.set(shape, this.#shapes.size);
      this.#byte(KIND.shape);
      this.#natural(entries.length);
      for (const [key] of entries) this.#text(fieldName(key));
    } else if (known < SMALL_SHAPES) {
      this.#byte(SMALL_SHAPE + known);
    } else {
      this.#byte(KIND.object);
      this.#natural(known);
    }
    for (const [, value] of entries) this.value(value);
  }

  #natural(value: number): void {
    this.#room(8);
    let rest = value;
    while (rest >= 128) {
      this.#bytes[this.#length++] = (rest % 128) + 128;
      rest = Math.floor(rest / 128);
    }
    this.#bytes[this.#length++] = rest;
  }

  #byte(byte: number): void {
    this.#room(1);
    this.#bytes[this.#length++] = byte;
  }

  #room(size: number): void {
    if (this.#length + size <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafe(Math.max(2 * this.#bytes.length, this.#length + size));
    this.#bytes.copy(larger, 0, 0, this.#length);
    this.#bytes = larger;
  }
}

/** Longer texts than this seldom come again in another file. */
const MAX_SHARED = 24;
const MAX_SHARED_TEXTS = 1 << 20;

const sharedTexts = new Map<string, string>();

/** One text for all of the same content: IDs stand in many files, each of which is read by itself. */
function sharedText(text: string): string {
  if (text.length > MAX_SHARED) return text;
  const known = sharedTexts.get(text);
  if (known !== undefined) return known;
  if (sharedTexts.size < MAX_SHARED_TEXTS) sharedTexts.set(text, text);
  return text;
}

/** No value that is written nests deeper; damaged bytes might. */
const MAX_DEPTH = 200;

class Reader {
  readonly #bytes: Buffer;
  #at = 0;
  readonly #texts: string[] = [];
  readonly #shapes: (readonly string[])[] = [];

  constructor(bytes: Uint8Array) {
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get atEnd(): boolean {
    return this.#at === this.#bytes.length;
  }

  value(depth: number): unknown {
    if (depth > MAX_DEPTH) throw new RangeError('too deep');
    const kind = this.#byte();
    if (kind >= SMALL_NATURAL) return kind - SMALL_NATURAL;
    if (kind >= SMALL_SHAPE) return this.#object(this.#shapes[kind - SMALL_SHAPE], depth);
    switch (kind) {
      case KIND.null:
        return null;
      case KIND.true:
        return true;
      case KIND.false:
        return false;
      case KIND.double:
        this.#take(8);
        return this.#bytes.readDoubleLE(this.#at - 8);
      case KIND.negative:
        return -this.#natural();
      case KIND.natural:
        return this.#natural();
      case KIND.text8:
      case KIND.text16:
      case KIND.knownText:
        return this.#text(kind);
      case KIND.list: {
        // A list that grows by and by takes room for more than it will ever hold.
        const list = new Array<unknown>(this.#count());
        for (let index = 0; index < list.length; index++) list[index] = this.value(depth + 1);
        return list;
      }
      case KIND.rising: {
        const list = new Array<number>(this.#count());
        let entry = 0;
        for (let index = 0; index < list.length; index++) {
          entry += this.#natural();
          list[index] = entry;
        }
        return list;
      }
      case KIND.shape: {
        const names: string[] = [];
        for (let left = this.#count(); left > 0; left--) names.push(fieldName(this.#text(this.#byte())));
        this.#shapes.push(names);
        return this.#object(names, depth);
      }
      case KIND.object:
        return this.#object(this.#shapes[this.#natural()], depth);
      default:
        throw new RangeError(`no kind of value: ${kind}`);
    }
  }

  #object(names: readonly string[] | undefined, depth: number): unknown {
    if (!names) throw new RangeError('unknown shape');
    const object: Record<string, unknown> = {};
    for (const name of names) object[name] = this.value(depth + 1);
    return object;
  }

  #text(kind: number): string {
    if (kind === KIND.knownText) {
      const known = this.#texts[this.#natural()];
      if (known === undefined) throw new RangeError('unknown text');
      return known;
    }
    if (kind !== KIND.text8 && kind !== KIND.text16) throw new RangeError('no text');
    const length = this.#count();
    this.#take(length);
    const text = this.#bytes.toString(kind === KIND.text8 ? 'latin1' : 'utf16le', this.#at - length, this.#at);
    if (text.length > MAX_KNOWN) return text;
    const shared = sharedText(text);
    this.#texts.push(shared);
    return shared;
  }

  /** A number of things of which each takes a byte or more. */
  #count(): number {
    const count = this.#natural();
    if (count > this.#bytes.length - this.#at) throw new RangeError('more than there is');
    return count;
  }

  #natural(): number {
    let value = 0;
    let factor = 1;
    for (;;) {
      const byte = this.#byte();
      value += (byte & 127) * factor;
      if (byte < 128) return value;
      factor *= 128;
    }
  }

  #byte(): number {
    this.#take(1);
    return this.#bytes[this.#at - 1] ?? 0;
  }

  #take(size: number): void {
    this.#at += size;
    if (this.#at > this.#bytes.length) throw new RangeError('not enough bytes');
  }
}

function isRising(list: readonly unknown[]): list is readonly number[] {
  if (list.length < RISING_MIN) return false;
  let previous = 0;
  for (const entry of list) {
    if (typeof entry !== 'number' || !Number.isSafeInteger(entry) || entry < previous || Object.is(entry, -0))
      return false;
    previous = entry;
  }
  return true;
}

/** A field of that name would be no field of the object that is read. */
function fieldName(name: string): string {
  if (name === '__proto__') throw new RangeError('no name of a field');
  return name;
}
