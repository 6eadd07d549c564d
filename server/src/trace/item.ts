import type { AttributeFact, ItemFact, LinkFact } from '../model/facts.ts';
import { FlatItem } from '../model/flatFacts/flatItem.ts';
import type { ItemKey } from '../model/itemId.ts';
import type { FilePath } from '../model/span.ts';
import { plainStatus, type Standing } from '../model/status.ts';

/** An item with its resolved links. */
export interface Item {
  readonly key: ItemKey;
  readonly id: string;
  readonly type: string;
  readonly title: string;
  /** Life-cycle status, see {@link statusOf}. */
  readonly status: string;
  /** What the status means for others. Changes less often than the status, so that fewer have to be asked again. */
  readonly standing: Standing;
  readonly file: FilePath;
  readonly dialect: ItemFact['dialect'];
  /** Everything that the definition says. Who asks for less of it is asked again after fewer edits: see {@link fieldsNamed}. */
  readonly fact: ItemFact;
  /** In the order of the text. */
  readonly links: readonly Link[];
  /** Those of {@link links} that are of one of some kinds, without making the others. */
  readonly linksOfKind: (...kinds: readonly Link['kind'][]) => readonly Link[];
  /** Fields of one name. */
  readonly fieldsNamed: (name: string) => readonly AttributeFact[];
  /** False for a second definition of an ID that exists already: links and tags resolve to the first. */
  readonly primary: boolean;
}

/** A link between two items; `to` is undefined when the target is not defined anywhere. */
export interface Link {
  readonly kind: LinkFact['kind'];
  readonly from: Item;
  readonly to: Item | undefined;
  readonly fact: LinkFact;
}

/** Values of a field as texts; empty when the item has no such field. Empty values do not count. */
export function attributeValues(item: Item | ItemFact, name: string): readonly string[] {
  const found: string[] = [];
  for (const attribute of fieldsOf(item, name)) {
    for (const { text } of attribute.values) if (text !== '') found.push(text);
  }
  return found;
}

/** First value of a field, or undefined. */
export function attribute(item: Item | ItemFact, name: string): string | undefined {
  for (const attribute of fieldsOf(item, name)) {
    for (const { text } of attribute.values) if (text !== '') return text;
  }
  return undefined;
}

function fieldsOf(item: Item | ItemFact, name: string): readonly AttributeFact[] {
  return 'fieldsNamed' in item ? item.fieldsNamed(name) : attributesNamed(item, name);
}

/** Fields of one name of a definition, as {@link Item.fieldsNamed}. */
export function attributesNamed(item: ItemFact, name: string): readonly AttributeFact[] {
  if (item instanceof FlatItem) return item.attributesNamed(name);
  return item.attributes.filter((attribute) => attribute.name === name);
}

/** True when a record says something under a name, or under one that starts with it (`newHazardReview.outcome`). */
export function says(item: Item, name: string): boolean {
  return item.fact.attributes.some(
    (attribute) =>
      (attribute.name === name || attribute.name.startsWith(`${name}.`)) &&
      attribute.values.some(({ text }) => text !== ''),
  );
}

/** Life-cycle status of an item; `approved` when nothing is said, since silence must not hide a gap. */
export function statusOf(item: Item | ItemFact): string {
  const status = attribute(item, 'status');
  return status === undefined ? 'approved' : plainStatus(status);
}

/** True for items that no longer count: obsolete, rejected or superseded. */
export function isRetired(item: Item): boolean {
  return item.standing === 'retired';
}

/** What an item is searched by: its ID and title in lower case. */
export function searchText({ id, title }: Pick<ItemFact, 'id' | 'title'>): string {
  return `${id} ${title}`.toLowerCase();
}

/** Targets of an item's links of one kind, as far as they are defined. */
export function targets(item: Item, kind: Link['kind']): readonly Item[] {
  return targetsOf(item, [kind]);
}

/** Targets of an item's links of some kinds, as far as they are defined. */
export function targetsOf(item: Item, kinds: readonly Link['kind'][]): readonly Item[] {
  const found: Item[] = [];
  for (const { to } of item.linksOfKind(...kinds)) if (to) found.push(to);
  return found;
}
