import type { AttributeFact, ItemFact, LinkFact, SpannedText } from '../../../model/facts.ts';
import type { Span } from '../../../model/span.ts';
import { type OftId, oftKeyOf, parseOftId } from './oftId.ts';

/** An item while its lines are still being read. */
export interface ItemDraft {
  readonly id: OftId;
  readonly place: SpannedText;
  readonly start: number;
  end: number;
  readonly title: string;
  readonly description: SpannedText[];
  readonly attributes: DraftAttribute[];
  readonly links: LinkFact[];
  readonly needs: SpannedText[];
}

/** A field while its values are still being read; prose becomes one value, tags stay apart. */
export interface DraftAttribute {
  readonly name: string;
  readonly nameSpan: Span;
  readonly prose: boolean;
  readonly values: SpannedText[];
}

/** Joins lines of prose to one text without blank lines around it; undefined when nothing is said. */
export function proseOf(lines: readonly SpannedText[]): SpannedText | undefined {
  let last: SpannedText | undefined;
  let text = '';
  let start = 0;
  /** Lines without words, which count where others follow. */
  let gap = '';
  for (const line of lines) {
    if (line.text.trim() === '') {
      gap += `${line.text}\n`;
      continue;
    }
    if (last) text += `\n${gap}${line.text}`;
    else {
      text = line.text;
      start = line.span.start;
    }
    last = line;
    gap = '';
  }
  return last && { text: text.trim(), span: { start, end: last.span.end } };
}

/** Makes a link of an ID token; undefined when its revision is out of range. */
export function linkTo(kind: 'covers' | 'depends', place: SpannedText): LinkFact | undefined {
  const id = parseOftId(place.text);
  return id && { kind, to: place.text, toKey: oftKeyOf(id), revision: id.revision, span: place.span };
}

/** The fact that a finished draft amounts to. */
export function itemOf(draft: ItemDraft): ItemFact {
  const attributes = draft.attributes.map((attribute): AttributeFact => {
    const { name, nameSpan } = attribute;
    if (!attribute.prose) return { name, nameSpan, values: attribute.values };
    const prose = proseOf(attribute.values);
    return { name, nameSpan, values: prose ? [prose] : [] };
  });
  return {
    dialect: 'oft',
    id: draft.place.text,
    key: oftKeyOf(draft.id),
    type: draft.id.type,
    idSpan: draft.place.span,
    span: { start: draft.start, end: Math.max(draft.end, draft.place.span.end) },
    title: draft.title,
    text: proseOf(draft.description)?.text ?? '',
    revision: draft.id.revision,
    attributes,
    links: draft.links,
    needs: draft.needs,
  };
}
