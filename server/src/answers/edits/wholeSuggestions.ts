import { compareIds } from '../../model/compare.ts';
import { type ItemKey, itemKeyOf, parseId } from '../../model/itemId.ts';
import type { FilePath } from '../../model/span.ts';
import { wholesOf } from '../../rules/decomposition.ts';
import { scopeOf } from '../../trace/classSources.ts';
import { attributeValues, type Item, isRetired, targets } from '../../trace/item.ts';
import { isLegalLink } from '../../trace/legality.ts';
import { type Snapshot, sources } from '../../trace/snapshot.ts';
import { wordsOf } from './nameWords.ts';

/** So many proposals are read; more are scrolled past. */
const MOST = 5;

/** What counts how much. Where the code stands and what it realises say more than how records are ordered and called. */
const WEIGHT = {
  code: 8,
  requirement: 5,
  widerCode: 4,
  word: 3,
  folder: 3,
  nextRecord: 2,
  number: 2,
  sameFile: 1,
  nextId: 1,
  system: 1,
} as const;

/** Words that many records have in their titles and IDs, and that tell no two of them apart. */
const GENERIC: ReadonlySet<string> = new Set(['unit', 'item', 'software', 'system', 'module', 'component', 'src']);

/**
 * What a software unit or software item most likely is part of, best first: items that its code belongs to, items that
 * satisfy what it implements, what the units of the same folder and the records beside it are part of, and items whose
 * ID and title share words or numbers with its own. Where a project has no more than a handful, those without any such sign follow.
 * None is part of the item itself, and none is test code or a tool.
 */
export function wholeSuggestions(snapshot: Snapshot, item: Item): readonly Item[] {
  const scores = new Map(candidates(snapshot, item).map((each) => [each, 0]));
  const add = (whole: Item, score: number): void => {
    const before = scores.get(whole);
    if (before !== undefined) scores.set(whole, before + score);
  };
  const files = codeOf(snapshot, item);
  for (const [owner, rank] of ownersOf(snapshot, item, files)) add(owner, rank === 0 ? WEIGHT.code : WEIGHT.widerCode);
  for (const whole of allocatedWith(snapshot, item)) add(whole, WEIGHT.requirement);
  for (const whole of inFoldersOf(snapshot, files)) add(whole, WEIGHT.folder);
  const { next, all } = besides(snapshot, item);
  for (const whole of next) add(whole, WEIGHT.nextRecord);
  for (const whole of all) add(whole, WEIGHT.sameFile);
  for (const whole of numberedBeside(snapshot, item)) add(whole, WEIGHT.nextId);
  const words = wordsOf(`${item.id} ${item.title} ${files.join(' ')}`);
  for (const whole of scores.keys()) {
    for (const word of wordsOf(`${whole.id} ${whole.title}`)) {
      if (words.has(word) && !GENERIC.has(word)) add(whole, WEIGHT.word);
    }
    if (isNumberedBelow(item.id, whole.id)) add(whole, WEIGHT.number);
    if (whole.type === 'SS') add(whole, WEIGHT.system);
  }
  const few = scores.size <= MOST;
  return [...scores]
    .filter(([, score]) => few || score > 0)
    .sort(([a, more], [b, most]) => most - more || compareIds(a.id, b.id))
    .slice(0, MOST)
    .map(([whole]) => whole);
}

function candidates(snapshot: Snapshot, item: Item): readonly Item[] {
  const all = [...(snapshot.itemsByType.get('SI') ?? []), ...(snapshot.itemsByType.get('SS') ?? [])];
  return all.filter(
    (whole) =>
      isLegalLink(snapshot.config.profile, 'partOf', item.type, whole.type) &&
      !isRetired(whole) &&
      scopeOf(whole) === 'product' &&
      ![...wholesOf(whole)].some(({ key }) => key === item.key),
  );
}

/** Files of the item: those that its record or a tag in them names, one below each of its globs. */
function codeOf(snapshot: Snapshot, item: Item): readonly FilePath[] {
  const named = attributeValues(item, 'path').map((path) => path.replace(/^\.\//, ''));
  const tagged = (snapshot.tagsByTarget.get(item.key) ?? []).filter(({ fact }) => fact.keyword === 'unit');
  const configured = snapshot.config.softwareItems.filter(({ id }) => itemKeyOf(id) === item.key);
  const globs = [...attributeValues(item, 'paths'), ...configured.flatMap(({ paths }) => paths)];
  const below = globs.flatMap((glob) => firstBelow(snapshot, glob) ?? []);
  return [...new Set([...named, ...tagged.map(({ file }) => file), ...below])];
}

/** The first file that a glob can mean by its fixed beginning. */
function firstBelow({ files }: Snapshot, glob: string): FilePath | undefined {
  const start = glob.replace(/^\.\//, '').replace(/[*?[{].*$/, '');
  if (start === '') return undefined;
  for (const { path } of files.values()) if (path.startsWith(start)) return path;
  return undefined;
}

/** The items around some files, without the item itself, each with how many lie between it and a file. */
function ownersOf({ softwareItems }: Snapshot, item: Item, files: readonly FilePath[]): ReadonlyMap<Item, number> {
  const ranks = new Map<Item, number>();
  for (const file of files) {
    const owners = (softwareItems.get(file) ?? []).filter(({ key }) => key !== item.key);
    for (const [rank, owner] of owners.entries()) ranks.set(owner, Math.min(rank, ranks.get(owner) ?? rank));
  }
  return ranks;
}

/** Items that satisfy a requirement which the unit or item realises as well. */
function allocatedWith(snapshot: Snapshot, item: Item): ReadonlySet<Item> {
  const requirements = [...targets(item, 'implements'), ...targets(item, 'satisfies')];
  return new Set(requirements.flatMap((requirement) => sources(snapshot, requirement, 'satisfies')));
}

/** What the units are part of whose code stands in the same folders. */
function inFoldersOf(snapshot: Snapshot, files: readonly FilePath[]): ReadonlySet<Item> {
  const folders = new Set(files.map(folderOf));
  const found = new Set<Item>();
  if (folders.size === 0) return found;
  for (const { path } of snapshot.files.values()) {
    if (!folders.has(folderOf(path))) continue;
    for (const record of snapshot.records.get(path) ?? [])
      for (const whole of targets(record, 'partOf')) found.add(whole);
  }
  return found;
}

function folderOf(path: FilePath): string {
  return path.slice(0, path.lastIndexOf('/') + 1);
}

/** What the records of the same type in its file are part of: those right beside it, and all. */
function besides(
  { itemsByFile }: Snapshot,
  item: Item,
): { readonly next: ReadonlySet<Item>; readonly all: ReadonlySet<Item> } {
  const records = (itemsByFile.get(item.file) ?? []).filter(({ type }) => type === item.type);
  const own = records.findIndex(({ fact }) => fact.idSpan.start === item.fact.idSpan.start);
  const wholes = (of: readonly (Item | undefined)[]): ReadonlySet<Item> =>
    new Set(of.flatMap((each) => (each ? targets(each, 'partOf') : [])));
  return { next: wholes([records[own - 1], records[own + 1]]), all: wholes(records) };
}

/** What the records of the same type with the next IDs are part of, wherever they stand. */
function numberedBeside({ definedKeys, byKey }: Snapshot, item: Item): ReadonlySet<Item> {
  let below: ItemKey | undefined;
  let above: ItemKey | undefined;
  for (const key of definedKeys.get(item.type) ?? []) {
    const order = compareIds(key, item.key);
    if (order < 0 && (below === undefined || compareIds(key, below) > 0)) below = key;
    if (order > 0 && (above === undefined || compareIds(key, above) < 0)) above = key;
  }
  const beside = [below, above].flatMap((key) => (key === undefined ? [] : (byKey.get(key) ?? [])));
  return new Set(beside.flatMap((each) => targets(each, 'partOf')));
}

/** True for numbers that go on where that of the whole ends: `UNIT-2.3` below `SI-2`. */
function isNumberedBelow(part: string, whole: string): boolean {
  const [own, above] = [numbersOf(part), numbersOf(whole)];
  return above.length > 0 && own.length > above.length && above.every((number, index) => number === own[index]);
}

function numbersOf(id: string): readonly number[] {
  return parseId(id)?.number.split(/[.-]/).map(Number) ?? [];
}
