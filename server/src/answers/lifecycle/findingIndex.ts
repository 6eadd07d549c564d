import type { Finding } from '../../model/finding.ts';
import { append } from '../../model/groups.ts';
import type { Clause, Profile } from '../../model/profile.ts';
import type { SafetyLevel } from '../../model/safetyLevel.ts';
import type { Findings } from '../../rules/findings.ts';
import type { CodeUnit, Item } from '../../trace/snapshot.ts';

/** The open findings by what they are about. */
export interface FindingIndex {
  readonly all: readonly Finding[];
  /** Findings of the rules that check a clause, each below every clause that it serves. */
  readonly ofClause: (clause: Clause) => readonly Finding[];
  /** Findings that no clause of the profile asks for: on our own files, for example. */
  readonly withoutClause: readonly Finding[];
  readonly ofItem: (item: Item) => readonly Finding[];
  readonly ofUnit: (unit: CodeUnit) => readonly Finding[];
}

/**
 * Sorts findings below the clauses whose rules they come from. Clauses that the product's class requires come before
 * others: only where none of them has the rule, the finding stands below one that is not required. A rule that no clause
 * names is placed by the clauses that it rests on.
 */
export function findingIndex(profile: Profile, level: SafetyLevel, { open }: Findings): FindingIndex {
  const clauses = new Map<string, readonly Clause[]>();
  const byClause = new Map<Clause, Finding[]>();
  const withoutClause: Finding[] = [];
  const byItem = new Map<string, Finding[]>();
  const byPlace = new Map<string, Finding[]>();
  for (const finding of open) {
    const known = clauses.get(finding.code) ?? clausesFor(profile, level, finding);
    clauses.set(finding.code, known);
    if (known.length === 0) withoutClause.push(finding);
    for (const clause of known) append(byClause, clause, finding);
    if (finding.item !== undefined) append(byItem, itemName(finding.file, finding.item), finding);
    append(byPlace, placeName(finding.file, finding.span.start), finding);
  }
  return {
    all: open,
    ofClause: (clause) => byClause.get(clause) ?? [],
    withoutClause,
    ofItem: (item) => byItem.get(itemName(item.file, item.id)) ?? [],
    ofUnit: (unit) => byPlace.get(placeName(unit.file, unit.fact.nameSpan.start)) ?? [],
  };
}

function clausesFor(profile: Profile, level: SafetyLevel, finding: Finding): readonly Clause[] {
  const named = profile.clauses.filter((clause) => clause.rules.includes(finding.code));
  const found = named.length > 0 ? named : restingOn(profile, finding.clause);
  const required = found.filter((clause) => clause.levels.includes(level));
  return required.length > 0 ? required : found;
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

function itemName(file: string, id: string): string {
  return `${file}\n${id}`;
}

function placeName(file: string, start: number): string {
  return `${file}\n${start}`;
}
