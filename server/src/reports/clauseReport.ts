import { type ClauseState, clauseStates, type EvidenceState, type StateCounts } from '../rules/clauseStates.ts';
import type { Findings } from '../rules/findings.ts';
import type { Snapshot } from '../trace/snapshot.ts';

/** State of every clause; `lifetrace check --clauses`. */
export interface ClauseReport {
  /** The level of the product that decides which clauses are required. */
  readonly level: string;
  readonly counts: StateCounts;
  /** In the order of the standard. */
  readonly list: readonly ReportedClause[];
}

/** One clause. */
export interface ReportedClause {
  readonly ref: string;
  readonly title: string;
  readonly state: EvidenceState;
  /** Levels that require the clause. */
  readonly levels: readonly string[];
  /** Why a required clause does not apply, as `evidence.yaml` says. */
  readonly notApplicable: string | null;
  readonly reviewed: string | null;
  readonly evidence: readonly { readonly pointer: string; readonly missing: string | null }[];
  readonly records: readonly { readonly label: string; readonly query: string; readonly count: number }[];
  readonly errors: number;
  readonly warnings: number;
  readonly information: number;
  /** Rules of the clause that are not built in yet. */
  readonly unchecked: readonly string[];
}

/** Builds the report on the clauses of the profile in force. */
export function clauseReport(snapshot: Snapshot, findings: Findings): ClauseReport {
  const { states, counts } = clauseStates(snapshot, findings);
  return { level: snapshot.productLevel, counts, list: states.map(reportClause) };
}

function reportClause(state: ClauseState): ReportedClause {
  const { clause, entry, pointers, records, counts, unchecked } = state;
  return {
    ref: clause.ref,
    title: clause.title,
    state: state.state,
    levels: clause.levels,
    notApplicable: entry?.reason ?? null,
    reviewed: entry?.reviewed ?? null,
    evidence: pointers.map(({ pointer, missing }) => ({ pointer: pointer.text, missing: missing ?? null })),
    records: records.map(({ label, query, count }) => ({ label, query: query.text, count })),
    errors: counts.error,
    warnings: counts.warning,
    information: counts.information,
    unchecked,
  };
}

const MARKS: Readonly<Record<EvidenceState, string>> = { evidenced: '●', partly: '◐', none: '○', notApplicable: '⊘' };

/** The report for people: a line for each clause, then a summary. `levelLabel` is what a level is called. */
export function clauseLines({ level, counts, list }: ClauseReport, levelLabel: string): readonly string[] {
  const width = list.reduce((widest, { ref }) => Math.max(widest, ref.length), 0);
  const lines = list.map((clause) => {
    const note = noteOn(clause, `${levelLabel} ${level}`);
    return `  ${MARKS[clause.state]} ${clause.ref.padEnd(width)}  ${clause.title}${note === '' ? '' : `: ${note}`}`;
  });
  const applicable = counts.evidenced + counts.partly + counts.none;
  const summary = `${counts.evidenced} of ${applicable} clauses evidenced, ${counts.partly} partly, ${counts.none} without record, ${counts.notApplicable} not applicable`;
  return [`Clauses for ${levelLabel} ${level}`, ...lines, `  ${summary}`];
}

function noteOn(clause: ReportedClause, levelName: string): string {
  if (clause.state === 'notApplicable') return whyNot(clause, levelName);
  if (clause.state === 'none') return [...missing(clause), 'no record found'].join('; ');
  if (clause.state === 'evidenced') return '';
  const found = [
    ...(clause.errors > 0 ? [`${clause.errors} error${clause.errors === 1 ? '' : 's'}`] : []),
    ...(clause.warnings > 0 ? [`${clause.warnings} warning${clause.warnings === 1 ? '' : 's'}`] : []),
  ].join(', ');
  const unchecked = clause.unchecked.length === 0 ? [] : [`not checked yet by ${clause.unchecked.join(', ')}`];
  const notes = [...(found === '' ? [] : [found]), ...missing(clause), ...unchecked];
  return notes.length > 0 ? notes.join('; ') : 'nothing checks it';
}

function missing({ evidence }: ReportedClause): readonly string[] {
  return evidence.flatMap(({ pointer, missing }) => (missing === null ? [] : [`${pointer}: ${missing}`]));
}

function whyNot({ levels, notApplicable }: ReportedClause, levelName: string): string {
  if (notApplicable !== null && levels.length > 0) return `not applicable: ${notApplicable}`;
  if (levels.length === 0) return 'not used in this edition';
  return `not required for ${levelName} (required for ${levels.join(', ')})`;
}
