import type { LanguageId, UnitFact } from '../model/facts.ts';
import type { Comment } from './comments.ts';
import { cUnits } from './units/c.ts';
import { csharpUnits } from './units/csharp.ts';
import { javaUnits } from './units/java.ts';
import { pythonUnits } from './units/python.ts';
import { scriptUnits } from './units/script.ts';

/**
 * The pieces of code with a body that can be traced: functions of C; functions, methods and classes of TypeScript,
 * JavaScript and Python. Ordered by start, enclosing units before the enclosed. `comments` are those of the text.
 * Languages without a scanner have no units; their tags belong to the file. Time is linear in the text's length.
 */
export function unitsIn(text: string, language: LanguageId, comments: readonly Comment[]): readonly UnitFact[] {
  switch (language) {
    case 'c':
      return cUnits(text, comments);
    case 'java':
      return javaUnits(text, comments);
    case 'csharp':
      return csharpUnits(text, comments);
    case 'python':
      return pythonUnits(text, comments);
    case 'typescript':
    case 'javascript':
      return scriptUnits(text, comments);
    default:
      return [];
  }
}
