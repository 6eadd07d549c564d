import { compareText } from '../../model/compare.ts';
import { ITEM_TYPES, typeLabel } from '../../model/itemType.ts';
import type { FilePath } from '../../model/span.ts';
import { levelsOfItems } from '../../trace/itemLevel.ts';
import type { Item, Snapshot } from '../../trace/snapshot.ts';
import { startOfFile, tokenOf } from '../codePlace.ts';
import { oneLine } from '../markdown.ts';
import { recordRows } from './itemParts.ts';
import { recordsOfType } from './recordGroups.ts';
import { counted, described, findingCount, groupRow, type Row, type RowContext, unitRow, worstOf } from './row.ts';

/** Records by type, in the order in which a reviewer reads them. */
export function typeRows(context: RowContext): readonly Row[] {
  return ITEM_TYPES.flatMap(({ id }) => {
    const group = recordsOfType(id);
    const count = group.count(context);
    return count === 0 ? [] : [groupRow(`type ${id}`, typeName(id), String(count), () => group.rows(context))];
  });
}

/** Files with records or code, each with what stands in it. */
export function fileRows(context: RowContext): readonly Row[] {
  const { snapshot, filter, findings } = context;
  const rows: Row[] = [];
  for (const { path, items, units, role } of snapshot.files.values()) {
    const code = role === 'source' && filter.keepsAllItems && filter.idle ? units.length : 0;
    if (items.length + code === 0 && !(filter.idle && findings.ofFile(path).length > 0)) continue;
    const records = filter.keepsAllItems ? items.length : itemsIn(context, path).length;
    if (records + code === 0) continue;
    const open = findings.ofFile(path);
    rows.push({
      ...groupRow(
        `file ${oneLine(path)}`,
        oneLine(path),
        described([
          records === 0 ? '' : counted(records, 'record'),
          code === 0 ? '' : counted(code, 'unit'),
          findingCount(open.length),
        ]),
        () => [...recordRows(context, itemsIn(context, path)), ...unitRows(context, path)],
      ),
      state: worstOf(open) ?? 'plain',
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

/** Records by their safety class, the highest first, then those without one. */
export function classRows(context: RowContext): readonly Row[] {
  const { levels, labels } = context.snapshot.config.profile;
  const byLevel = recordsByLevel(context.snapshot);
  return [...levels]
    .reverse()
    .map((level) => {
      const items = (byLevel.get(level) ?? []).filter((item) => context.filter.keepsItem(item));
      return { level, items };
    })
    .flatMap(({ level, items }) =>
      items.length === 0
        ? []
        : [
            groupRow(`level ${level}`, `${labels.level} ${level}`, counted(items.length, 'record'), () =>
              byType(context, items),
            ),
          ],
    );
}

function byType(context: RowContext, items: readonly Item[]): readonly Row[] {
  const known = ITEM_TYPES.map(({ id }) => id);
  const types = [...new Set(items.map(({ type }) => type))];
  types.sort((a, b) => rankIn(known, a) - rankIn(known, b) || compareText(a, b));
  return types.map((type) => {
    const ofType = items.filter((item) => item.type === type);
    return groupRow(`type ${oneLine(type)}`, typeName(type), String(ofType.length), () => recordRows(context, ofType));
  });
}

function rankIn(known: readonly string[], type: string): number {
  const rank = known.indexOf(type);
  return rank < 0 ? known.length : rank;
}

function typeName(type: string): string {
  return oneLine(`${type} ${typeLabel(type) === type ? '' : typeLabel(type)}`).trim();
}

const byLevels = new WeakMap<Snapshot, ReadonlyMap<string, readonly Item[]>>();

function recordsByLevel(snapshot: Snapshot): ReadonlyMap<string, readonly Item[]> {
  const known = byLevels.get(snapshot);
  if (known) return known;
  const found = new Map<string, Item[]>();
  for (const [item, level] of levelsOfItems(snapshot)) {
    if (level === undefined || item.fact.dialect !== 'lifetrace' || !item.primary) continue;
    const list = found.get(level);
    if (list) list.push(item);
    else found.set(level, [item]);
  }
  byLevels.set(snapshot, found);
  return found;
}
