import type { Finding } from '../../model/finding.ts';
import { append } from '../../model/groups.ts';
import type { Clause } from '../../model/profile.ts';
import { clausesOf } from '../../rules/clauseStates.ts';
import type { FileFindings, Findings } from '../../rules/findings.ts';
import type { CodeUnit, Item, Snapshot } from '../../trace/snapshot.ts';

/** The open findings by what they are about. Lists are made when somebody asks for them. */
export interface FindingIndex {
  readonly all: Findings;
  /** Findings of the rules that check a clause, each below every clause that it serves. */
  readonly ofClause: (clause: Clause) => readonly Finding[];
  /** Findings that no clause of the profile asks for: on our own files, for example. */
  readonly withoutClause: () => readonly Finding[];
  /** How many of them there are. */
  readonly countWithoutClause: number;
  readonly ofItem: (item: Item) => readonly Finding[];
  readonly ofUnit: (unit: CodeUnit) => readonly Finding[];
  /** Findings in a file. */
  readonly ofFile: (file: string) => readonly Finding[];
}

/** The findings of one file by item and by place. */
interface FileIndex {
  readonly byItem: ReadonlyMap<string, readonly Finding[]>;
  readonly byStart: ReadonlyMap<number, readonly Finding[]>;
}

/** Kept as long as the findings of a file are the same. */
const indexes = new WeakMap<FileFindings, FileIndex>();

/** Sorts findings below clauses, records and code. */
export function findingIndex({ config: { profile }, productLevel }: Snapshot, findings: Findings): FindingIndex {
  const places = ({ code, clause }: Pick<Finding, 'code' | 'clause'>): readonly Clause[] =>
    clausesOf(profile, productLevel, code, clause);
  const nowhere = (finding: Pick<Finding, 'code' | 'clause'>): boolean => places(finding).length === 0;
  let count = 0;
  for (const { severities, ...tally } of findings.tally) {
    if (nowhere(tally)) count += severities.error + severities.warning + severities.information;
  }
  return {
    all: findings,
    ofClause: (clause) => findings.select((finding) => places(finding).includes(clause)),
    withoutClause: () => findings.select(nowhere),
    countWithoutClause: count,
    ofItem: (item) => indexOf(findings, item.file)?.byItem.get(item.id) ?? NONE,
    ofUnit: (unit) => indexOf(findings, unit.file)?.byStart.get(unit.fact.nameSpan.start) ?? NONE,
    ofFile: (file) => findings.byFile.get(file)?.open ?? NONE,
  };
}

const NONE: readonly Finding[] = [];

function indexOf({ byFile }: Findings, path: string): FileIndex | undefined {
  const file = byFile.get(path);
  if (!file) return undefined;
  const known = indexes.get(file) ?? indexed(file);
  indexes.set(file, known);
  return known;
}

function indexed({ open }: FileFindings): FileIndex {
  const byItem = new Map<string, Finding[]>();
  const byStart = new Map<number, Finding[]>();
  for (const finding of open) {
    if (finding.item !== undefined) append(byItem, finding.item, finding);
    append(byStart, finding.span.start, finding);
  }
  return { byItem, byStart };
}
