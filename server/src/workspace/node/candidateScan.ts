/**
 * Finds, thirty-two bytes at a time, the places in a file's bytes at which a tag could begin. It finds a few too many and
 * none too few; the caller looks at each more closely. The scan runs in WebAssembly, on a memory of its own that files
 * are read into: the common file without a tag never becomes an object of JavaScript.
 */
export interface CandidateScan {
  /** Room for at least `size` bytes, and the zeros that the scan needs behind them. */
  readonly room: (size: number) => Buffer;
  /** Where the next candidate stands in the first `length` bytes of the room, at or behind `from`; -1 when there is none. */
  readonly next: (from: number, length: number) => number;
}

/** Bytes that are compared at a time. */
const BLOCK = 16;

/** Zero bytes that the scan needs behind the text: it reads two blocks and two bytes more. */
const PADDING = 2 * BLOCK + 2;
const PAGE = 65_536;

/** A scan, or undefined where the machine has no vector instructions. */
export function createCandidateScan(): CandidateScan | undefined {
  const bytes = moduleBytes();
  if (!WebAssembly.validate(bytes)) return undefined;
  const { memory, next } = new WebAssembly.Instance(new WebAssembly.Module(bytes)).exports;
  if (!(memory instanceof WebAssembly.Memory) || typeof next !== 'function') return undefined;
  let view = Buffer.from(memory.buffer);
  return {
    room(size) {
      const missing = size + PADDING - view.length;
      if (missing > 0) {
        memory.grow(Math.ceil(missing / PAGE));
        view = Buffer.from(memory.buffer);
      }
      return view;
    },
    next(from, length) {
      view.fill(0, length, length + PADDING);
      const found: unknown = next(from, length);
      return typeof found === 'number' && found < length ? found : -1;
    },
  };
}

/** Instructions of WebAssembly that the scan consists of. */
const OP = {
  block: [0x02, 0x40],
  loop: [0x03, 0x40],
  end: [0x0b],
  return: [0x0f],
  ctz: [0x68],
  add: [0x6a],
  lessThan: [0x49],
  eqz: [0x45],
  load: (offset: number) => [0xfd, 0x00, 0x00, offset],
  splat: (byte: number) => [0xfd, 0x0c, ...new Array<number>(BLOCK).fill(byte)],
  equal: [0xfd, 0x23],
  lessThanBytes: [0xfd, 0x26],
  and: [0xfd, 0x4e],
  or: [0xfd, 0x50],
  anyTrue: [0xfd, 0x53],
  bitmask: [0xfd, 0x64],
  subtract: [0xfd, 0x71],
  number: (value: number) => [0x41, value],
  get: (local: number) => [0x20, local],
  set: (local: number) => [0x21, local],
  tee: (local: number) => [0x22, local],
  branch: (depth: number) => [0x0c, depth],
  branchIf: (depth: number) => [0x0d, depth],
} as const;

const I32 = 0x7f;
const V128 = 0x7b;

/** Parameters and variables of the function. */
const AT = 0;
const LENGTH = 1;
const MASK = 2;
const FIRST = 3;
const SECOND = 4;
const THIRD = 5;

/** First two letters of each keyword that may stand behind an `@` or `\`. */
const KEYWORD_STARTS = ['im', 've', 'sa', 'mi', 'ri', 'un', 'cl', 'an'];

/** `next(at, length)`: offset of the next candidate, or a number that is not below `length`. */
function moduleBytes(): Uint8Array<ArrayBuffer> {
  const is = (local: number, character: string): number[] => [
    ...OP.get(local),
    ...OP.splat(character.charCodeAt(0)),
    ...OP.equal,
  ];
  const isLetter = [
    ...OP.get(FIRST),
    ...OP.splat(0x20),
    ...OP.or,
    ...OP.splat(0x61),
    ...OP.subtract,
    ...OP.splat(26),
    ...OP.lessThanBytes,
  ];
  const sign = [...is(FIRST, '@'), ...is(FIRST, '\\'), ...OP.or];
  const tilde = [...isLetter, ...is(SECOND, '~'), ...OP.and];
  const ignore = [...is(FIRST, 'l'), ...is(SECOND, 'i'), ...OP.and, ...is(THIRD, 'f'), ...OP.and];
  const keyword = KEYWORD_STARTS.flatMap((start, index) => [
    ...is(SECOND, start.charAt(0)),
    ...is(THIRD, start.charAt(1)),
    ...OP.and,
    ...(index > 0 ? OP.or : []),
  ]);
  const loaded = (offset: number): number[] => [
    ...[...OP.get(AT), ...OP.load(offset), ...OP.set(FIRST)],
    ...[...OP.get(AT), ...OP.load(offset + 1), ...OP.set(SECOND)],
    ...[...OP.get(AT), ...OP.load(offset + 2), ...OP.set(THIRD)],
  ];
  const rare = (offset: number): number[] => [
    ...loaded(offset),
    ...[...sign, ...is(SECOND, '~'), ...OP.or, ...ignore, ...OP.or],
  ];
  const goOn = (bytes: number): number[] => [...OP.get(AT), ...OP.number(bytes), ...OP.add, ...OP.set(AT)];
  const body = [
    ...OP.block,
    ...OP.loop,
    ...[...OP.get(AT), ...OP.get(LENGTH), ...OP.lessThan, ...OP.eqz, ...OP.branchIf(1)],
    // What is rare in code decides about most blocks, two at a time, before one of them is looked at closely.
    ...OP.block,
    ...[...rare(0), ...rare(BLOCK), ...OP.or, ...OP.anyTrue, ...OP.branchIf(0)],
    ...[...goOn(2 * BLOCK), ...OP.branch(1)],
    ...OP.end,
    ...OP.block,
    ...loaded(0),
    ...[...sign, ...keyword, ...OP.and, ...tilde, ...OP.or, ...ignore, ...OP.or],
    ...[...OP.bitmask, ...OP.tee(MASK), ...OP.eqz, ...OP.branchIf(0)],
    ...[...OP.get(AT), ...OP.get(MASK), ...OP.ctz, ...OP.add, ...OP.return],
    ...OP.end,
    ...[...goOn(BLOCK), ...OP.branch(0)],
    ...OP.end,
    ...OP.end,
    ...OP.get(LENGTH),
    ...OP.end,
  ];
  const locals = [2, 1, I32, 3, V128];
  const section = (id: number, content: readonly number[]): number[] => [id, ...natural(content.length), ...content];
  const text = (name: string): number[] => [name.length, ...Buffer.from(name)];
  return Uint8Array.from([
    ...Buffer.from('\0asm'),
    ...[1, 0, 0, 0],
    ...section(1, [1, 0x60, 2, I32, I32, 1, I32]),
    ...section(3, [1, 0]),
    ...section(5, [1, 0, 17]),
    ...section(7, [2, ...text('memory'), 2, 0, ...text('next'), 0, 0]),
    ...section(10, [1, ...natural(locals.length + body.length), ...locals, ...body]),
  ]);
}

/** A number as WebAssembly writes it. */
function natural(value: number): number[] {
  return value < 128 ? [value] : [(value % 128) + 128, ...natural(Math.floor(value / 128))];
}
