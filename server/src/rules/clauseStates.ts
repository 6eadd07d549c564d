import type { Severity } from '../model/finding.ts';
import type { Clause, Profile } from '../model/profile.ts';
import type { SafetyLevel } from '../model/safetyLevel.ts';
import { type ClauseEvidence, clauseEvidence } from '../trace/clauseEvidence.ts';
import type { Snapshot } from '../trace/snapshot.ts';
import type { Findings } from './findings.ts';
import { ruleInfo } from './registry.ts';

/**
 * How far a clause is shown to be met. `evidenced`: something is on record, and what checks the clause has nothing to
 * object to; `partly`: something is on record, and something is missing or cannot be checked; `none`: no record found.
 */
export type EvidenceState = 'evidenced' | 'partly' | 'none' | 'notApplicable';

/** A clause with all that is known about it. */
export interface ClauseState extends ClauseEvidence {
  readonly state: EvidenceState;
  /** Open findings below the clause, by severity. */
  readonly counts: Readonly<Record<Severity, number>>;
  /** Codes of its rules that are not built in yet: nobody can tell what they would find. */
  readonly unchecked: readonly string[];
}

/** How many clauses are in which state. */
export type StateCounts = Readonly<Record<EvidenceState, number>>;

/** The states of all clauses of the profile in force. */
export interface ClauseOverview {
  /** In the order of the standard. */
  readonly states: readonly ClauseState[];
  readonly byRef: ReadonlyMap<string, ClauseState>;
  readonly counts: StateCounts;
  /** Open findings below each chapter by its number; one that stands below several clauses of it counts once. */
  readonly findingsByChapter: ReadonlyMap<string, Readonly<Record<Severity, number>>>;
}

const NOTHING: Readonly<Record<Severity, number>> = { error: 0, warning: 0, information: 0 };

const overviews = new WeakMap<Findings, { readonly snapshot: Snapshot; readonly overview: ClauseOverview }>();

/** The states of all clauses: one computation for the tree, the panel and the command line. */
export function clauseStates(snapshot: Snapshot, findings: Findings): ClauseOverview {
  const known = overviews.get(findings);
  if (known?.snapshot === snapshot) return known.overview;
  const overview = overviewOf(snapshot, findings);
  overviews.set(findings, { snapshot, overview });
  return overview;
}

/** How many of some clauses are in which state. */
export function countStates(states: Iterable<ClauseState>): StateCounts {
  const counts = { evidenced: 0, partly: 0, none: 0, notApplicable: 0 };
  for (const { state } of states) counts[state]++;
  return counts;
}

function overviewOf(snapshot: Snapshot, findings: Findings): ClauseOverview {
  const { profile } = snapshot.config;
  const counts = new Map<Clause, Record<Severity, number>>();
  const findingsByChapter = new Map<string, Record<Severity, number>>();
  for (const { code, clause: written, severities } of findings.tally) {
    const clauses = clausesOf(profile, snapshot.productLevel, code, written);
    for (const clause of clauses) addTo(counts, clause, severities);
    for (const { ref } of profile.groups) {
      if (clauses.some((clause) => isBelow(clause.ref, ref))) addTo(findingsByChapter, ref, severities);
    }
  }
  const states = profile.clauses.map((clause): ClauseState => {
    const evidence = clauseEvidence(snapshot, clause);
    const found = counts.get(clause) ?? NOTHING;
    const unchecked = clause.rules.filter((code) => ruleInfo(code) === undefined);
    return { ...evidence, state: stateOf(evidence, found, unchecked), counts: found, unchecked };
  });
  const byRef = new Map(states.map((state) => [state.clause.ref, state]));
  return { states, byRef, counts: countStates(states), findingsByChapter };
}

function addTo<Key>(
  sums: Map<Key, Record<Severity, number>>,
  key: Key,
  severities: Readonly<Record<Severity, number>>,
): void {
  const sum = sums.get(key) ?? { ...NOTHING };
  sums.set(key, sum);
  for (const severity of ['error', 'warning', 'information'] as const) sum[severity] += severities[severity];
}

function stateOf(
  { applies, entry, pointers, found, clause }: ClauseEvidence,
  { error, warning }: Readonly<Record<Severity, number>>,
  unchecked: readonly string[],
): EvidenceState {
  if (!applies) return 'notApplicable';
  if (!found) return 'none';
  if (error + warning > 0 || pointers.some(({ missing }) => missing !== undefined)) return 'partly';
  // Evidence that a person has named counts by itself; records alone count as far as something checks them.
  if (entry?.says === 'pointers') return 'evidenced';
  return clause.rules.length > 0 && unchecked.length === 0 ? 'evidenced' : 'partly';
}

const placed = new WeakMap<Profile, Map<string, readonly Clause[]>>();

/**
 * The clauses that a finding stands below: those whose rules it comes from; the one that it names, where its rule asks
 * about several; and for a rule that no clause names, those that it rests on. Clauses that the level requires come before
 * others: only where none of them has the rule, the finding stands below one that is not required.
 */
export function clausesOf(profile: Profile, level: SafetyLevel, code: string, written: string): readonly Clause[] {
  const known = placed.get(profile) ?? new Map<string, readonly Clause[]>();
  placed.set(profile, known);
  const key = `${level}\n${code}\n${written}`;
  const before = known.get(key);
  if (before) return before;
  const own = ruleInfo(code)?.clause ?? written;
  const named = written === own ? profile.clauses.filter((clause) => clause.rules.includes(code)) : [];
  const found = named.length > 0 ? named : restingOn(profile, written);
  const required = found.filter((clause) => clause.levels.includes(level));
  const clauses = required.length > 0 ? required : found;
  known.set(key, clauses);
  return clauses;
}

/** The clauses of a list like `5.2.6 b/f, 5.4.4 b; ISO 14971 7.1`: parts of other standards do not count. */
function restingOn(profile: Profile, list: string): readonly Clause[] {
  const refs = list
    .split(/[,;]/)
    .map((part) => part.trim())
    .filter((part) => /^\d/.test(part));
  const found = refs.flatMap((ref) => {
    const exact = profile.clauses.find((clause) => clause.ref === ref);
    const whole = profile.clauses.filter((clause) => ref === clause.ref || ref.startsWith(`${clause.ref} `));
    return exact ? [exact] : whole;
  });
  return [...new Set(found)];
}

/** Clauses of a chapter, in the order of the standard. */
export function statesOfChapter({ states }: ClauseOverview, chapter: string): readonly ClauseState[] {
  return states.filter(({ clause: { ref } }) => isBelow(ref, chapter));
}

/** True for a clause of a chapter. */
function isBelow(ref: string, chapter: string): boolean {
  return ref === chapter || ref.startsWith(`${chapter}.`) || ref.startsWith(`${chapter} `);
}
