import { STRUCTURE } from '../../../read/units/codeMarks.ts';
import { BLOCK, goOn, I32, isCharacter, isOneOf, OP, V128, type WasmFunction } from './instructions.ts';

/** Parameters and variables of the function. */
const LENGTH = 0;
const STRUCTURE_AT = 1;
const DECLARATIONS_AT = 2;
const LINES_AT = 3;
const AT = 4;
const LINE_FEEDS = 5;
const MASK = 6;
const BYTES = 7;
const ODD = 8;
const FOUND = 9;

/** Bits that are written for a block, in bytes. */
const BITS = BLOCK / 8;

/**
 * `mark(length, structureAt, declarationsAt, linesAt)`: for each byte in front of `length`, and of the two blocks behind, writes a
 * bit to `structureAt` that says whether it can structure code, one to `declarationsAt` that says whether it does so or is a
 * semicolon, and one to `linesAt` that says whether it ends a line. The number of line feeds when no byte is a control
 * character but those and tabs; else -1.
 */
export function markStructure(): WasmFunction {
  const control = [...OP.get(BYTES), ...OP.splat(0x20), ...OP.lessThanBytes];
  const tab = [...OP.get(BYTES), ...OP.splat(9), ...OP.notEqual];
  const lineFeed = [...OP.get(BYTES), ...OP.splat(10), ...OP.notEqual];
  const odd = [...control, ...tab, ...OP.and, ...lineFeed, ...OP.and];
  const body = [
    ...OP.block,
    ...OP.loop,
    ...[...OP.get(AT), ...OP.load(0), ...OP.set(BYTES)],
    ...[...OP.get(ODD), ...odd, ...OP.or, ...OP.set(ODD)],
    ...[...OP.get(STRUCTURE_AT), ...isOneOf(BYTES, STRUCTURE), ...OP.tee(FOUND), ...OP.bitmask, ...OP.storeHalf],
    ...[...OP.get(DECLARATIONS_AT), ...OP.get(FOUND), ...isCharacter(BYTES, ';'), ...OP.or],
    ...[...OP.bitmask, ...OP.storeHalf],
    ...[...OP.get(LINES_AT), ...isCharacter(BYTES, '\n'), ...OP.bitmask, ...OP.tee(MASK), ...OP.storeHalf],
    ...[...OP.get(LINE_FEEDS), ...OP.get(MASK), ...OP.popcnt, ...OP.add, ...OP.set(LINE_FEEDS)],
    ...[...goOn(STRUCTURE_AT, BITS), ...goOn(DECLARATIONS_AT, BITS), ...goOn(LINES_AT, BITS), ...goOn(AT, BLOCK)],
    ...[...OP.get(AT), ...OP.get(LENGTH), ...OP.number(BLOCK), ...OP.add, ...OP.lessThan, ...OP.branchIf(0)],
    ...OP.end,
    ...[...OP.get(ODD), ...OP.anyTrue, ...OP.eqz, ...OP.branchIf(0)],
    ...[...OP.minusOne, ...OP.return],
    ...OP.end,
    ...OP.get(LINE_FEEDS),
  ];
  return { name: 'mark', parameters: 4, variables: [I32, I32, I32, V128, V128, V128], body };
}
