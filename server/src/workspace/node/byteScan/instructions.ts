/** Bytes that are compared at a time. */
export const BLOCK = 16;

/** Types of parameters and variables. */
export const I32 = 0x7f;
export const V128 = 0x7b;

/** Instructions of WebAssembly that our scans consist of. */
export const OP = {
  block: [0x02, 0x40],
  loop: [0x03, 0x40],
  end: [0x0b],
  return: [0x0f],
  ctz: [0x68],
  add: [0x6a],
  lessThan: [0x49],
  eqz: [0x45],
  popcnt: [0x69],
  subtractNumbers: [0x6b],
  andNumbers: [0x71],
  orNumbers: [0x72],
  shiftRight: [0x76],
  loadWord: [0x28, 0x00, 0x00],
  storeByte: [0x3a, 0x00, 0x00],
  storeHalf: [0x3b, 0x00, 0x00],
  load: (offset: number) => [0xfd, 0x00, 0x00, offset],
  splat: (byte: number) => [0xfd, 0x0c, ...new Array<number>(BLOCK).fill(byte)],
  equal: [0xfd, 0x23],
  notEqual: [0xfd, 0x24],
  lessThanBytes: [0xfd, 0x26],
  and: [0xfd, 0x4e],
  or: [0xfd, 0x50],
  anyTrue: [0xfd, 0x53],
  bitmask: [0xfd, 0x64],
  subtract: [0xfd, 0x71],
  /** A number below 64, or one of two bytes. */
  number: (value: number) => (value < 64 ? [0x41, value] : [0x41, (value % 128) + 128, value >> 7]),
  minusOne: [0x41, 0x7f],
  get: (local: number) => [0x20, local],
  set: (local: number) => [0x21, local],
  tee: (local: number) => [0x22, local],
  branch: (depth: number) => [0x0c, depth],
  branchIf: (depth: number) => [0x0d, depth],
} as const;

/** A function of a module: parameters and result are numbers. */
export interface WasmFunction {
  readonly name: string;
  readonly parameters: number;
  /** Types of its variables, which are numbered behind the parameters. */
  readonly variables: readonly number[];
  /** Instructions, which leave the result. */
  readonly body: readonly number[];
}

/** Instructions that leave, for each byte of a block in a variable, whether it is that character. */
export function isCharacter(block: number, character: string): number[] {
  return [...OP.get(block), ...OP.splat(character.charCodeAt(0)), ...OP.equal];
}

/** The same for any of some characters. */
export function isOneOf(block: number, characters: string): number[] {
  return [...characters].flatMap((character, index) => [...isCharacter(block, character), ...(index > 0 ? OP.or : [])]);
}

/** Instructions that repeat others while a condition holds; those may branch to depth 0 to go on, and to 1 to leave. */
export function repeatWhile(condition: readonly number[], body: readonly number[]): number[] {
  return [
    ...[...OP.block, ...OP.loop],
    ...[...condition, ...OP.eqz, ...OP.branchIf(1)],
    ...[...body, ...OP.branch(0)],
    ...[...OP.end, ...OP.end],
  ];
}

/** Instructions that move a number on. */
export function goOn(local: number, bytes: number): number[] {
  return [...OP.get(local), ...OP.number(bytes), ...OP.add, ...OP.set(local)];
}

/** A module that exports functions, and a memory (`memory`) of so many pages of 64 KiB. */
export function moduleOf(functions: readonly WasmFunction[], pages: number): Uint8Array<ArrayBuffer> {
  const types = functions.map(({ parameters }) => [
    ...[0x60, parameters, ...new Array<number>(parameters).fill(I32)],
    ...[1, I32],
  ]);
  const names = functions.map(({ name }, index) => [...text(name), 0, index]);
  const bodies = functions.map(({ variables, body }) => {
    const code = [...list(variables.map((type) => [1, type])), ...body, ...OP.end];
    return [...natural(code.length), ...code];
  });
  return Uint8Array.from([
    ...[0, ...[...'asm'].map((letter) => letter.charCodeAt(0))],
    ...[1, 0, 0, 0],
    ...section(1, list(types)),
    ...section(3, list(functions.map((_, index) => [index]))),
    ...section(5, [1, 0, ...natural(pages)]),
    ...section(7, list([[...text('memory'), 2, 0], ...names])),
    ...section(10, list(bodies)),
  ]);
}

function section(id: number, content: readonly number[]): number[] {
  return [id, ...natural(content.length), ...content];
}

function list(entries: readonly (readonly number[])[]): number[] {
  return [...natural(entries.length), ...entries.flat()];
}

function text(name: string): number[] {
  return [name.length, ...[...name].map((letter) => letter.charCodeAt(0))];
}

/** A number as WebAssembly writes it. */
function natural(value: number): number[] {
  return value < 128 ? [value] : [(value % 128) + 128, ...natural(Math.floor(value / 128))];
}
