import type { Comment } from './comment.ts';
import { ScriptLexer, TOKEN_END } from './scriptLexer.ts';

/** The comments of a JavaScript or TypeScript text, with or without JSX. */
export function scriptComments(text: string): readonly Comment[] {
  const lexer = new ScriptLexer(text, 'forComments');
  while (lexer.next() !== TOKEN_END);
  return lexer.comments;
}
