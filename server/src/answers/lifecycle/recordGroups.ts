import { compareText } from '../../model/compare.ts';
import { groupBy } from '../../model/groups.ts';
import { isDomainType, typeLabel } from '../../model/itemType.ts';
import type { Clause } from '../../model/profile.ts';
import { CODE_QUERY, type RecordQuery } from '../../model/recordQuery.ts';
import { allOf, type Steps } from '../../model/steps.ts';
import { attribute, type Item } from '../../trace/item.ts';
import type { OftTrace } from '../../trace/oft.ts';
import { oneLine } from '../markdown.ts';
import { codeRows } from './codeRows.ts';
import { recordRows } from './itemParts.ts';
import { counted, groupRow, type Row, type RowContext } from './row.ts';

/** Records that serve a clause, below one heading. */
export interface RecordGroup {
  /** Part of the rows' identity. */
  readonly key: string;
  readonly label: string;
  /** What one of them is called. */
  readonly noun: string;
  /** What counts as evidence for the clause. */
  readonly count: (context: RowContext) => number;
  /** The records that pass the filter; none where the group holds something else than records. */
  readonly items: (context: RowContext) => readonly Item[];
  readonly rows: (context: RowContext) => readonly Row[];
  /** Makes ready, in steps, what the others are made from. */
  readonly ready: (context: RowContext) => Steps<unknown>;
}

/** Records that answer a query, sorted by ID. */
function records(label: string, query: RecordQuery): RecordGroup {
  const ready = ({ lists }: RowContext) => lists.answering(query);
  const select = (context: RowContext): readonly Item[] => allOf(ready(context));
  return {
    key: query.text,
    label,
    noun: 'record',
    count: (context) => (context.filter.keepsAllItems ? context.snapshot.recordCount(query) : select(context).length),
    items: select,
    rows: (context) => recordRows(context, select(context)),
    ready,
  };
}

/** The categories of requirements of 5.2.2 in our own words. */
const CATEGORIES: ReadonlyMap<string, string> = new Map([
  ['a', 'function and performance'],
  ['b', 'inputs and outputs'],
  ['c', 'interfaces'],
  ['d', 'alarms and messages'],
  ['e', 'security'],
  ['f', 'user interface'],
  ['g', 'data'],
  ['h', 'installation and acceptance'],
  ['i', 'operation and maintenance'],
  ['j', 'networks'],
  ['k', 'maintenance by the user'],
  ['l', 'regulation'],
]);

/** The same records in groups by the value of a field. */
function groupedBy(group: RecordGroup, field: string, missing: string): RecordGroup {
  return {
    ...group,
    rows: (context) => {
      const groups = groupBy(group.items(context), (item) => attribute(item, field) ?? '');
      if (groups.size <= 1 && [...groups.keys()].every((value) => value === '')) return group.rows(context);
      return [...groups]
        .sort(([a], [b]) => Number(a === '') - Number(b === '') || compareText(a, b))
        .map(([value, items]) => ({
          ...groupRow(
            oneLine(`${field}=${value}`),
            oneLine(
              value === '' ? missing : `${field} ${value} ${field === 'category' ? (CATEGORIES.get(value) ?? '') : ''}`,
            ),
            counted(items.length, 'record'),
            () => recordRows(context, items),
          ),
          records: items,
        }));
    },
  };
}

/** How the records of some queries are shown, by the query. */
const SHOWN: ReadonlyMap<string, (group: RecordGroup) => RecordGroup> = new Map([
  ['SRS', (group: RecordGroup) => groupedBy(group, 'category', 'without category')],
  ['PR', (group: RecordGroup) => groupedBy(group, 'status', 'without status')],
  ['CR', (group: RecordGroup) => groupedBy(group, 'status', 'without status')],
]);

function recordsOf(query: RecordQuery, label: string): RecordGroup {
  if (query.text === CODE_QUERY.text) return CODE;
  const group = records(label, query);
  return SHOWN.get(query.text)?.(group) ?? group;
}

const CODE: RecordGroup = {
  key: 'code',
  label: 'Code',
  noun: 'code unit',
  count: ({ snapshot, filter }) => (filter.idle ? snapshot.recordCount(CODE_QUERY) : 0),
  items: () => [],
  rows: codeRows,
  ready: nothing,
};

function* nothing(): Steps<void> {}

function ofType(label: string, type: string): RecordGroup {
  return recordsOf({ text: type, types: [type] }, label);
}

/** The records of each chapter, whatever its clauses say. */
const BY_CHAPTER: ReadonlyMap<string, readonly RecordGroup[]> = new Map([
  ['4', [ofType('Software systems', 'SS')]],
  ['5.1', [ofType('Documents', 'DOC'), ofType('Tools', 'TOOL')]],
  ['5.2', [ofType('User needs', 'UN'), ofType('System requirements', 'SYS'), ofType('Software requirements', 'SRS')]],
  [
    '5.3',
    [
      ofType('Software systems', 'SS'),
      ofType('Architecture elements', 'SAD'),
      ofType('Interfaces', 'IF'),
      ofType('SOUP', 'SOUP'),
      ofType('Segregation', 'SEG'),
    ],
  ],
  ['5.4', [ofType('Software units', 'UNIT'), ofType('Detailed designs', 'SDD')]],
  ['5.5', [ofType('Software units', 'UNIT'), CODE, ofType('Unit tests', 'UT')]],
  ['5.6', [ofType('Integration tests', 'IT')]],
  [
    '5.7',
    [ofType('Software requirements', 'SRS'), ofType('Software system tests', 'ST'), ofType('Validations', 'VAL')],
  ],
  ['5.8', [ofType('Releases', 'REL'), ofType('Known anomalies', 'ANOM')]],
  ['6', [ofType('Problem reports', 'PR'), ofType('Change requests', 'CR')]],
  [
    '7',
    [
      ofType('Hazards with their situations, causes and controls', 'HAZ'),
      ofType('Risk controls', 'RC'),
      ofType('Threats', 'THR'),
    ],
  ],
  [
    '8',
    [
      ofType('SOUP', 'SOUP'),
      ofType('Releases', 'REL'),
      ofType('Change requests', 'CR'),
      ofType('Documents', 'DOC'),
      ofType('Tools', 'TOOL'),
    ],
  ],
  ['9', [ofType('Problem reports', 'PR')]],
]);

/** Where a record of a type is looked for in the tree of clauses, when a person asks for it: its first chapter, and group. */
export const HOME_OF_TYPE: ReadonlyMap<string, readonly [chapter: string, group: string]> = new Map([
  ...[...BY_CHAPTER]
    .reverse()
    .flatMap(([chapter, groups]) =>
      groups.map(({ key }): [string, readonly [string, string]] => [key, [chapter, key]]),
    ),
  ['SI', ['5.3', 'SS']],
  ['HS', ['7', 'HAZ']],
  ['CAUSE', ['7', 'HAZ']],
]);

/** The records of a chapter; groups without records are left out. */
export function chapterRecords(context: RowContext, chapter: string): readonly RecordGroup[] {
  return (BY_CHAPTER.get(chapter) ?? []).filter((group) => group.count(context) > 0);
}

/** The records that are evidence for a clause; groups without records are left out. */
export function clauseRecords(context: RowContext, { records }: Clause): readonly RecordGroup[] {
  const groups = records.map(({ label, query }) => recordsOf(query, label));
  return groups.filter((group) => group.count(context) > 0);
}

/** Makes ready, in steps, what a filtered tree is made from: each of its rows tells how many records pass. */
export function* filteredRecords(context: RowContext): Steps<void> {
  if (context.filter.keepsAllItems) return;
  const { clauses } = context.snapshot.config.profile;
  for (const { query } of clauses.flatMap(({ records }) => records)) yield* context.lists.answering(query);
  for (const group of [...BY_CHAPTER.values()].flat()) yield* group.ready(context);
}

/** All records of our own notation of a type. */
export function recordsOfType(type: string): RecordGroup {
  return ofType(typeLabel(type), type);
}

/** Records of other notations and of types that the project invented, which no clause knows, by type. */
export function otherRecords({ snapshot }: RowContext): readonly RecordGroup[] {
  const labelOf = (type: string): string => {
    const label = snapshot.config.types.get(type)?.label;
    return label === undefined || label === type ? type : oneLine(`${type} ${label}`);
  };
  const invented = [...snapshot.definedKeys].flatMap(([type, keys]) =>
    isDomainType(type) ? [] : [listed(type, labelOf(type), keys.length, ({ lists }) => allOf(lists.ofType(type)))],
  );
  const foreign = [...foreignTypes(snapshot.oft)].map(([type, count]) =>
    listed(type, type, count, (context) =>
      context.snapshot.items.filter((item) => isForeign(item) && item.type === type),
    ),
  );
  return [...invented, ...foreign].sort((a, b) => compareText(a.key, b.key));
}

function isForeign({ fact }: Item): boolean {
  return fact.dialect !== 'lifetrace';
}

function listed(
  type: string,
  label: string,
  count: number,
  items: (context: RowContext) => readonly Item[],
): RecordGroup {
  const select = (context: RowContext): readonly Item[] =>
    items(context).filter((item) => context.filter.keepsItem(item));
  return {
    key: type,
    label,
    noun: 'record',
    count: (context) => (context.filter.keepsAllItems ? count : select(context).length),
    items: select,
    rows: (context) => recordRows(context, select(context)),
    ready: nothing,
  };
}

const typesOf = new WeakMap<OftTrace, ReadonlyMap<string, number>>();

/** How many items OpenFastTrace knows of each type, tags left out. */
function foreignTypes(oft: OftTrace): ReadonlyMap<string, number> {
  const known = typesOf.get(oft);
  if (known) return known;
  const counts = new Map<string, number>();
  for (const { item, type } of oft.items) if (item) counts.set(type, (counts.get(type) ?? 0) + 1);
  typesOf.set(oft, counts);
  return counts;
}
