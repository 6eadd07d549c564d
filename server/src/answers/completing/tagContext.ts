import { type LanguageId, TAG_KEYWORDS } from '../../model/facts.ts';
import { touches } from '../../model/span.ts';
import { commentsIn } from '../../read/comments.ts';
import { type CompletionContext, lineAround, typedList } from './completionContext.ts';

const TAG = new RegExp(`(?:^|[^\\w@\\\\])[@\\\\](${TAG_KEYWORDS.join('|')})(?::|\\b)[ \\t]+`, 'g');
const KEYWORD_START = /(?:^|[^\w@\\])([@\\])([a-z]*)$/;

/** What a half-typed tag in a comment of a code file asks for; undefined outside of comments and behind free text. */
export function tagContext(text: string, language: LanguageId, offset: number): CompletionContext | undefined {
  const comment = commentsIn(text, language).find(({ span }) => span.start < offset && touches(span, offset));
  if (!comment) return undefined;
  const line = lineAround(text, offset);
  const start = Math.max(line.start, comment.span.start);
  const written = text.slice(start, offset);
  const tag = [...written.matchAll(TAG)].at(-1);
  const keyword = TAG_KEYWORDS.find((candidate) => candidate === tag?.[1]);
  if (tag && keyword) {
    const end = Math.min(line.end, comment.span.end);
    const list = typedList(text, start + tag.index + tag[0].length, end, offset);
    if (!list) return undefined;
    return keyword === 'class' ? { kind: 'level', replace: list.replace } : { kind: 'tagTarget', keyword, ...list };
  }
  const partial = KEYWORD_START.exec(written);
  if (!partial) return undefined;
  const marker = partial[1] === '\\' ? '\\' : '@';
  const typed = (partial[2] ?? '').length + 1;
  const rest = /^[a-z]*/.exec(text.slice(offset))?.[0].length ?? 0;
  return { kind: 'keyword', marker, replace: { start: offset - typed, end: offset + rest } };
}
