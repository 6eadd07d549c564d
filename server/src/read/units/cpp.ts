import type { UnitFact } from '../../model/facts.ts';
import type { Comment } from '../comments/comment.ts';
import { CPP } from '../comments/curly.ts';
import type { ClassBlock } from './block.ts';
import { type BlockLanguage, declarationsInBlocks, unitsInBlocks } from './blockScanner.ts';
import { CHeader } from './cHeader.ts';
import { classOf } from './classHead.ts';
import { codeIn } from './codeIn.ts';
import { codeEndBefore } from './documentation.ts';
import { HeaderTokens, type TokenSource } from './headerTokens.ts';
import { plainBlock } from './plainHeader.ts';

/** How far in front of its brace the head of a class inside of a function is looked for. */
const REACH = 400;
/** The last key in front of a brace, with what stands before it. */
const CLASS_KEY = /^([\s\S]*\b)(?:class|struct|union)\s[^;{}()=]*$/;
const ENUM = /\benum\s+$/;
const TYPE_KEY = /class|struct|union/;

const LANGUAGE: BlockLanguage = {
  literalEnd: CPP.literalEnd,
  rawStrings: true,
  plain: (text, start, at, className) => plainBlock(text, 'cpp', start, at, className),
  header: (source, start, region) => new CHeader(source, 'cpp', start, region),
  localClass,
};

/**
 * The functions, methods, constructors, classes and structs of a C++ text that have a body. A name is qualified as one
 * would write it to call the unit from outside: by namespaces that are neither anonymous nor inline, and by classes,
 * without template arguments. Unions count as structs, destructors and operators as methods.
 * A function template or a specialisation counts once for each body. What a macro of a test framework
 * defines has the name that the framework prints, `Suite.Test`. Lambdas are units where they are the value of a
 * variable outside of functions.
 */
export function cppUnits(text: string, comments: readonly Comment[]): readonly UnitFact[] {
  return unitsInBlocks(text, comments, LANGUAGE);
}

/** The functions and methods that a C++ text only declares, see {@link declarationsInBlocks}. */
export function cppDeclarations(text: string, comments: readonly Comment[]): ReadonlyMap<number, string> {
  return declarationsInBlocks(text, comments, LANGUAGE);
}

function localClass(source: TokenSource, floor: number, at: number): ClassBlock | undefined {
  const { text } = source;
  const code = text.charCodeAt(codeEndBefore(text, source.comments, at) - 1);
  if (!(code === 62 || code === 95 || code > 127 || isAlphanumeric(code))) return undefined;
  const reach = Math.max(floor, at - REACH);
  if (!TYPE_KEY.test(text.slice(reach, at))) return undefined;
  const before = codeIn(text, source.comments, reach, at);
  const outer = CLASS_KEY.exec(before)?.[1];
  if (outer === undefined || ENUM.test(outer)) return undefined;
  const start = at - before.length + outer.length;
  const tokens = new HeaderTokens(source, start);
  tokens.readTo(at);
  const colon = tokens.all.findIndex((token) => token.text === ':');
  const block = classOf(tokens.all, 0, 0, colon < 0 ? tokens.all.length : colon);
  return block.kind === 'class' ? block : undefined;
}

function isAlphanumeric(code: number): boolean {
  return (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
}
