import { sameList } from '../../model/compare.ts';
import type { AttributeFact, ItemFact, LinkFact, SpannedText } from '../../model/facts.ts';
import type { Span } from '../../model/span.ts';

/**
 * What an edit has done to the definition of an item: at most `moved` it as a whole; changed its `words` (title and text) or where they
 * stand, which is nobody else's business; or changed its `meaning`, which others rest on, and perhaps its `links` as well.
 */
export type ItemChange = 'moved' | 'words' | 'meaning' | 'links';

/** Compares two readings of what may be the same definition. */
export function itemChange(before: ItemFact, after: ItemFact): ItemChange {
  if (before === after) return 'moved';
  if (!sameLinks(before, after)) return 'links';
  if (!sameMeaning(before, after)) return 'meaning';
  return before.title === after.title &&
    before.text === after.text &&
    samePlaces(before, after, after.span.start - before.span.start)
    ? 'moved'
    : 'words';
}

/** What links to what, and what kind of thing it is. */
function sameLinks(a: ItemFact, b: ItemFact): boolean {
  return a.key === b.key && a.type === b.type && a.dialect === b.dialect && sameList(a.links, b.links, sameLink);
}

function sameMeaning(a: ItemFact, b: ItemFact): boolean {
  return (
    a.id === b.id &&
    a.revision === b.revision &&
    a.forwards === b.forwards &&
    sameList(a.attributes, b.attributes, sameAttribute) &&
    sameList(a.needs, b.needs, sameText)
  );
}

function sameLink(a: LinkFact, b: LinkFact): boolean {
  return a.to === b.to && a.kind === b.kind && a.toKey === b.toKey && a.revision === b.revision;
}

function sameAttribute(a: AttributeFact, b: AttributeFact): boolean {
  return a.name === b.name && sameList(a.values, b.values, sameText);
}

function sameText(a: SpannedText, b: SpannedText): boolean {
  return a.text === b.text;
}

/** Called for facts of the same meaning, whose lists are of the same length. */
function samePlaces(a: ItemFact, b: ItemFact, shift: number): boolean {
  const moved = (before: Span, after: Span): boolean =>
    before.start + shift === after.start && before.end + shift === after.end;
  const textMoved = (before: SpannedText, after: SpannedText): boolean => moved(before.span, after.span);
  return (
    moved(a.span, b.span) &&
    moved(a.idSpan, b.idSpan) &&
    sameList(a.links, b.links, (before, after) => moved(before.span, after.span)) &&
    sameList(
      a.attributes,
      b.attributes,
      (before, after) => moved(before.nameSpan, after.nameSpan) && sameList(before.values, after.values, textMoved),
    ) &&
    sameList(a.needs, b.needs, textMoved)
  );
}
