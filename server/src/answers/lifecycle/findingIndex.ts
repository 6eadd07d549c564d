import type { Finding, Severity } from '../../model/finding.ts';
import { append } from '../../model/groups.ts';
import type { Clause } from '../../model/profile.ts';
import { clausesOf } from '../../rules/clauseStates.ts';
import { startingAt } from '../../rules/findingList.ts';
import { countsIn, type FileFindings, type Findings, NO_FINDING, SEVERITIES } from '../../rules/findings.ts';
import type { Item } from '../../trace/item.ts';
import type { CodeUnit, Snapshot } from '../../trace/snapshot.ts';

/** The open findings by what they are about. Lists are made when somebody asks for them. */
export interface FindingIndex {
  readonly all: Findings;
  /** Findings of the rules that check a clause, each below every clause that it serves. */
  readonly ofClause: (clause: Clause) => Iterable<Finding>;
  /** Findings that no clause of the profile asks for: on our own files, for example. */
  readonly withoutClause: () => Iterable<Finding>;
  /** How many of them there are. */
  readonly countsWithoutClause: Readonly<Record<Severity, number>>;
  readonly ofItem: (item: Item) => readonly Finding[];
  readonly ofUnit: (unit: CodeUnit) => readonly Finding[];
  /** How many findings there are in a file, by severity. */
  readonly countsOfFile: (file: string) => Readonly<Record<Severity, number>>;
}

/** Positions of the findings of one file by item, kept as long as they are the same. */
const indexes = new WeakMap<FileFindings, ReadonlyMap<string, readonly number[]>>();

/** Sorts findings below clauses, records and code. */
export function findingIndex({ config: { profile }, productLevel }: Snapshot, findings: Findings): FindingIndex {
  const places = ({ code, clause }: Pick<Finding, 'code' | 'clause'>): readonly Clause[] =>
    clausesOf(profile, productLevel, code, clause);
  const nowhere = (finding: Pick<Finding, 'code' | 'clause'>): boolean => places(finding).length === 0;
  const counts = { ...NO_FINDING };
  for (const { severities, ...tally } of findings.tally) {
    if (nowhere(tally)) for (const severity of SEVERITIES) counts[severity] += severities[severity];
  }
  return {
    all: findings,
    ofClause: (clause) => findings.select((finding) => places(finding).includes(clause)),
    withoutClause: () => findings.select(nowhere),
    countsWithoutClause: counts,
    ofItem: (item) => {
      const file = findings.byFile.get(item.file);
      return file ? (indexOf(file).get(item.id) ?? []).flatMap((index) => file.open.at(index) ?? []) : NONE;
    },
    ofUnit: (unit) => startingAt(findings.byFile.get(unit.file)?.open ?? NONE, unit.fact.nameSpan.start),
    countsOfFile: (path) => {
      const file = findings.byFile.get(path);
      return file ? countsIn(file) : NO_FINDING;
    },
  };
}

const NONE: readonly Finding[] = [];

function indexOf(file: FileFindings): ReadonlyMap<string, readonly number[]> {
  const known = indexes.get(file) ?? indexed(file);
  indexes.set(file, known);
  return known;
}

function indexed({ open }: FileFindings): ReadonlyMap<string, readonly number[]> {
  const byItem = new Map<string, number[]>();
  let index = 0;
  for (const { item } of open) {
    if (item !== undefined) append(byItem, item, index);
    index++;
  }
  return byItem;
}
