import type { LanguageId, UnitFact } from '../model/facts.ts';
import type { Comment } from './comments.ts';
import { cUnits } from './units/c.ts';
import { cppUnits } from './units/cpp.ts';
import { goUnits } from './units/go.ts';
import { pythonUnits } from './units/python.ts';
import { rustUnits } from './units/rust.ts';
import { scriptUnits } from './units/script.ts';

/**
 * The pieces of code with a body that can be traced: functions and structs of C; functions, methods and classes of
 * C++, TypeScript, JavaScript and Python; functions, methods and types of Go and Rust. Ordered by start, enclosing units
 * before the enclosed. `comments` are those of the text.
 * Languages without a scanner have no units; their tags belong to the file. Time is linear in the text's length.
 */
export function unitsIn(text: string, language: LanguageId, comments: readonly Comment[]): readonly UnitFact[] {
  switch (language) {
    case 'c':
      return cUnits(text, comments);
    case 'cpp':
      return cppUnits(text, comments);
    case 'go':
      return goUnits(text, comments);
    case 'python':
      return pythonUnits(text, comments);
    case 'rust':
      return rustUnits(text, comments);
    case 'typescript':
    case 'javascript':
      return scriptUnits(text, comments);
    default:
      return [];
  }
}
