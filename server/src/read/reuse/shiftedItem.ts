import type { AttributeFact, ItemFact, LinkFact, SpannedText } from '../../model/facts.ts';
import type { Span } from '../../model/span.ts';
import { shiftedAttribute, shiftedLink, shiftedSpan, shiftedText } from './shifted.ts';

/** The item moved on with all that is in it. */
export function shiftedItem(item: ItemFact, shift: number): ItemFact {
  if (shift === 0) return item;
  return item instanceof ShiftedItem ? item.movedOn(shift) : new ShiftedItem(item, shift);
}

/** A table's row as it was read, moved on by `shift` characters, and the header above it, which names its attributes, by `names`. */
export function shiftedRow(item: ItemFact, shift: number, names: number): ItemFact {
  return names === shift ? shiftedItem(item, shift) : new ShiftedRow(item, shift, names);
}

/** The item as it was read: what it says is the same, and so is where everything stands within it. */
export function originOf(item: ItemFact): ItemFact {
  return item instanceof ShiftedItem ? item.origin : item;
}

/** An item that has moved. Typing moves all items behind the cursor, and hardly anybody asks where their parts are by now. */
class ShiftedItem implements ItemFact {
  readonly origin: ItemFact;
  readonly shift: number;
  readonly span: Span;
  #attributes: readonly AttributeFact[] | undefined;
  #links: readonly LinkFact[] | undefined;

  constructor(origin: ItemFact, shift: number) {
    this.origin = origin;
    this.shift = shift;
    this.span = shiftedSpan(origin.span, shift);
  }

  /** By how much the names of its attributes have moved. */
  get names(): number {
    return this.shift;
  }

  movedOn(shift: number): ItemFact {
    return shiftedItem(this.origin, this.shift + shift);
  }

  get dialect(): ItemFact['dialect'] {
    return this.origin.dialect;
  }

  get id(): string {
    return this.origin.id;
  }

  get key(): ItemFact['key'] {
    return this.origin.key;
  }

  get type(): string {
    return this.origin.type;
  }

  get idSpan(): Span {
    return shiftedSpan(this.origin.idSpan, this.shift);
  }

  get title(): string {
    return this.origin.title;
  }

  get text(): string {
    return this.origin.text;
  }

  get revision(): ItemFact['revision'] {
    return this.origin.revision;
  }

  get forwards(): ItemFact['forwards'] {
    return this.origin.forwards;
  }

  get attributes(): readonly AttributeFact[] {
    this.#attributes ??= this.origin.attributes.map((attribute) => shiftedAttribute(attribute, this.shift, this.names));
    return this.#attributes;
  }

  get links(): readonly LinkFact[] {
    this.#links ??= this.origin.links.map((link) => shiftedLink(link, this.shift));
    return this.#links;
  }

  get needs(): readonly SpannedText[] {
    return this.origin.needs.map((need) => shiftedText(need, this.shift));
  }
}

/** A row that has moved, and its header not as far: mostly it stands where it stood. */
class ShiftedRow extends ShiftedItem {
  readonly #names: number;

  constructor(origin: ItemFact, shift: number, names: number) {
    super(origin, shift);
    this.#names = names;
  }

  override get names(): number {
    return this.#names;
  }

  override movedOn(shift: number): ItemFact {
    return shiftedRow(this.origin, this.shift + shift, this.#names + shift);
  }
}
