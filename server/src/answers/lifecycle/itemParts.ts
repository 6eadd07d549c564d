import { compareIds, compareText } from '../../model/compare.ts';
import type { LinkKind } from '../../model/linkKind.ts';
import type { FilePath } from '../../model/span.ts';
import { attributeValues, type Item } from '../../trace/item.ts';
import { type CodeUnit, type Snapshot, sources } from '../../trace/snapshot.ts';
import { hasOwnUnit, ownImplementations } from '../implementations.ts';
import { oneLine } from '../markdown.ts';
import { testRecords } from '../tests.ts';
import { counted, groupRow, itemRow, type Row, type RowContext, unitRow } from './row.ts';

/** Which incoming links lead to what a person looks for below a record of a type. */
const BELOW: ReadonlyMap<string, readonly LinkKind[]> = new Map<string, readonly LinkKind[]>([
  ['UN', ['derives', 'validates']],
  ['SYS', ['derives', 'refines', 'verifies']],
  ['SRS', ['refines']],
  ['SS', ['partOf']],
  ['SI', ['partOf']],
  ['HAZ', ['arisesFrom']],
  ['HS', ['causes', 'mitigates']],
  ['CAUSE', ['controls']],
  ['RC', ['implements', 'verifies']],
  ['IF', ['designs']],
  ['PR', ['resolves']],
  ['ANOM', ['resolves']],
]);

/** A record with what belongs to it below: parts, derived requirements, causes and controls, code and tests. */
function recordRow(context: RowContext, item: Item, above: ReadonlySet<Item> = new Set()): Row {
  const path = new Set([...above, item]);
  const below = recordsBelow(context.snapshot, item).filter((part) => !path.has(part));
  const row = itemRow(context, item, below, () => [
    ...below.map((part) => recordRow(context, part, path)),
    ...unitsBelow(context.snapshot, item).map((unit) => unitRow(context, unit)),
  ]);
  return hasUnitBelow(context.snapshot, item) ? { ...row, hasChildren: true } : row;
}

/** More records than this in a list are put into ranges, so that a tree of thousands stays a tree. */
const MANY_RECORDS = 400;

const RANGE = 200;

/** Records one below the other, or in ranges where they are many. */
export function recordRows(context: RowContext, items: readonly Item[]): readonly Row[] {
  if (items.length <= MANY_RECORDS) return items.map((item) => recordRow(context, item));
  const starts = Array.from({ length: Math.ceil(items.length / RANGE) }, (_, index) => index * RANGE);
  return starts.map((start) => {
    const range = items.slice(start, start + RANGE);
    const name = `${range[0]?.id} … ${range.at(-1)?.id}`;
    const row = groupRow(oneLine(`from ${range[0]?.id}`), oneLine(name), counted(range.length, 'record'), () =>
      range.map((item) => recordRow(context, item)),
    );
    return { ...row, records: range };
  });
}

/** A record, and those below which its row may stand, at whatever depth. */
export function withRecordsAbove(item: Item): ReadonlySet<Item> {
  const above = new Set([item]);
  for (const part of above) {
    for (const { kind, to } of part.links) if (to && leadsDown(kind, to)) above.add(to);
  }
  return above;
}

/** True where the source of a link may have its row below the target: {@link recordsBelow} decides. */
function leadsDown(kind: LinkKind, { type }: Item): boolean {
  if (BELOW.get(type)?.includes(kind)) return true;
  return (type === 'SRS' || type === 'UNIT') && (kind === 'verifies' || kind === 'covers');
}

function recordsBelow(snapshot: Snapshot, item: Item): readonly Item[] {
  const kinds = BELOW.get(item.type) ?? [];
  const linked = kinds.flatMap((kind) => sources(snapshot, item, kind));
  const tests = item.type === 'SRS' || item.type === 'UNIT' ? testRecords(snapshot, item) : [];
  const ordered = kinds.flatMap((kind) =>
    sorted(linked.filter((from) => from.links.some((link) => link.kind === kind))),
  );
  return [...new Set([...ordered, ...sorted(tests)])];
}

/** Functions that implement a requirement, or that a unit record stands for. */
function unitsBelow(snapshot: Snapshot, item: Item): readonly CodeUnit[] {
  if (item.type === 'UNIT') {
    const units = filesOfRecord(snapshot, item).flatMap((file) => snapshot.unitsByFile.get(file) ?? []);
    return units.filter((unit) => standsFor(item, unit));
  }
  if (item.type !== 'SRS') return [];
  return ownImplementations(snapshot, item).flatMap(({ unit }) => unit ?? []);
}

/** True where {@link unitsBelow} has any: a requirement may be implemented by tens of thousands. */
function hasUnitBelow(snapshot: Snapshot, item: Item): boolean {
  if (item.type === 'SRS') return hasOwnUnit(snapshot, item);
  if (item.type !== 'UNIT') return false;
  const files = filesOfRecord(snapshot, item);
  return files.some((file) => snapshot.unitsByFile.get(file)?.some((unit) => standsFor(item, unit)));
}

function standsFor(record: Item, unit: CodeUnit): boolean {
  return unit.record === record && !unit.test;
}

/** Files that a software unit record names, or that name it by a tag. */
function filesOfRecord(snapshot: Snapshot, record: Item): readonly FilePath[] {
  const tags = (snapshot.tagsByTarget.get(record.key) ?? []).filter(({ fact }) => fact.keyword === 'unit');
  const files = new Set([...attributeValues(record, 'path'), ...tags.map(({ file }) => file)]);
  return [...files].sort(compareText);
}

function sorted(items: readonly Item[]): readonly Item[] {
  return [...items].sort((a, b) => compareIds(a.id, b.id));
}
