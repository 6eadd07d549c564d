import type { AttributeFact, ItemFact, LinkFact, SpannedText } from '../../model/facts.ts';
import { sameEntries } from '../../model/listOf.ts';
import type { Span } from '../../model/span.ts';
import { standingOf } from '../../model/status.ts';
import { originOf } from '../../read/reuse/shiftedItem.ts';
import { statusOf } from '../item.ts';

/** What an edit has done to the definition of an item; nothing of this where it is at most moved as a whole. */
export interface ItemChange {
  /** What kind of thing it is. */
  readonly definition: boolean;
  readonly links: boolean;
  readonly status: boolean;
  /** What its status means for others. */
  readonly standing: boolean;
  /** Any field that is neither status nor link. */
  readonly fields: boolean;
  /** Its title and text, or where anything stands within the item: nobody else's business. */
  readonly words: boolean;
}

/** The change of a definition that is the same but for its place. */
export const MOVED: ItemChange = {
  definition: false,
  links: false,
  status: false,
  standing: false,
  fields: false,
  words: false,
};

/** Compares two readings of what may be the same definition. */
export function itemChange(before: ItemFact, after: ItemFact): ItemChange {
  if (originOf(before) === originOf(after)) return MOVED;
  const definition = !sameKind(before, after);
  const links = !sameEntries(before.links, after.links, sameLink);
  const sameAttributes = sameEntries(before.attributes, after.attributes, sameAttribute);
  const status = !sameAttributes && !sameEntries(statusIn(before), statusIn(after), sameAttribute);
  const standing = status && standingOf(statusOf(before)) !== standingOf(statusOf(after));
  const fields = !sameAttributes && !sameEntries(fieldsIn(before), fieldsIn(after), sameAttribute);
  const words =
    definition ||
    links ||
    !sameAttributes ||
    before.title !== after.title ||
    before.text !== after.text ||
    !samePlaces(before, after, after.span.start - before.span.start);
  if (!definition && !links && !status && !fields && !words) return MOVED;
  return { definition, links, status, standing, fields, words };
}

function sameKind(a: ItemFact, b: ItemFact): boolean {
  return (
    a.key === b.key &&
    a.type === b.type &&
    a.dialect === b.dialect &&
    a.id === b.id &&
    a.revision === b.revision &&
    a.forwards === b.forwards &&
    sameEntries(a.needs, b.needs, sameText)
  );
}

function statusIn({ attributes }: ItemFact): readonly AttributeFact[] {
  return attributes.filter(({ name }) => name === 'status');
}

function fieldsIn({ attributes }: ItemFact): readonly AttributeFact[] {
  return attributes.filter(({ name }) => name !== 'status');
}

function sameLink(a: LinkFact, b: LinkFact): boolean {
  return a.to === b.to && a.kind === b.kind && a.toKey === b.toKey && a.revision === b.revision;
}

function sameAttribute(a: AttributeFact, b: AttributeFact): boolean {
  return a.name === b.name && sameEntries(a.values, b.values, sameText);
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
    sameEntries(a.links, b.links, (before, after) => moved(before.span, after.span)) &&
    sameEntries(
      a.attributes,
      b.attributes,
      (before, after) => moved(before.nameSpan, after.nameSpan) && sameEntries(before.values, after.values, textMoved),
    ) &&
    sameEntries(a.needs, b.needs, textMoved)
  );
}
