import type { Span } from '../../model/span.ts';
import type { Comment } from '../../read/comments/comment.ts';
import { commentsIn } from '../../read/comments.ts';
import { isCode } from '../../read/languages.ts';
import type { Item, Link } from '../../trace/item.ts';
import type { Snapshot, Tag } from '../../trace/snapshot.ts';
import { type FileChange, sameItem, type Texts, verified } from './fileChange.ts';
import { lineAt, wholeLineAt } from './lines.ts';

/** Takes one target out of a link field; with the last one goes the field. */
export function removeLink(snapshot: Snapshot, texts: Texts, { from, fact }: Link): FileChange | undefined {
  const { file } = from;
  const text = texts(file);
  if (text?.slice(fact.span.start, fact.span.end) !== fact.to) return undefined;
  const alone = from.fact.links.filter(({ kind }) => kind === fact.kind).length === 1;
  const spans = alone ? wholeField(text, from, fact.span) : [outOfList(text, fact.span), ...listEntry(text, fact.span)];
  for (const span of spans) {
    const change = span && { file, span, text: '' };
    const safe = verified(snapshot, text, change, (after) => {
      const before = snapshot.files.get(file);
      const item = before && sameItem(before, from.fact, after);
      return (
        item !== undefined &&
        after.items.length === before?.items.length &&
        item.links.length === from.fact.links.length - 1 &&
        item.attributes.length === from.fact.attributes.length &&
        item.title === from.title
      );
    });
    if (safe) return safe;
  }
  return undefined;
}

/** Takes one target out of a tag; with the last one goes the tag, and the line that held nothing else. */
export function removeTag(snapshot: Snapshot, texts: Texts, { file, fact }: Tag): FileChange | undefined {
  const text = texts(file);
  const facts = snapshot.files.get(file);
  if (!facts || fact.dialect !== 'lifetrace' || text?.slice(fact.span.start, fact.span.end) !== fact.target)
    return undefined;
  const sisters = facts.tags.filter(({ tagSpan }) => tagSpan.start === fact.tagSpan.start);
  const comment = isCode(facts.language)
    ? commentsIn(text, facts.language).find(({ span }) => span.start <= fact.span.start && fact.span.end <= span.end)
    : undefined;
  if (!comment) return undefined;
  const span = sisters.length > 1 ? outOfList(text, fact.span) : wholeTag(text, comment, fact.tagSpan);
  return verified(
    snapshot,
    text,
    span && { file, span, text: '' },
    (after) => after.tags.length === facts.tags.length - 1 && after.units.length === facts.units.length,
  );
}

/** A target with the separator behind it, or that in front of the last one. */
function outOfList(text: string, span: Span): Span | undefined {
  const line = lineAt(text, span.end);
  const behind = /^[^,;\]}\r\n|]*?[,;][ \t]*/.exec(text.slice(span.end, line.end));
  if (behind) return { start: span.start, end: span.end + behind[0].length };
  const before = /[ \t]*[,;][ \t]*$/.exec(text.slice(Math.max(0, span.start - 100), span.start));
  return before ? { start: span.start - before[0].length, end: span.end } : undefined;
}

/** The line of an entry that stands on a line of its own. */
function listEntry(text: string, span: Span): readonly Span[] {
  const line = lineAt(text, span.start);
  return /^[ \t]+[-*+][ \t]+["']?$|^-[ \t]+["']?$/.test(text.slice(line.start, span.start))
    ? [wholeLineAt(text, span.start)]
    : [];
}

/** What a field with one target may take: a cell, a line with or without the one of its key, or a pair of an inline map. */
function wholeField(text: string, from: Item, span: Span): readonly Span[] {
  const line = wholeLineAt(text, span.start);
  const above = line.start > from.fact.span.start ? wholeLineAt(text, line.start - 1) : line;
  const inline = inlinePair(text, span);
  return [
    ...(from.fact.span.end <= lineAt(text, from.fact.idSpan.start).end ? inline : []),
    line,
    { start: above.start, end: line.end },
    ...inline,
    span,
  ];
}

function inlinePair(text: string, span: Span): readonly Span[] {
  const line = lineAt(text, span.start);
  const before = /[A-Za-z]\w*[ \t]*:[ \t]*\[?["']?$/.exec(text.slice(line.start, span.start));
  const after = /^["']?[^\],}\r\n]*\]?/.exec(text.slice(span.end, line.end));
  if (!before || !after) return [];
  const start = line.start + before.index;
  const end = span.end + after[0].length;
  const comma = /^[ \t]*,[ \t]*/.exec(text.slice(end, line.end));
  if (comma) return [{ start, end: end + comma[0].length }];
  const leading = /[ \t]*,[ \t]*$/.exec(text.slice(line.start, start));
  return [{ start: start - (leading?.[0].length ?? 0), end }];
}

const ONLY_DECORATION = /^[\s*/#!;"'-]*$/;

/** The line of a tag if nothing else stands on it, the comment if it holds nothing else, or the words of the tag. */
function wholeTag(text: string, comment: Comment, tag: Span): Span | undefined {
  const line = lineAt(text, tag.start);
  const inLine = { start: Math.max(line.start, comment.span.start), end: Math.min(line.end, comment.span.end) };
  const opens = comment.span.start >= line.start;
  const closes = comment.span.end <= line.end;
  const block = comment.kind !== 'line';
  const closer =
    block && closes ? (/[ \t]*(?:\*+\/|"""|''')$/.exec(text.slice(tag.end, inLine.end))?.[0].length ?? 0) : 0;
  const end = inLine.end - closer;
  const first = ONLY_DECORATION.test(text.slice(inLine.start, tag.start));
  if (!first) return { start: tag.start, end };
  if (block && !opens && !closes) return wholeLineAt(text, tag.start);
  if (block && opens !== closes) return { start: tag.start, end };
  const before = text.slice(line.start, comment.span.start);
  const after = text.slice(comment.span.end, line.end);
  if (before.trim() === '' && after.trim() === '') return wholeLineAt(text, tag.start);
  return { start: comment.span.start - (/[ \t]*$/.exec(before)?.[0].length ?? 0), end: comment.span.end };
}
