import type { LanguageId, UnitFact } from '../model/facts.ts';
import type { Comment } from './comments/comment.ts';
import { withBoundedNesting } from './units/boundedNesting.ts';
import { cDeclarations, cUnits } from './units/c.ts';
import { cppDeclarations, cppUnits } from './units/cpp.ts';
import { csharpUnits } from './units/csharp.ts';
import { goUnits } from './units/go.ts';
import { javaUnits } from './units/java.ts';
import { pythonUnits } from './units/python.ts';
import { rustUnits } from './units/rust.ts';
import { scriptUnits } from './units/script.ts';

/**
 * The pieces of code with a body that can be traced: functions, methods, constructors and types, as docs/units.md says for
 * each language. Ordered by start, enclosing units before the enclosed. `comments` are those of the text; `wrappers` are
 * the functions of scripts that hand on a function to the name that their result is bound to. Documents have no
 * units. Time is linear in the text's length.
 */
export function unitsIn(
  text: string,
  language: LanguageId,
  comments: readonly Comment[],
  wrappers: ReadonlySet<string>,
): readonly UnitFact[] {
  return withBoundedNesting(allUnitsIn(text, language, comments, wrappers));
}

function allUnitsIn(
  text: string,
  language: LanguageId,
  comments: readonly Comment[],
  wrappers: ReadonlySet<string>,
): readonly UnitFact[] {
  switch (language) {
    case 'c':
      return cUnits(text, comments);
    case 'cpp':
      return cppUnits(text, comments);
    case 'go':
      return goUnits(text, comments);
    case 'java':
      return javaUnits(text, comments);
    case 'csharp':
      return csharpUnits(text, comments);
    case 'python':
      return pythonUnits(text, comments);
    case 'rust':
      return rustUnits(text, comments);
    case 'typescript':
    case 'javascript':
      return scriptUnits(text, comments, wrappers);
    default:
      return [];
  }
}

/**
 * The functions that a text of C or C++ declares without a body: their qualified names by the offset of the first token,
 * and by that of the semicolon behind it. Names that the text declares several times are left out. Empty in other
 * languages, whose definitions carry the documentation.
 */
export function declarationsIn(
  text: string,
  language: LanguageId,
  comments: readonly Comment[],
): ReadonlyMap<number, string> {
  if (language === 'c') return cDeclarations(text, comments);
  return language === 'cpp' ? cppDeclarations(text, comments) : NONE;
}

const NONE: ReadonlyMap<number, string> = new Map();
