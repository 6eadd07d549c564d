import { compareText } from '../model/compare.ts';
import type { FileFacts, ItemFact, TagFact } from '../model/facts.ts';
import { lazily } from '../model/lazily.ts';
import { Names } from '../model/names.ts';
import type { Lookup } from './lookup.ts';
import { CYCLE, coverageOf } from './oft/deepCoverage.ts';
import { ItemRows } from './oft/itemRows.ts';
import { COVERS, LinkRows } from './oft/linkRows.ts';
import type { OftItem, OftLink, OftLinkStatus, OftSummary } from './oft/oftItem.ts';
import { Revisions } from './oft/revisions.ts';
import { TracedItems } from './oft/tracedItems.ts';

/** Everything that OpenFastTrace would say about a project. Lists of items are in order of file and place. */
export interface OftTrace {
  /** Within a file specification items before tags. */
  readonly items: readonly OftItem[];
  /** Those with a needed type that nothing covers. */
  readonly lacking: readonly OftItem[];
  /** Those that share their ID and revision with others. */
  readonly duplicated: readonly OftItem[];
  /** Those in a circle, or covered by such. */
  readonly circular: readonly OftItem[];
  /** References with another status than covers, in the order of the items that make them. */
  readonly badLinks: readonly OftLink[];
  readonly summary: OftSummary;
  readonly byItem: Lookup<ItemFact, OftItem>;
  readonly byTag: Lookup<TagFact, OftItem>;
  /** What became of a tag's reference; `outdated` where both older and newer revisions exist. */
  readonly statusOfTag: (tag: TagFact) => OftLinkStatus;
}

/**
 * Traces OpenFastTrace items and tags as OpenFastTrace 4.6 does: the first of several definitions (in the order of
 * `files`) takes the references. Unlike there, a chain that leads into a circle of other items ends as `cycle`. Flat facts
 * have to be told by the same `names`.
 */
export function traceOft(files: Iterable<FileFacts>, names = new Names()): OftTrace {
  const rows = new ItemRows(files, names);
  const revisions = new Revisions(rows);
  const links = new LinkRows(rows, revisions);
  const coverage = coverageOf(rows, links);
  const all = new TracedItems(rows, revisions, links, coverage);
  const shown = (numbers: readonly number[]): readonly OftItem[] => numbers.map((number) => all.item(number));
  const allThat = (test: (item: number) => boolean): readonly number[] => {
    const found: number[] = [];
    for (let item = 0; item < rows.count; item++) if (test(item)) found.push(item);
    return found;
  };
  const items = lazily(() => shown(allThat(() => true)));
  const numberOfFact = lazily(() => numbersOfFacts(rows));
  const byFact = (fact: ItemFact | TagFact): OftItem | undefined => {
    const number = numberOfFact().get(fact);
    return number === undefined ? undefined : all.item(number);
  };
  return {
    get items() {
      return items();
    },
    get lacking() {
      return shown(allThat((item) => coverage.lacking[item] === 1));
    },
    get duplicated() {
      return shown(revisions.duplicated);
    },
    get circular() {
      return shown(allThat((item) => coverage.deep[item] === CYCLE));
    },
    get badLinks() {
      return links.bad.map((link) => all.link(link));
    },
    summary: summaryOf(all),
    byItem: { get: byFact },
    byTag: { get: byFact },
    statusOfTag: (tag) => byFact(tag)?.outgoing[0]?.status ?? 'orphaned',
  };
}

function numbersOfFacts(rows: ItemRows): ReadonlyMap<ItemFact | TagFact, number> {
  const numbers = new Map<ItemFact | TagFact, number>();
  for (let item = 0; item < rows.count; item++) {
    const fact = rows.itemOf(item) ?? rows.tagOf(item);
    if (fact) numbers.set(fact, item);
  }
  return numbers;
}

function summaryOf(all: TracedItems): OftSummary {
  const { rows, links } = all;
  const types = new Map<number, number>();
  const counts = { tags: 0, links: 0, defects: 0 };
  for (let item = 0; item < rows.count; item++) {
    types.set(rows.type(item), (types.get(rows.type(item)) ?? 0) + 1);
    if (rows.isTag(item)) counts.tags++;
    if (all.isDefect(item)) counts.defects++;
  }
  for (let link = 0; link < links.count; link++) if (links.status(link) === COVERS) counts.links++;
  const named = [...types].map(([type, count]) => [rows.nameOfType(type), count] as const);
  return {
    items: rows.count,
    specificationItems: rows.count - counts.tags,
    ...counts,
    types: Object.fromEntries(named.sort(([a], [b]) => compareText(a, b))),
  };
}
