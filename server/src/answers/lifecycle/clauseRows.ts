import type { Finding } from '../../model/finding.ts';
import type { Clause, ClauseGroup } from '../../model/profile.ts';
import { ruleInfo } from '../../rules/registry.ts';
import type { Snapshot } from '../../trace/snapshot.ts';
import { escaped } from '../markdown.ts';
import { groupSummary } from './groupSummary.ts';
import { type RecordGroup, recordGroupsOf } from './recordGroups.ts';
import {
  counted,
  described,
  findingCount,
  findingRows,
  groupRow,
  type Row,
  type RowContext,
  type RowState,
  worstOf,
} from './row.ts';

const STATE_WORDS: Readonly<Record<RowState, string>> = {
  ok: 'records found, all of its checks are silent',
  partly: 'records found, not all of it can be checked',
  none: 'no record found',
  notApplicable: 'not required',
  error: 'errors',
  warning: 'warnings',
  information: 'information',
  plain: '',
};

/** A chapter of the standard: its clauses, then its records. */
export function groupClauseRow(context: RowContext, group: ClauseGroup): Row {
  const { snapshot } = context;
  const clauses = clausesOf(snapshot, group);
  const findings = [...new Set(clauses.flatMap((clause) => context.findings.ofClause(clause)))];
  const records = recordGroupsOf(context, group.ref);
  const state = groupState(context, clauses, findings);
  const applicable = clauses.filter((clause) => isRequired(snapshot, clause));
  const missing = state === 'notApplicable' ? notRequired(snapshot, clauses) : '';
  const summary = groupSummary(context, group.ref);
  const description = described([missing, summary, findingCount(findings.length)]);
  const official =
    group.officialTitle === undefined
      ? ''
      : `  \nTitle in ${escaped(snapshot.config.profile.title)}: ${escaped(group.officialTitle)}`;
  const required = `${applicable.length} of ${clauses.length} clauses required for class ${snapshot.productLevel}`;
  return {
    segment: group.ref,
    kind: 'clause',
    label: `${group.ref} ${group.title}`,
    description,
    tooltip: `**${escaped(group.ref)}** ${escaped(group.title)}${official}  \n${escaped(required)}`,
    accessibleLabel: spoken(`Clause ${group.ref} ${group.title}`, description, state),
    state,
    hasChildren: clauses.length + records.length > 0,
    children: () => [...clauses.map((clause) => clauseRow(context, clause)), ...groupRows(context, records)],
  };
}

/** One clause: findings of its rules, then the records that serve it. */
function clauseRow(context: RowContext, clause: Clause): Row {
  const { snapshot } = context;
  const findings = context.findings.ofClause(clause);
  const records = recordGroupsOf(context, clause.ref);
  const state = clauseState(context, clause, findings, records);
  const count = records.reduce((sum, group) => sum + group.count(context), 0);
  const noun = records.every((group) => group.noun === records[0]?.noun) ? (records[0]?.noun ?? 'record') : 'record';
  const description = described([
    isRequired(snapshot, clause) ? '' : notRequired(snapshot, [clause]),
    count === 0 ? '' : counted(count, noun),
    findingCount(findings.length),
  ]);
  const single = records.length === 1 ? records[0] : undefined;
  return {
    segment: clause.ref,
    kind: 'subclause',
    label: `${clause.ref} ${clause.title}`,
    description,
    tooltip: tooltipOf(snapshot, clause, state),
    accessibleLabel: spoken(`Clause ${clause.ref} ${clause.title}`, description, state),
    state,
    hasChildren: findings.length > 0 || count > 0,
    children: () => [
      ...findingRows(context, findings),
      ...(single ? single.rows(context) : groupRows(context, records)),
    ],
  };
}

/** Clauses of a chapter, in the order of the standard. */
function clausesOf(snapshot: Snapshot, group: ClauseGroup): readonly Clause[] {
  return snapshot.config.profile.clauses.filter(
    ({ ref }) => ref === group.ref || ref.startsWith(`${group.ref}.`) || ref.startsWith(`${group.ref} `),
  );
}

/** A heading for each kind of record. */
export function groupRows(context: RowContext, groups: readonly RecordGroup[]): readonly Row[] {
  return groups.map((group) =>
    groupRow(`records ${group.key}`, group.label, String(group.count(context)), () => group.rows(context)),
  );
}

function isRequired(snapshot: Snapshot, clause: Clause): boolean {
  return clause.levels.includes(snapshot.productLevel);
}

/** `not required for class A (required for B, C)`. */
function notRequired(snapshot: Snapshot, clauses: readonly Clause[]): string {
  const levels = snapshot.config.profile.levels.filter((level) =>
    clauses.some((clause) => clause.levels.includes(level)),
  );
  if (levels.length === 0) return 'not used in this edition';
  return `not required for class ${snapshot.productLevel} (required for ${levels.join(', ')})`;
}

/**
 * A clause is `ok` when records serve it and all of its rules exist and are silent; `partly` when records serve it but
 * some of its rules are not built in yet, or something is to be noted; `none` without a record.
 */
function clauseState(
  { snapshot }: RowContext,
  clause: Clause,
  findings: readonly Finding[],
  records: readonly RecordGroup[],
): RowState {
  const worst = worstOf(findings);
  if (!isRequired(snapshot, clause)) return worst ?? 'notApplicable';
  if (worst) return worst;
  if (records.length === 0) return 'none';
  const checked = clause.rules.length > 0 && clause.rules.every((code) => ruleInfo(code) !== undefined);
  return checked ? 'ok' : 'partly';
}

function groupState(context: RowContext, clauses: readonly Clause[], findings: readonly Finding[]): RowState {
  const worst = worstOf(findings);
  if (worst) return worst;
  const states = clauses
    .map((clause) => clauseState(context, clause, [], recordGroupsOf(context, clause.ref)))
    .filter((state) => state !== 'notApplicable');
  if (states.length === 0) return 'notApplicable';
  if (states.every((state) => state === 'ok')) return 'ok';
  return states.every((state) => state === 'none') ? 'none' : 'partly';
}

function tooltipOf(snapshot: Snapshot, clause: Clause, state: RowState): string {
  const rules = clause.rules.map((code) => {
    const info = ruleInfo(code);
    return info ? `${code} ${info.name.replaceAll('-', ' ')}` : `${code} (not built in yet)`;
  });
  const lines = [
    `**${escaped(clause.ref)}** ${escaped(clause.title)}`,
    escaped(clause.summary),
    clause.artifact === '' ? '' : `Record: ${escaped(clause.artifact)}`,
    clause.link === '' ? '' : `Trace: ${escaped(clause.link)}`,
    rules.length === 0 ? '' : `Checked by: ${escaped(rules.join(', '))}`,
    state === 'notApplicable' ? escaped(notRequired(snapshot, [clause])) : escaped(STATE_WORDS[state]),
  ];
  return lines.filter((line) => line !== '').join('  \n');
}

function spoken(name: string, description: string, state: RowState): string {
  const words = state === 'notApplicable' ? '' : STATE_WORDS[state];
  return [name, description, words].filter((part) => part !== '').join(', ');
}
