import type { Severity } from '../../model/finding.ts';
import type { FilePath, Span } from '../../model/span.ts';
import { countsIn, type Findings, NO_FINDING } from '../../rules/findings.ts';
import type { Snapshot } from '../../trace/snapshot.ts';
import { type UnitState, UnitTraces } from './unitTrace.ts';

/** What is said of a file as a whole, beside its name. */
export interface FileSummary {
  /** True for code of the product. */
  readonly code: boolean;
  /**
   * The highest safety class of its units and records; undefined where no class applies, or the project has no software
   * system on record.
   */
  readonly level: string | undefined;
  /** True where all of it has that class. */
  readonly uniform: boolean;
  /** Open findings. */
  readonly findings: Readonly<Record<Severity, number>>;
  /** Units that lack a trace. */
  readonly untraced: number;
}

/** A unit of code that is marked beside its name. */
export interface UnitMark {
  readonly name: Span;
  readonly state: Exclude<UnitState, 'plain'>;
}

/** What is said of a file; undefined for one that the project does not read. */
export function fileSummary(snapshot: Snapshot, findings: Findings, file: FilePath): FileSummary | undefined {
  const facts = snapshot.files.get(file);
  if (facts === undefined) return undefined;
  const inFile = findings.byFile.get(file);
  const ranks = snapshot.governed ? ranksIn(snapshot, file) : new Set<number>();
  return {
    code: facts.role === 'source',
    level: snapshot.config.profile.levels[Math.max(...ranks, -1)],
    uniform: ranks.size < 2,
    findings: inFile ? countsIn(inFile) : NO_FINDING,
    untraced: new UnitTraces(snapshot, findings).untracedCount(file),
  };
}

/** The units of a file that are marked, in order of offset: those that trace, and those that should. */
export function unitMarks(snapshot: Snapshot, findings: Findings, file: FilePath): readonly UnitMark[] {
  const traces = new UnitTraces(snapshot, findings);
  return (snapshot.unitsByFile.get(file) ?? []).flatMap((unit) => {
    const state = traces.stateOf(unit);
    return state === 'plain' ? [] : [{ name: unit.fact.nameSpan, state }];
  });
}

/** The ranks of the classes that occur in a file, among the levels of the edition in force. */
function ranksIn(snapshot: Snapshot, file: FilePath): ReadonlySet<number> {
  const { levels } = snapshot.config.profile;
  const ranks = new Set<number>();
  const add = (level: string | undefined): void => {
    if (level !== undefined) ranks.add(levels.indexOf(level));
  };
  for (const { level } of snapshot.unitsByFile.get(file) ?? []) add(level);
  for (const { key } of snapshot.files.get(file)?.items ?? []) {
    const known = snapshot.classByKey.get(key)?.effective;
    if (known === undefined) ranks.add(snapshot.levelRanks.get(key) ?? -1);
    else add(known);
  }
  // Code without functions, for example a header, still belongs to a software item.
  if (ranks.size === 0 && snapshot.files.get(file)?.role === 'source') {
    for (const { key } of snapshot.softwareItems.get(file)?.slice(0, 1) ?? [])
      add(snapshot.classByKey.get(key)?.effective);
  }
  ranks.delete(-1);
  return ranks;
}
