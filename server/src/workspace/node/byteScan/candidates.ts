import { BLOCK, goOn, I32, isCharacter, OP, repeatWhile, V128, type WasmFunction } from './instructions.ts';

/** Parameters and variables of the function. */
const AT = 0;
const LENGTH = 1;
const MASK = 2;
const FIRST = 3;
const SECOND = 4;
const THIRD = 5;

/** First two letters of each keyword that may stand behind an `@` or `\`. */
const KEYWORD_STARTS = ['im', 've', 'sa', 'mi', 'ri', 'un', 'cl', 'an'];

/**
 * `next(at, length)`: offset of the next place at which a tag could begin, or a number that is not below `length`. Two
 * blocks and two bytes are read at a time.
 */
export function nextCandidate(): WasmFunction {
  const isLetter = [
    ...OP.get(FIRST),
    ...OP.splat(0x20),
    ...OP.or,
    ...OP.splat(0x61),
    ...OP.subtract,
    ...OP.splat(26),
    ...OP.lessThanBytes,
  ];
  const sign = [...isCharacter(FIRST, '@'), ...isCharacter(FIRST, '\\'), ...OP.or];
  const tilde = [...isLetter, ...isCharacter(SECOND, '~'), ...OP.and];
  const ignore = [
    ...[...isCharacter(FIRST, 'l'), ...isCharacter(SECOND, 'i'), ...OP.and],
    ...[...isCharacter(THIRD, 'f'), ...OP.and],
  ];
  const keyword = KEYWORD_STARTS.flatMap((start, index) => [
    ...isCharacter(SECOND, start.charAt(0)),
    ...isCharacter(THIRD, start.charAt(1)),
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
    ...[...sign, ...isCharacter(SECOND, '~'), ...OP.or, ...ignore, ...OP.or],
  ];
  const inText = [...OP.get(AT), ...OP.get(LENGTH), ...OP.lessThan];
  const blocks = [
    // What is rare in code decides about most blocks, two at a time, before one of them is looked at closely.
    ...OP.block,
    ...[...rare(0), ...rare(BLOCK), ...OP.or, ...OP.anyTrue, ...OP.branchIf(0)],
    ...[...goOn(AT, 2 * BLOCK), ...OP.branch(1)],
    ...OP.end,
    ...OP.block,
    ...loaded(0),
    ...[...sign, ...keyword, ...OP.and, ...tilde, ...OP.or, ...ignore, ...OP.or],
    ...[...OP.bitmask, ...OP.tee(MASK), ...OP.eqz, ...OP.branchIf(0)],
    ...[...OP.get(AT), ...OP.get(MASK), ...OP.ctz, ...OP.add, ...OP.return],
    ...OP.end,
    ...goOn(AT, BLOCK),
  ];
  const body = [...repeatWhile(inText, blocks), ...OP.get(LENGTH)];
  return { name: 'next', parameters: 2, variables: [I32, V128, V128, V128], body };
}
