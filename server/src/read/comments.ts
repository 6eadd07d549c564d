import type { LanguageId } from '../model/facts.ts';
import type { Comment } from './comments/comment.ts';
import { csharpComments } from './comments/csharp.ts';
import { C, CPP, curlyComments, GO, JAVA, RUST } from './comments/curly.ts';
import { pythonComments } from './comments/python.ts';
import { scriptComments } from './comments/script.ts';

/**
 * The comments of a code file in the order in which they stand. They never overlap. A comment or literal that is not
 * closed reaches to where the language gives up on it: the end of the line or of the file. Documents have none.
 * Time is linear in the length of the text.
 */
export function commentsIn(text: string, language: LanguageId): readonly Comment[] {
  switch (language) {
    case 'c':
      return curlyComments(text, C);
    case 'cpp':
      return curlyComments(text, CPP);
    case 'java':
      return curlyComments(text, JAVA);
    case 'go':
      return curlyComments(text, GO);
    case 'rust':
      return curlyComments(text, RUST);
    case 'csharp':
      return csharpComments(text);
    case 'typescript':
    case 'javascript':
      return scriptComments(text);
    case 'python':
      return pythonComments(text);
    default:
      return [];
  }
}
