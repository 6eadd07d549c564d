import type { LinkKind } from '../model/linkKind.ts';
import { allOf, type Steps } from '../model/steps.ts';
import { attribute, type Item, targets } from '../trace/item.ts';
import { type CodeUnit, incomingLinks, type Snapshot, type Tag } from '../trace/snapshot.ts';
import { realises } from '../trace/tagMeaning.ts';
import { isNamedBy } from '../trace/unitName.ts';
import { firstPlaces, type GoToPlace, placeOfItem, placeOfUnit, placesInSteps, startOfFile } from './codePlace.ts';

/** Code that realises an item. */
export interface Implementation extends GoToPlace {
  /** The function, method or class; undefined when a whole file is meant. */
  readonly unit: CodeUnit | undefined;
  /** The software unit record that the trace goes through, or that the code belongs to. */
  readonly record: Item | undefined;
}

/** Links by which a further item realises an item: from where it is stored to what it points to. */
const REALISING: ReadonlySet<LinkKind> = new Set<LinkKind>([
  'derives',
  'refines',
  'implements',
  'mitigates',
  'controls',
  'arisesFrom',
  'covers',
]);

/** Types whose parts realise them. */
const COMPOSED: ReadonlySet<string> = new Set(['SS', 'SI']);

/** Tags of OpenFastTrace with these artifact types are tests, not code. */
export function isTestTag(tag: Tag): boolean {
  return /test$/i.test(tag.fact.covering?.type ?? '');
}

/**
 * Code that realises an item, in order of file and offset: by tags, by software unit records, and by way of the items
 * that realise it (a risk control by the requirements that implement it, a system requirement by the software
 * requirements derived from it). A hazardous situation is answered by its controls. Where there is more code than `most`
 * places, some of it.
 */
export function implementationsOf(
  snapshot: Snapshot,
  item: Item,
  most = Number.POSITIVE_INFINITY,
): readonly Implementation[] {
  return firstPlaces(codeOfAll(snapshot, realisingItems(snapshot, item)), most);
}

/** All of the same in steps: tens of thousands of functions may realise a need. */
export function implementationsInSteps(snapshot: Snapshot, item: Item): Steps<readonly Implementation[]> {
  return placesInSteps(codeOfAll(snapshot, realisingItems(snapshot, item)));
}

/** Code that realises the item itself, without going by way of other items than software unit records. */
export function ownImplementations(snapshot: Snapshot, item: Item): readonly Implementation[] {
  return allOf(ownImplementationsInSteps(snapshot, item));
}

/** The same in steps. */
export function ownImplementationsInSteps(snapshot: Snapshot, item: Item): Steps<readonly Implementation[]> {
  return placesInSteps(ownCode(snapshot, item));
}

/** True where a function, method or class is among {@link ownImplementations}. */
export function hasOwnUnit(snapshot: Snapshot, item: Item): boolean {
  for (const place of ownCode(snapshot, item)) if (place?.unit) return true;
  return false;
}

function ownCode(snapshot: Snapshot, item: Item): Iterable<Implementation | undefined> {
  const units = incomingLinks(snapshot, item, 'implements').flatMap(({ from }) => (from.type === 'UNIT' ? [from] : []));
  return codeOfAll(snapshot, new Set([item, ...units]));
}

/** Tagged code of items, then the code of unit records among them of which no part is tagged: tags are more exact. */
function* codeOfAll(snapshot: Snapshot, items: Iterable<Item>): Generator<Implementation | undefined> {
  const tagged: Implementation[] = [];
  const units: Item[] = [];
  for (const item of items) {
    if (item.type === 'UNIT') units.push(item);
    yield;
    for (const tag of snapshot.eachTag(item.key)) {
      const place = implementing(tag) ? placeOfTag(tag) : undefined;
      if (place) tagged.push(place);
      yield place;
    }
  }
  // The record of a place is looked up when somebody asks, and an item may have thousands of places.
  const known = new Set(units.length === 0 ? [] : tagged.map(({ record }) => record));
  for (const unit of units) if (!known.has(unit)) yield* codeOfRecord(snapshot, unit);
}

/** An item, and all that realise it, each once. */
function* realisingItems(snapshot: Snapshot, item: Item): Generator<Item> {
  const found = new Set([item]);
  for (const each of found) {
    yield each;
    for (const link of incomingLinks(snapshot, each)) {
      const part = link.kind === 'partOf' && COMPOSED.has(each.type);
      if (part || REALISING.has(link.kind)) found.add(link.from);
    }
    if (each.type === 'SDD') for (const unit of targets(each, 'designs')) found.add(unit);
  }
}

function implementing(tag: Tag): boolean {
  return tag.fact.keyword === 'covers' ? !isTestTag(tag) : realises(tag);
}

function placeOfTag(tag: Tag): Implementation {
  const { unit } = tag;
  // A tag on a declaration belongs to a unit of another file.
  const { file, span, selection } = unit ? placeOfUnit(unit) : placeOfToken(tag);
  return {
    file,
    span,
    selection,
    unit,
    get record() {
      return tag.record;
    },
  };
}

function placeOfToken({ file, fact: { tagSpan } }: Tag): GoToPlace {
  return { file, span: tagSpan, selection: tagSpan };
}

/** The code that a software unit record stands for: by tag, by its symbol, by its file; else the record itself. */
export function codeOfRecord(snapshot: Snapshot, record: Item): readonly Implementation[] {
  const tags = (snapshot.tagsByTarget.get(record.key) ?? []).filter((tag) => tag.fact.keyword === 'unit');
  if (tags.length > 0) return tags.map((tag) => ({ ...placeOfTag(tag), record }));
  const file = attribute(record, 'path');
  const symbol = attribute(record, 'symbol');
  const units = file === undefined ? [] : (snapshot.unitsByFile.get(file) ?? []);
  const unit =
    units.find(({ fact }) => fact.qualifiedName === symbol) ??
    units.find(({ fact }) => symbol !== undefined && isNamedBy(fact.qualifiedName, symbol));
  if (unit) return [{ ...placeOfUnit(unit), unit, record }];
  if (file !== undefined && snapshot.files.has(file)) return [{ ...startOfFile(file), unit: undefined, record }];
  return [{ ...placeOfItem(record), unit: undefined, record }];
}
