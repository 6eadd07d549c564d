import type { UnitFact } from '../../model/facts.ts';
import type { Comment } from '../comments/comment.ts';
import { C } from '../comments/curly.ts';
import { type BlockLanguage, declarationsInBlocks, unitsInBlocks } from './blockScanner.ts';
import { CHeader } from './cHeader.ts';
import { plainBlock } from './plainHeader.ts';

const LANGUAGE: BlockLanguage = {
  literalEnd: C.literalEnd,
  rawStrings: false,
  plain: (text, start, at) => plainBlock(text, 'c', start, at, undefined),
  header: (source, start, region) => new CHeader(source, 'c', start, region),
};

/**
 * The functions and structs of a C text that have a body, also behind macros and attributes and in the old style.
 * Unions count as structs, and so do those without a name of their own that a `typedef` names.
 */
export function cUnits(text: string, comments: readonly Comment[]): readonly UnitFact[] {
  return unitsInBlocks(text, comments, LANGUAGE);
}

/** The functions that a C text only declares, see {@link declarationsInBlocks}. */
export function cDeclarations(text: string, comments: readonly Comment[]): ReadonlyMap<number, string> {
  return declarationsInBlocks(text, comments, LANGUAGE);
}
