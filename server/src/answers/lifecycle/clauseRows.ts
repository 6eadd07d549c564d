import type { ClauseGroup } from '../../model/profile.ts';
import { type ClauseState, type EvidenceState, statesOfChapter } from '../../rules/clauseStates.ts';
import { ruleInfo } from '../../rules/registry.ts';
import type { FoundPointer } from '../../trace/clauseEvidence.ts';
import type { Snapshot } from '../../trace/snapshot.ts';
import { escaped, oneLine } from '../markdown.ts';
import { groupSummary } from './groupSummary.ts';
import { chapterRecords, clauseRecords, type RecordGroup } from './recordGroups.ts';
import {
  counted,
  described,
  findingCount,
  findingRows,
  groupRow,
  loudestOf,
  type Row,
  type RowContext,
  type RowState,
} from './row.ts';

const STATE_WORDS: Readonly<Record<EvidenceState, string>> = {
  evidenced: 'evidenced: records found, its checks are silent',
  partly: 'partly evidenced: something is missing, or cannot be checked yet',
  none: 'no record found',
  notApplicable: '',
};

const ROW_STATES: Readonly<Record<EvidenceState, RowState>> = {
  evidenced: 'ok',
  partly: 'partly',
  none: 'none',
  notApplicable: 'notApplicable',
};

const NO_FINDINGS: ClauseState['counts'] = { error: 0, warning: 0, information: 0 };

/** The chapters of the standard that have something to show. */
export function chapterRows(context: RowContext): readonly Row[] {
  const { groups } = context.snapshot.config.profile;
  return groups.flatMap((group) => chapterRow(context, group) ?? []);
}

/** A chapter of the standard: its clauses, then its records. Undefined where nothing of it passes the filter. */
function chapterRow(context: RowContext, group: ClauseGroup): Row | undefined {
  const { snapshot, filter } = context;
  const all = statesOfChapter(context.clauses, group.ref);
  const name = `${group.ref} ${group.title}`;
  const clauses = all.filter((state) => isShown(context, state));
  const records = chapterRecords(context, group.ref);
  if (!filter.idle && clauses.length + records.length === 0) return undefined;
  const findings = context.clauses.findingsByChapter.get(group.ref) ?? NO_FINDINGS;
  const state = loudestOf(findings) ?? chapterState(all);
  const required = all.filter(({ clause }) => clause.levels.includes(snapshot.productLevel));
  const missing = required.length === 0 ? notRequired(snapshot, all) : '';
  const description = described([missing, groupSummary(context, group.ref), findingCount(total(findings))]);
  const { title } = snapshot.config.profile;
  const official =
    group.officialTitle === undefined ? '' : `  \nTitle in ${escaped(title)}: ${escaped(group.officialTitle)}`;
  const numbers = `${required.length} of ${all.length} clauses required for ${levelName(snapshot)}`;
  return {
    segment: group.ref,
    kind: 'clause',
    label: name,
    description,
    tooltip: `**${escaped(group.ref)}** ${escaped(group.title)}${official}  \n${escaped(`${numbers}, ${evidenceSummary(all)}`)}`,
    accessibleLabel: spoken(`Clause ${name}`, description, evidenceSummary(all)),
    state,
    hasChildren: clauses.length + records.length > 0,
    children: () => [...clauses.map((clause) => clauseRow(context, clause)), ...groupRows(context, records)],
  };
}

/** `7 of 12 evidenced, 1 partly, 4 without record`. */
function evidenceSummary(states: readonly ClauseState[]): string {
  const count = (wanted: EvidenceState): number => states.filter(({ state }) => state === wanted).length;
  const applicable = states.length - count('notApplicable');
  return [
    `${count('evidenced')} of ${applicable} evidenced`,
    count('partly') === 0 ? '' : `${count('partly')} partly`,
    count('none') === 0 ? '' : `${count('none')} without record`,
  ]
    .filter((part) => part !== '')
    .join(', ');
}

/** A clause is shown when its state passes, and the sought text stands in its name or in what is below it. */
function isShown(context: RowContext, state: ClauseState): boolean {
  const { filter } = context;
  if (!filter.keepsClause(state)) return false;
  if (filter.matches(nameOf(state))) return true;
  return (
    state.pointers.some(({ pointer }) => filter.matches(pointer.text)) ||
    clauseRecords(context, state.clause).length > 0
  );
}

function nameOf({ clause }: ClauseState): string {
  return `${clause.ref} ${clause.title}`;
}

/** One clause: findings of its rules, the evidence that is named for it, then the records that serve it. */
function clauseRow(context: RowContext, state: ClauseState): Row {
  const { snapshot } = context;
  const { clause, pointers } = state;
  const records = clauseRecords(context, clause);
  const findings = total(state.counts);
  const count = records.reduce((sum, group) => sum + group.count(context), 0);
  const noun = records.every((group) => group.noun === records[0]?.noun) ? (records[0]?.noun ?? 'record') : 'record';
  const description = described([
    whyNotApplicable(snapshot, state),
    pointers.length === 0 ? '' : counted(pointers.length, 'pointer'),
    count === 0 ? '' : counted(count, noun),
    findingCount(findings),
  ]);
  const single = records.length === 1 ? records[0] : undefined;
  return {
    segment: clause.ref,
    kind: 'subclause',
    label: nameOf(state),
    description,
    tooltip: tooltipOf(snapshot, state),
    accessibleLabel: spoken(`Clause ${nameOf(state)}`, description, STATE_WORDS[state.state]),
    state: clauseRowState(state),
    ...(state.entry ? { place: state.entry.place } : {}),
    hasChildren: findings > 0 || count > 0 || pointers.length > 0,
    ...(single && { ready: () => single.ready(context) }),
    children: () => [
      ...findingRows(context, context.findings.ofClause(clause)),
      ...pointers.map((pointer, index) => pointerRow(pointer, index)),
      ...(single ? single.rows(context) : groupRows(context, records)),
    ],
  };
}

/** Findings are louder than the state, but for a warning that tells no more than the state: that no record was found. */
function clauseRowState({ state, counts }: ClauseState): RowState {
  return state === 'none' && counts.error === 0 ? 'none' : (loudestOf(counts) ?? ROW_STATES[state]);
}

/** Something that `evidence.yaml` points to. */
export function pointerRow({ pointer, place, target, missing }: FoundPointer, index: number): Row {
  const name = oneLine(pointer.text);
  const description = missing === undefined ? '' : oneLine(missing);
  return {
    segment: `evidence ${index} ${name}`,
    kind: 'evidence',
    label: name,
    description,
    tooltip: `Evidence: ${escaped(name)}${missing === undefined ? '' : `  \n${escaped(missing)}`}`,
    accessibleLabel: ['evidence', name, description].filter((part) => part !== '').join(', '),
    state: missing === undefined ? 'plain' : 'none',
    place: missing === undefined && target ? target : place,
    hasChildren: false,
    children: () => [],
  };
}

/** A heading for each kind of record. */
export function groupRows(context: RowContext, groups: readonly RecordGroup[]): readonly Row[] {
  return groups.map((group) => ({
    ...groupRow(`records ${group.key}`, group.label, String(group.count(context)), () => group.rows(context)),
    ready: () => group.ready(context),
  }));
}

/** `class C`, `level II`. */
function levelName({ config: { profile }, productLevel }: Snapshot): string {
  return `${profile.labels.level} ${productLevel}`;
}

/** `not required for class A (required for B, C)`. */
function notRequired(snapshot: Snapshot, states: readonly ClauseState[]): string {
  const levels = snapshot.config.profile.levels.filter((level) =>
    states.some(({ clause }) => clause.levels.includes(level)),
  );
  if (levels.length === 0) return 'not used in this edition';
  return `not required for ${levelName(snapshot)} (required for ${levels.join(', ')})`;
}

function whyNotApplicable(snapshot: Snapshot, state: ClauseState): string {
  if (!state.clause.levels.includes(snapshot.productLevel)) return notRequired(snapshot, [state]);
  return state.entry?.reason === undefined ? '' : oneLine(`not applicable: ${state.entry.reason}`);
}

function chapterState(states: readonly ClauseState[]): RowState {
  const applicable = states.filter(({ state }) => state !== 'notApplicable');
  if (applicable.length === 0) return 'notApplicable';
  if (applicable.every(({ state }) => state === 'evidenced')) return 'ok';
  return applicable.every(({ state }) => state === 'none') ? 'none' : 'partly';
}

function tooltipOf(snapshot: Snapshot, state: ClauseState): string {
  const { clause, entry } = state;
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
    entry?.reviewed === undefined ? '' : `Reviewed: ${escaped(entry.reviewed)}`,
    escaped(whyNotApplicable(snapshot, state) || STATE_WORDS[state.state]),
  ];
  return lines.filter((line) => line !== '').join('  \n');
}

function total({ error, warning, information }: ClauseState['counts']): number {
  return error + warning + information;
}

function spoken(name: string, description: string, state: string): string {
  return [name, description, state].filter((part) => part !== '').join(', ');
}
