import type { AttributeFact, DialectId, ItemFact, LinkFact, SpannedText } from '../facts.ts';
import type { ItemKey } from '../itemId.ts';
import type { LinkKind } from '../linkKind.ts';
import type { Span } from '../span.ts';
import { FlatRecord, FlatRecordOf } from './flatRecord.ts';
import { ATTRIBUTE, ITEM, LINK, SECTION } from './layout.ts';
import type { Records } from './records.ts';

/** An item of a flat file. */
export class FlatItem extends FlatRecordOf<ItemFact> implements ItemFact {
  get dialect(): DialectId {
    return this.records.name(this.at + ITEM.dialect) as DialectId;
  }

  get id(): string {
    return this.records.name(this.at + ITEM.id);
  }

  get key(): ItemKey {
    return this.records.name(this.at + ITEM.key);
  }

  get type(): string {
    return this.records.name(this.at + ITEM.type);
  }

  get idSpan(): Span {
    return this.records.span(this.at + ITEM.idSpan);
  }

  get span(): Span {
    return this.records.span(this.at + ITEM.span);
  }

  get title(): string {
    return this.records.text(this.at + ITEM.title);
  }

  get text(): string {
    return this.records.text(this.at + ITEM.text);
  }

  get revision(): number | undefined {
    return this.records.optionalNumber(this.at + ITEM.revision);
  }

  get forwards(): true | undefined {
    return this.records.mark(this.at + ITEM.forwards);
  }

  get attributes(): readonly AttributeFact[] {
    return this.records.list(SECTION.attributes, this.at + ITEM.attributes, readAttribute);
  }

  /** Those out of {@link attributes} that have a name, without making the others. */
  attributesNamed(name: string): readonly AttributeFact[] {
    const places = this.records.named(SECTION.attributes, this.at + ITEM.attributes, name, ATTRIBUTE.name);
    return places.map((at) => readAttribute(this.records, at));
  }

  get links(): readonly LinkFact[] {
    return this.records.list(SECTION.links, this.at + ITEM.links, readLink);
  }

  get linkCount(): number {
    return this.records.number(this.at + ITEM.links + 1);
  }

  /** The one of {@link links} that stands at a position, without making the others. */
  link(position: number): LinkFact {
    return readLink(
      this.records,
      this.records.place(SECTION.links, this.records.number(this.at + ITEM.links) + position),
    );
  }

  get needs(): readonly SpannedText[] {
    return this.records.values(this.at + ITEM.needs);
  }
}

function readAttribute(records: Records, at: number): AttributeFact {
  return new FlatAttribute(records, at);
}

class FlatAttribute extends FlatRecord implements AttributeFact {
  get name(): string {
    return this.records.name(this.at + ATTRIBUTE.name);
  }

  get nameSpan(): Span {
    return this.records.span(this.at + ATTRIBUTE.nameSpan);
  }

  get values(): readonly SpannedText[] {
    return this.records.values(this.at + ATTRIBUTE.values);
  }
}

function readLink(records: Records, at: number): LinkFact {
  return new FlatLink(records, at);
}

/** A link of an item of a flat file. */
export class FlatLink extends FlatRecord implements LinkFact {
  get kind(): LinkKind {
    return this.records.name(this.at + LINK.kind) as LinkKind;
  }

  get to(): string {
    return this.records.name(this.at + LINK.to);
  }

  get toKey(): ItemKey {
    return this.records.name(this.at + LINK.toKey);
  }

  get revision(): number | undefined {
    return this.records.optionalNumber(this.at + LINK.revision);
  }

  get span(): Span {
    return this.records.span(this.at + LINK.span);
  }

  /** Where {@link span} starts. */
  get start(): number {
    return this.records.number(this.at + LINK.span);
  }
}
