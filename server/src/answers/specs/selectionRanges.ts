import { contains, type FilePath, type Span, touches } from '../../model/span.ts';
import type { Snapshot } from '../../trace/snapshot.ts';

/**
 * What a selection at an offset of a spec grows to, from the word to the whole text: word, value, field, item, the items
 * around it. Each span lies in the next, and none is the same as its neighbour.
 *
 * @param text what the file says now.
 */
export function selectionsAt(snapshot: Snapshot, file: FilePath, text: string, offset: number): readonly Span[] {
  const at = Math.max(0, Math.min(offset, text.length));
  const around: Span[] = [wordAt(text, at)];
  for (const { fact } of snapshot.itemsByFile.get(file) ?? []) {
    if (!touches(fact.span, at)) continue;
    around.push(fact.idSpan, fact.span, ...fact.links.map(({ span }) => span));
    for (const { nameSpan, values } of fact.attributes) {
      const spans = [nameSpan, ...values.map(({ span }) => span)];
      const start = Math.min(...spans.map((span) => span.start));
      around.push(...spans, { start, end: Math.max(...spans.map((span) => span.end)) });
    }
  }
  around.push({ start: 0, end: text.length });
  const grown: Span[] = [];
  for (const span of around.filter((each) => touches(each, at)).sort((a, b) => lengthOf(a) - lengthOf(b))) {
    const last = grown.at(-1);
    if (!last || (contains(span, last) && lengthOf(span) > lengthOf(last))) grown.push(span);
  }
  return grown;
}

/** The word that an offset touches; empty when it touches none. */
function wordAt(text: string, offset: number): Span {
  let start = offset;
  let end = offset;
  while (start > 0 && isWord(text.charCodeAt(start - 1))) start--;
  while (end < text.length && isWord(text.charCodeAt(end))) end++;
  return { start, end };
}

/** Blanks and ASCII punctuation but `_` end a word. */
function isWord(code: number): boolean {
  if (code > 0x7f) return code !== 0xa0;
  return (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122) || code === 95;
}

function lengthOf({ start, end }: Span): number {
  return end - start;
}
