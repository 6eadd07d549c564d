import { labelOfType } from '../../config/project.ts';
import { compareText } from '../../model/compare.ts';
import { groupBy } from '../../model/groups.ts';
import { itemKeyOf } from '../../model/itemId.ts';
import { ITEM_TYPES } from '../../model/itemType.ts';
import type { SafetyLevel } from '../../model/safetyLevel.ts';
import type { FilePath } from '../../model/span.ts';
import type { Item } from '../../trace/item.ts';
import { levelOfItem } from '../../trace/itemLevel.ts';
import type { Snapshot } from '../../trace/snapshot.ts';
import { startOfFile, tokenOf } from '../codePlace.ts';
import { oneLine } from '../markdown.ts';
import { recordRows } from './itemParts.ts';
import { recordsOfType } from './recordGroups.ts';
import {
  counted,
  described,
  findingCount,
  groupRow,
  loudestOf,
  type Row,
  type RowContext,
  totalOf,
  unitRow,
} from './row.ts';

/** Records by type, in the order in which a reviewer reads them. */
export function typeRows(context: RowContext): readonly Row[] {
  return ITEM_TYPES.flatMap(({ id }) => {
    const group = recordsOfType(id);
    const count = group.count(context);
    if (count === 0) return [];
    const row = groupRow(`type ${id}`, typeName(context, id), String(count), () => group.rows(context));
    return [{ ...row, ready: () => group.ready(context) }];
  });
}

/** Files with records or code, each with what stands in it. */
export function fileRows(context: RowContext): readonly Row[] {
  const { snapshot, filter, findings } = context;
  const rows: Row[] = [];
  for (const { path, items, units, role } of snapshot.files.speaking()) {
    const code = role === 'source' && filter.keepsAllItems && filter.idle ? units.length : 0;
    const records = filter.keepsAllItems ? items.length : itemsIn(context, path).length;
    if (records + code === 0) continue;
    const open = findings.countsOfFile(path);
    rows.push({
      ...groupRow(
        `file ${oneLine(path)}`,
        oneLine(path),
        described([
          records === 0 ? '' : counted(records, 'record'),
          code === 0 ? '' : counted(code, 'code unit'),
          findingCount(totalOf(open)),
        ]),
        () => [...recordRows(context, itemsIn(context, path)), ...unitRows(context, path)],
      ),
      state: loudestOf(open) ?? 'plain',
      place: tokenOf(startOfFile(path)),
    });
  }
  return rows;
}

function itemsIn({ snapshot, filter }: RowContext, path: FilePath): readonly Item[] {
  return (snapshot.itemsByFile.get(path) ?? []).filter((item) => filter.keepsItem(item));
}

function unitRows(context: RowContext, path: FilePath): readonly Row[] {
  if (!context.filter.idle || context.snapshot.files.get(path)?.role !== 'source') return [];
  return (context.snapshot.unitsByFile.get(path) ?? []).map((unit) => unitRow(context, unit));
}

/** In larger projects only what the class tree consists of is grouped: the class of every other record rests on many more. */
const MANY_RECORDS = 20_000;

/** Records by their safety class, the highest first. */
export function classRows(context: RowContext): readonly Row[] {
  const { counts, config } = context.snapshot;
  const { levels, labels } = config.profile;
  const byLevel = recordsByLevel(context.snapshot);
  const rows = [...levels].reverse().flatMap((level) => {
    const items = (byLevel.get(level) ?? []).filter((item) => context.filter.keepsItem(item));
    if (items.length === 0) return [];
    const name = `${labels.level} ${level}`;
    return [groupRow(`level ${level}`, name, counted(items.length, 'record'), () => byType(context, items))];
  });
  return counts.items > MANY_RECORDS ? [...rows, largeProjectNote(labels.level)] : rows;
}

function largeProjectNote(label: string): Row {
  const text = `Systems, items, units and SOUP only: the project has more than ${MANY_RECORDS} records. Filter by ${label} to see others.`;
  return { ...groupRow('note', text, '', () => []), kind: 'note', hasChildren: false };
}

function byType(context: RowContext, items: readonly Item[]): readonly Row[] {
  const known = ITEM_TYPES.map(({ id }) => id);
  const types = [...new Set(items.map(({ type }) => type))];
  types.sort((a, b) => rankIn(known, a) - rankIn(known, b) || compareText(a, b));
  return types.map((type) => {
    const ofType = items.filter((item) => item.type === type);
    return groupRow(`type ${oneLine(type)}`, typeName(context, type), String(ofType.length), () =>
      recordRows(context, ofType),
    );
  });
}

function rankIn(known: readonly string[], type: string): number {
  const rank = known.indexOf(type);
  return rank < 0 ? known.length : rank;
}

function typeName({ snapshot }: RowContext, type: string): string {
  const label = labelOfType(snapshot.config, type);
  return oneLine(label === type ? type : `${type} ${label}`);
}

const byLevels = new WeakMap<Snapshot, ReadonlyMap<string, readonly Item[]>>();

function recordsByLevel(snapshot: Snapshot): ReadonlyMap<string, readonly Item[]> {
  const known = byLevels.get(snapshot);
  if (known) return known;
  const found = groupBy(
    snapshot.counts.items > MANY_RECORDS ? classedItems(snapshot) : allItems(snapshot),
    ([, level]) => level,
  );
  const items = new Map([...found].map(([level, entries]) => [level, entries.map(([item]) => item)]));
  byLevels.set(snapshot, items);
  return items;
}

type LevelledItem = readonly [Item, SafetyLevel | undefined];

function allItems(snapshot: Snapshot): readonly LevelledItem[] {
  const own = snapshot.items.filter(({ fact, primary }) => fact.dialect === 'lifetrace' && primary);
  return own.map((item) => [item, levelOfItem(snapshot, item)]);
}

function classedItems({ classes, byKey }: Snapshot): readonly LevelledItem[] {
  return [...classes.nodes.values()].flatMap(({ id, effective }): LevelledItem[] => {
    const item = byKey.get(itemKeyOf(id));
    return item ? [[item, effective]] : [];
  });
}
