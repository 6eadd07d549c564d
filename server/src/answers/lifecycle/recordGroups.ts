import { compareIds, compareText } from '../../model/compare.ts';
import { groupBy } from '../../model/groups.ts';
import { isDomainType } from '../../model/itemType.ts';
import type { LinkKind } from '../../model/linkKind.ts';
import { attribute, type Item, type Snapshot } from '../../trace/snapshot.ts';
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
  readonly rows: (context: RowContext) => readonly Row[];
}

type Test = (item: Item) => boolean;

/** Records of some types, optionally with a condition, sorted by ID. */
function records(key: string, label: string, types: string, condition: Test = () => true): RecordGroup {
  const select = (context: RowContext): readonly Item[] =>
    types.split(' ').flatMap((type) => (context.records.get(type) ?? []).filter(condition));
  return {
    key,
    label,
    noun: 'record',
    count: (context) => select(context).length,
    rows: (context) => recordRows(context, select(context)),
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

/** Records of one type in groups by the value of a field. */
function recordsBy(key: string, label: string, type: string, field: string, missing: string): RecordGroup {
  const all = records(key, label, type);
  return {
    ...all,
    rows: (context) => {
      const groups = groupBy(context.records.get(type) ?? [], (item) => attribute(item, field) ?? '');
      if (groups.size === 1 && groups.has('')) return all.rows(context);
      return [...groups]
        .sort(([a], [b]) => Number(a === '') - Number(b === '') || compareText(a, b))
        .map(([value, items]) =>
          groupRow(
            oneLine(`${field}=${value}`),
            oneLine(
              value === '' ? missing : `${field} ${value} ${field === 'category' ? (CATEGORIES.get(value) ?? '') : ''}`,
            ),
            counted(items.length, 'record'),
            () => recordRows(context, items),
          ),
        );
    },
  };
}

function has(field: string): Test {
  return (item) => item.fact.attributes.some(({ name }) => name === field || name.startsWith(`${field}.`));
}

function linksTo(kind: LinkKind, ...types: readonly string[]): Test {
  return (item) =>
    item.links.some((link) => link.kind === kind && link.to !== undefined && types.includes(link.to.type));
}

function reviewsOf(...types: readonly string[]): RecordGroup {
  return records('reviews', 'Reviews', 'REV', linksTo('verifies', ...types));
}

function resultsOf(...types: readonly string[]): RecordGroup {
  return records('results', 'Results', 'TR', linksTo('records', ...types));
}

const USER_NEEDS = records('UN', 'User needs', 'UN');
const SYSTEM_REQUIREMENTS = records('SYS', 'System requirements', 'SYS');
const REQUIREMENTS = records('SRS', 'Software requirements', 'SRS');
const REQUIREMENTS_BY_CATEGORY = recordsBy('SRS', 'Software requirements', 'SRS', 'category', 'without category');
const RISK_REQUIREMENTS = records(
  'SRS',
  'Requirements that implement risk controls',
  'SRS',
  linksTo('implements', 'RC'),
);
const SYSTEMS = records('SS', 'Software systems', 'SS');
const SOFTWARE_ITEMS = records('SI', 'Software items', 'SI');
const CLASSED_ITEMS = records('SI', 'Items with a class of their own', 'SI UNIT SOUP', has('safetyClass'));
const INTERFACES = records('IF', 'Interfaces', 'IF');
const SOUP = records('SOUP', 'SOUP', 'SOUP');
const ARCHITECTURE = records('SAD', 'Architecture elements', 'SAD');
const SEGREGATION = records('SEG', 'Segregation', 'SEG');
const UNITS = records('UNIT', 'Software units', 'UNIT');
const DESIGNS = records('SDD', 'Detailed designs', 'SDD');
const UNIT_TESTS = records('UT', 'Unit tests', 'UT');
const INTEGRATION_TESTS = records('IT', 'Integration tests', 'IT');
const SYSTEM_TESTS = records('ST', 'Software system tests', 'ST');
const RELEASES = records('REL', 'Releases', 'REL');
const ANOMALIES = records('ANOM', 'Known anomalies', 'ANOM');
const PROBLEMS = recordsBy('PR', 'Problem reports', 'PR', 'status', 'without status');
const CHANGES = recordsBy('CR', 'Change requests', 'CR', 'status', 'without status');
const HAZARDS = records('HAZ', 'Hazards with their situations, causes and controls', 'HAZ');
const SITUATIONS = records('HS', 'Hazardous situations', 'HS');
const CAUSES = records('CAUSE', 'Software causes', 'CAUSE');
const CONTROLS = records('RC', 'Risk controls', 'RC');
const DOCUMENTS = records('DOC', 'Documents', 'DOC');
const TOOLS = records('TOOL', 'Tools', 'TOOL');
const LEGACY = records('legacy', 'Legacy software', 'SS SI UNIT SOUP', (item) => attribute(item, 'legacy') === 'true');

const CODE: RecordGroup = {
  key: 'code',
  label: 'Code',
  noun: 'code unit',
  count: ({ snapshot }) => snapshot.units.filter((unit) => unit.level !== undefined).length,
  rows: codeRows,
};

/**
 * The records that serve each clause and group, by reference. A clause without entry has no record that can be told from
 * its type or its links.
 */
const BY_REF: ReadonlyMap<string, readonly RecordGroup[]> = new Map<string, readonly RecordGroup[]>([
  ['4', [SYSTEMS]],
  ['4.2', [HAZARDS]],
  ['4.3 a', [SYSTEMS, SITUATIONS]],
  ['4.3 c', [records('SS', 'Systems with a reference to the risk management file', 'SS', has('rmfRef'))]],
  ['4.3 d', [SOFTWARE_ITEMS]],
  ['4.3 e', [CLASSED_ITEMS]],
  ['4.3 f', [records('group', 'Groups with a process class', 'SS SI', has('processClass'))]],
  ['4.3 g', [SYSTEMS]],
  ['4.4.1', [LEGACY]],
  ['5.1', [DOCUMENTS, TOOLS]],
  ['5.1.10', [TOOLS]],
  ['5.2', [USER_NEEDS, SYSTEM_REQUIREMENTS, REQUIREMENTS_BY_CATEGORY]],
  ['5.2.1', [SYSTEM_REQUIREMENTS, REQUIREMENTS]],
  ['5.2.2', [REQUIREMENTS_BY_CATEGORY]],
  ['5.2.3', [RISK_REQUIREMENTS]],
  ['5.2.6', [reviewsOf('SRS', 'SYS')]],
  ['5.3', [SYSTEMS, ARCHITECTURE, INTERFACES, SOUP, SEGREGATION]],
  [
    '5.3.1',
    [records('satisfying', 'Architecture that satisfies requirements', 'SI SAD IF SOUP', linksTo('satisfies', 'SRS'))],
  ],
  ['5.3.2', [INTERFACES]],
  ['5.3.3', [records('SOUP', 'SOUP with requirements', 'SOUP', linksTo('satisfies', 'SRS'))]],
  ['5.3.4', [records('SOUP', 'SOUP with its platform', 'SOUP', has('platform'))]],
  ['5.3.5', [SEGREGATION, records('segregated', 'Segregated items', 'SI UNIT SOUP', segregated)]],
  ['5.3.6', [reviewsOf('SAD', 'SI', 'SS', 'IF', 'SEG')]],
  ['5.4', [UNITS, DESIGNS]],
  ['5.4.1', [UNITS]],
  ['5.4.2', [records('SDD', 'Designs of units', 'SDD', linksTo('designs', 'UNIT'))]],
  ['5.4.3', [records('SDD', 'Designs of interfaces', 'SDD', linksTo('designs', 'IF'))]],
  ['5.4.4', [reviewsOf('SDD')]],
  ['5.5', [UNITS, CODE, UNIT_TESTS]],
  ['5.5.1', [CODE]],
  ['5.5.2', [UNIT_TESTS]],
  ['5.5.3', [records('UNIT', 'Units with acceptance criteria', 'UNIT', has('acceptance'))]],
  ['5.5.4', [records('UNIT', 'Units with acceptance criteria', 'UNIT', has('acceptance'))]],
  ['5.5.5', [UNIT_TESTS, reviewsOf('UNIT')]],
  ['5.6', [INTEGRATION_TESTS]],
  ['5.6.2', [INTEGRATION_TESTS]],
  ['5.6.3', [INTEGRATION_TESTS]],
  ['5.6.4', [INTEGRATION_TESTS]],
  ['5.6.5', [reviewsOf('IT')]],
  ['5.6.7', [resultsOf('IT')]],
  ['5.7', [REQUIREMENTS, SYSTEM_TESTS, records('VAL', 'Validations', 'VAL')]],
  ['5.7.1', [SYSTEM_TESTS]],
  ['5.7.4', [REQUIREMENTS]],
  ['5.7.5', [resultsOf('ST')]],
  ['5.8', [RELEASES, ANOMALIES]],
  ['5.8.2', [ANOMALIES]],
  ['5.8.3', [records('ANOM', 'Evaluated anomalies', 'ANOM', has('evaluation'))]],
  ['5.8.4', [records('REL', 'Releases with a version', 'REL', has('version'))]],
  ['5.8.5', [records('REL', 'Releases with their build', 'REL', has('build'))]],
  ['5.8.7', [records('REL', 'Archived releases', 'REL', has('archive'))]],
  ['5.8.8', [records('REL', 'Releases with a checksum', 'REL', has('checksum'))]],
  ['6', [PROBLEMS, CHANGES]],
  ['6.2.1.2', [PROBLEMS]],
  ['6.2.1.3', [records('PR', 'Problem reports with a safety evaluation', 'PR', has('safetyEvaluation'))]],
  [
    '6.2.3',
    [
      records('CR', 'Change requests with what they affect', 'CR', (item) =>
        item.links.some(({ kind }) => kind === 'affects'),
      ),
    ],
  ],
  ['6.2.4', [records('CR', 'Approved change requests', 'CR', has('approvedBy'))]],
  ['6.2.5', [records('CR', 'Communicated changes', 'CR', has('communication'))]],
  ['6.3.2', [RELEASES]],
  ['7', [HAZARDS, CONTROLS, records('THR', 'Threats', 'THR')]],
  ['7.1.1', [SITUATIONS]],
  [
    '7.1.2',
    [
      records(
        'CAUSE',
        'Causes with an item and a kind',
        'CAUSE',
        (item) => linksTo('in', 'SI', 'UNIT', 'SOUP', 'SS')(item) && has('kind')(item),
      ),
    ],
  ],
  ['7.1.3', [records('SOUP', 'SOUP with an evaluation of its anomalies', 'SOUP', has('anomalyEvaluation'))]],
  ['7.1.4', [CAUSES]],
  ['7.2.1', [CONTROLS]],
  ['7.2.2', [RISK_REQUIREMENTS]],
  ['7.3.1', [records('verifying', 'Tests and reviews of risk controls', 'ST IT UT REV', verifiesControl)]],
  ['7.3.3', [HAZARDS]],
  ['7.4.1', [records('CR', 'Change requests with a risk analysis', 'CR', has('riskAnalysis'))]],
  ['7.4.2', [records('CR', 'Change requests that affect risk controls', 'CR', linksTo('affects', 'RC'))]],
  ['8', [SOUP, RELEASES, CHANGES, DOCUMENTS, TOOLS]],
  ['8.1.2', [SOUP]],
  [
    '8.1.3',
    [
      records('REL', 'Releases with their configuration items', 'REL', (item) =>
        item.links.some(({ kind }) => kind === 'includes'),
      ),
    ],
  ],
  ['8.2.1', [records('CR', 'Approved change requests', 'CR', has('approvedBy'))]],
  ['8.2.2', [CHANGES]],
  ['8.2.3', [records('verifying', 'Verifications of changes', 'ST REV', linksTo('verifies', 'CR', 'PR'))]],
  [
    '8.2.4',
    [
      records(
        'CR',
        'Change requests with their origin',
        'CR',
        (item) => linksTo('resolves', 'PR', 'ANOM')(item) || has('origin')(item),
      ),
    ],
  ],
  ['9', [PROBLEMS]],
  ['9.1', [PROBLEMS]],
  [
    '9.2',
    [
      records(
        'PR',
        'Investigated problem reports',
        'PR',
        (item) => has('safetyEvaluation')(item) || has('noActionRationale')(item),
      ),
    ],
  ],
  ['9.3', [records('PR', 'Problem reports that parties were told about', 'PR', has('notified'))]],
  ['9.4', [CHANGES]],
  ['9.7', [records('verifying', 'Verifications of resolutions', 'ST REV', linksTo('verifies', 'PR', 'CR'))]],
]);

function segregated(item: Item): boolean {
  return has('classRationale.segregation')(item) || item.links.some(({ kind }) => kind === 'segregatedBy');
}

/** A test of a control itself, or of a requirement that implements one. */
function verifiesControl(item: Item): boolean {
  return item.links.some(
    ({ kind, to }) =>
      kind === 'verifies' && (to?.type === 'RC' || (to?.type === 'SRS' && linksTo('implements', 'RC')(to))),
  );
}

/** The records that serve a clause or a group; groups without records are left out. */
export function recordGroupsOf(context: RowContext, ref: string): readonly RecordGroup[] {
  return (BY_REF.get(ref) ?? []).filter((group) => group.count(context) > 0);
}

/** Records of other notations and of types that the project invented, which no clause knows, by type. */
export function otherRecords(snapshot: Snapshot): readonly RecordGroup[] {
  const types = groupBy(snapshot.items, ({ fact, type }) =>
    fact.dialect === 'lifetrace' && isDomainType(type) ? undefined : type,
  );
  return [...types]
    .sort(([a], [b]) => compareText(a, b))
    .map(([type, items]) => ({
      key: type,
      label: type,
      noun: 'record',
      count: () => items.length,
      rows: (context) => recordRows(context, items),
    }));
}

/** Sorts the records of our own notation by type. */
export function recordsByType(snapshot: Snapshot): ReadonlyMap<string, readonly Item[]> {
  const own = snapshot.items.filter((item) => item.fact.dialect === 'lifetrace');
  return groupBy(
    own.sort((a, b) => compareIds(a.id, b.id)),
    ({ type }) => type,
  );
}
