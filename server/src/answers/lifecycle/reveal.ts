import type { FilePath } from '../../model/span.ts';
import type { Steps } from '../../model/steps.ts';
import type { Item } from '../../trace/item.ts';
import { levelOfItem } from '../../trace/itemLevel.ts';
import type { CodeUnit, Snapshot } from '../../trace/snapshot.ts';
import { type LifecycleTree, ROW_SEPARATOR } from '../lifecycle.ts';
import { oneLine } from '../markdown.ts';
import { subjectAround, subjectAt } from '../tracing/subjectAt.ts';
import { withRecordsAbove } from './itemParts.ts';
import { HOME_OF_TYPE } from './recordGroups.ts';
import { type Row, segmentOfItem } from './row.ts';
import type { Grouping } from './view.ts';

/** What somebody wants to see in the tree. */
type Sought = { readonly item: Item } | { readonly unit: CodeUnit };

/** Rows below each other that are looked into for a record: a cause stands below its situation, and that below its hazard. */
const DEPTH = 7;

/**
 * The ID of the row of what stands at an offset: the record that is named or defined there, or around it, or the function
 * there. Undefined where nothing does, or where the tree does not show it. In steps, a row that is looked into each.
 */
export function* rowAt(
  tree: LifecycleTree,
  grouping: Grouping,
  snapshot: Snapshot,
  file: FilePath,
  offset: number,
): Steps<string | undefined> {
  const sought = soughtAt(snapshot, file, offset);
  if (!sought) return undefined;
  const way = wayTo(snapshot, sought);
  for (const start of startsFor(grouping, snapshot, sought)) {
    const found = yield* below(tree, ['product', ...start].join(ROW_SEPARATOR), way, DEPTH);
    if (found !== undefined) return found;
  }
  return undefined;
}

function soughtAt(snapshot: Snapshot, file: FilePath, offset: number): Sought | undefined {
  const subject = subjectAt(snapshot, file, offset);
  // The tree has no row for an ID that nobody defines, but one for whoever names it.
  const sought = subject?.kind === 'broken' ? subjectAround(snapshot, file, offset) : subject;
  return sought?.kind === 'item' || sought?.kind === 'unit' ? sought : undefined;
}

/** Rows below which the sought one is to be found, the likeliest first. */
function startsFor(grouping: Grouping, snapshot: Snapshot, sought: Sought): readonly (readonly string[])[] {
  const file = 'item' in sought ? sought.item.file : sought.unit.file;
  if (grouping === 'file') return [[`file ${oneLine(file)}`]];
  if (!('item' in sought)) return grouping === 'clause' ? [['5.5', 'records code']] : [];
  const { item } = sought;
  if (grouping === 'type') return [[`type ${item.type}`], ['other records', `records ${item.type}`]];
  if (grouping === 'class') {
    const level = levelOfItem(snapshot, item);
    return level === undefined ? [] : [[`level ${level}`, `type ${oneLine(item.type)}`]];
  }
  const home = HOME_OF_TYPE.get(item.type);
  return [
    ...(home ? [[home[0], `records ${home[1]}`]] : []),
    ['other records', `records ${item.type}`],
    ...chapters(snapshot),
  ];
}

/** For what has no home: reviews, results. */
function chapters({ config }: Snapshot): readonly (readonly string[])[] {
  return config.profile.groups.map(({ ref }) => [ref]);
}

/** Where the sought one may stand: a tree of a large project is too large to look everywhere. */
interface Way {
  readonly segment: string;
  /** Records below which it may stand, with itself if it is one. */
  readonly records: ReadonlySet<Item>;
  readonly segments: ReadonlySet<string>;
  /** The file of a unit, which has its row below that file alone. */
  readonly file: FilePath | undefined;
}

function wayTo(snapshot: Snapshot, sought: Sought): Way {
  const isItem = 'item' in sought;
  const records = isItem
    ? withRecordsAbove(sought.item)
    : new Set((snapshot.softwareItems.get(sought.unit.file) ?? []).slice(0, 1));
  return {
    segment: isItem ? segmentOfItem(sought.item) : oneLine(sought.unit.id),
    records,
    segments: new Set([...records].map(segmentOfItem)),
    file: isItem ? undefined : sought.unit.file,
  };
}

/** The row with that last part of its ID at or below a row. */
function* below(tree: LifecycleTree, path: string, way: Way, depth: number): Steps<string | undefined> {
  const rows = yield* tree.grown(path);
  const here = rows.find((row) => row.segment === way.segment);
  if (here) return path + ROW_SEPARATOR + way.segment;
  if (depth === 0) return undefined;
  for (const row of rows) {
    if (!mayHold(row, way)) continue;
    const found = yield* below(tree, path + ROW_SEPARATOR + row.segment, way, depth - 1);
    if (found !== undefined) return found;
  }
  return undefined;
}

function mayHold({ kind, hasChildren, segment, records, place }: Row, way: Way): boolean {
  // Findings and code hold no other rows.
  if (!hasChildren || kind === 'finding' || kind === 'unit') return false;
  if (kind === 'item') return way.segments.has(segment);
  if (records) return records.some((record) => way.records.has(record));
  return way.file === undefined || place === undefined || place.file === way.file;
}
