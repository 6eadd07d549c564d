import type { FileFacts, LanguageId, UnitFact } from '../../model/facts.ts';
import type { Span } from '../../model/span.ts';
import type { Comment } from '../../read/comments/comment.ts';
import { commentsIn } from '../../read/comments.ts';
import { attributeLines } from './attributeLines.ts';
import { indentAt, lineAt, lineBreakOf, oneLine, trimmedEnd } from './lines.ts';

/** Where words go, and the words with what makes them a comment. */
export interface CommentInsertion {
  readonly at: number;
  readonly text: string;
}

/** How a documentation comment of one line is written. */
const DOCUMENTATION: Partial<Record<LanguageId, (words: string) => string>> = {
  c: (words) => `/** ${words} */`,
  cpp: (words) => `/** ${words} */`,
  java: (words) => `/** ${words} */`,
  typescript: (words) => `/** ${words} */`,
  javascript: (words) => `/** ${words} */`,
  rust: (words) => `/// ${words}`,
  csharp: (words) => `/// ${words}`,
  go: (words) => `// ${words}`,
  python: (words) => `# ${words}`,
};

/** Words that no comment can be ended by, whatever somebody has typed. */
export function commentWords(words: string): string {
  return oneLine(words).replace(/\*\//g, '* /').replace(/"""/g, '" " "').replace(/'''/g, "' ' '");
}

/**
 * Writes words into the documentation of a unit: as its last line, or as a new comment above the unit in the style of
 * the language, as far in as the unit and above its attributes. The best place comes first.
 */
export function inDocumentation(
  text: string,
  { language }: Pick<FileFacts, 'language'>,
  unit: UnitFact,
  words: string,
): readonly CommentInsertion[] {
  const found: CommentInsertion[] = [];
  if (unit.docSpan) {
    const { docSpan } = unit;
    const last = commentsIn(text, language).findLast(
      ({ span }) => docSpan.start <= span.start && span.end <= docSpan.end,
    );
    if (last) found.push(...atEndOf(text, last, words));
  }
  const write = DOCUMENTATION[language];
  if (!write) return found;
  // Between an attribute and what it belongs to a comment is no documentation for most tools, and compilers of C# and Java warn.
  for (const at of attributeLines(text, language, unit.span.start)) {
    found.push({ at, text: `${indentAt(text, at)}${write(words)}${lineBreakOf(text)}` });
  }
  const line = lineAt(text, unit.span.start);
  if (text.slice(line.start, unit.span.start).trim() === '') {
    const indent = indentAt(text, unit.span.start);
    found.push({ at: line.start, text: `${indent}${write(words)}${lineBreakOf(text)}` });
  } else if (language !== 'python') {
    found.push({ at: unit.span.start, text: `/** ${words} */ ` });
  }
  return found;
}

/** Writes words as a further line behind a place in a comment, or in front of it where the comment is one line of code's. */
export function behindPlace(
  text: string,
  language: LanguageId,
  place: Span,
  words: string,
): readonly CommentInsertion[] {
  const comment = commentsIn(text, language).find(({ span }) => span.start <= place.start && place.end <= span.end);
  if (!comment) return [];
  const line = lineAt(text, place.end);
  if (comment.kind === 'line' || comment.span.end <= line.end) return atEndOf(text, comment, words);
  const decoration = /^[ \t]*(?:\*(?!\/))?[ \t]*/.exec(text.slice(line.start, line.end))?.[0] ?? '';
  const opener = comment.span.start >= line.start;
  const prefix = opener
    ? `${indentAt(text, line.start)}${/^\/\*/.test(text.slice(comment.span.start)) ? ' * ' : ''}`
    : decoration;
  return [{ at: trimmedEnd(text, line.end), text: `${lineBreakOf(text)}${prefix}${words}` }];
}

/** A further line at the end of a comment. */
function atEndOf(text: string, comment: Comment, words: string): readonly CommentInsertion[] {
  const { start, end } = comment.span;
  const lineBreak = lineBreakOf(text);
  if (comment.kind === 'line') {
    const line = lineAt(text, start);
    // A comment behind code is no place for a second line.
    if (text.slice(line.start, start).trim() !== '') return [];
    const marker = /^(?:\/\/[/!]*|#+[!:]?)/.exec(text.slice(start, end))?.[0] ?? '//';
    return [{ at: end, text: `${lineBreak}${indentAt(text, start)}${marker} ${words}` }];
  }
  const closer = /[ \t]*(?:\*+\/|"""|''')$/.exec(text.slice(start, end))?.[0];
  if (closer === undefined) return [];
  const star = text.startsWith('/*', start);
  const last = lineAt(text, end);
  if (last.start > start) {
    // The closing delimiter stands on a line below the one that opens.
    const content = text.slice(last.start, end - closer.length);
    const alone = content.trim() === '';
    const above = lineAt(text, Math.max(start, last.start - 1));
    const at = alone ? trimmedEnd(text, last.start) : end - closer.length;
    const model = alone && above.start > start ? above : last;
    const decorated = /^[ \t]*\*(?!\/)[ \t]*/.exec(text.slice(model.start, model.end))?.[0].replace(/\*$/, '* ');
    const prefix = decorated ?? `${indentAt(text, start)}${star ? ' * ' : ''}`;
    return [{ at, text: `${lineBreak}${prefix}${words}` }];
  }
  const prefix = `${indentAt(text, start)}${star ? ' * ' : ''}`;
  const leads = text.slice(last.start, start).trim() === '';
  if (!leads) return [{ at: end - closer.length, text: ` ${words}` }];
  return [{ at: end - closer.length, text: `${lineBreak}${prefix}${words}` }];
}
