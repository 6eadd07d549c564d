import { goOn, I32, OP, repeatWhile, type WasmFunction } from './instructions.ts';

/** Parameters and variables of the function. */
const LENGTH = 0;
const LINES_AT = 1;
const TO = 2;
const AT = 3;
const BITS = 4;
const BEHIND = 5;
const LAST = 6;
const REST = 7;

/** Marks that are looked at together. */
const WORD_BITS = 32;
const WORD_BYTES = 4;

/** Bits of a length that a byte holds, and the bit that says that more follow. */
const SEVEN = 7;
const MORE = 0x80;

/**
 * `lines(length, linesAt, to)`: writes the lengths of the lines of which the ends are marked, as `writeLines` of the flat
 * facts does; the end of what was written.
 */
export function lineLengths(): WasmFunction {
  const writeByte = (value: readonly number[]): number[] => [
    ...[...OP.get(TO), ...value, ...OP.storeByte],
    ...goOn(TO, 1),
  ];
  const isLong = [...OP.number(MORE - 1), ...OP.get(REST), ...OP.lessThan];
  const lowest = [...OP.get(REST), ...OP.number(MORE - 1), ...OP.andNumbers, ...OP.number(MORE), ...OP.orNumbers];
  const writeLength = [
    ...repeatWhile(isLong, [
      ...writeByte(lowest),
      ...[...OP.get(REST), ...OP.number(SEVEN), ...OP.shiftRight, ...OP.set(REST)],
    ]),
    ...writeByte(OP.get(REST)),
  ];
  const nextLine = [
    ...[...OP.get(AT), ...OP.get(BITS), ...OP.ctz, ...OP.add, ...OP.number(1), ...OP.add, ...OP.tee(BEHIND)],
    ...[...OP.get(LAST), ...OP.subtractNumbers, ...OP.set(REST)],
    ...[...OP.get(BEHIND), ...OP.set(LAST)],
    ...writeLength,
    // Takes the lowest bit away.
    ...[...OP.get(BITS), ...OP.get(BITS), ...OP.number(1), ...OP.subtractNumbers, ...OP.andNumbers, ...OP.set(BITS)],
  ];
  const body = [
    ...repeatWhile(
      [...OP.get(AT), ...OP.get(LENGTH), ...OP.lessThan],
      [
        ...[...OP.get(LINES_AT), ...OP.loadWord, ...OP.set(BITS)],
        ...repeatWhile(OP.get(BITS), nextLine),
        ...[...goOn(LINES_AT, WORD_BYTES), ...goOn(AT, WORD_BITS)],
      ],
    ),
    ...OP.get(TO),
  ];
  return { name: 'lines', parameters: 3, variables: [I32, I32, I32, I32, I32], body };
}
