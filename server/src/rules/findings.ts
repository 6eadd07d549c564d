import { compareText } from '../model/compare.ts';
import type { Finding, Severity } from '../model/finding.ts';
import type { ListOf } from '../model/listOf.ts';
import { PatchedMap } from '../model/patchedMap.ts';
import type { FilePath } from '../model/span.ts';
import type { FindingList } from './findingList.ts';
import type { SuppressedFinding } from './suppressedFindings.ts';

/** What the rules say about one file. Both lists are in the order of {@link compareFindings}. */
export interface FileFindings {
  readonly open: FindingList;
  /** What somebody accepted with a reason: listed, but not counted. */
  readonly suppressed: ListOf<SuppressedFinding>;
}

/** How many open findings of a rule rest on the same clauses. */
export interface FindingTally {
  readonly code: string;
  readonly clause: string;
  readonly severities: Readonly<Record<Severity, number>>;
}

/** From the most severe on. */
export const SEVERITIES = ['error', 'warning', 'information'] as const;

/** All that the rules say about a snapshot. Immutable; the findings of a file are the same object until they change. */
export class Findings {
  readonly byFile: PatchedMap<FilePath, FileFindings>;
  #tally: Tally | undefined;
  #counts: Readonly<Record<Severity, number>> | undefined;

  /** `byFile` holds files with findings only. */
  constructor(byFile: PatchedMap<FilePath, FileFindings> = PatchedMap.of(new Map())) {
    this.byFile = byFile;
  }

  /** The same but for some files; undefined for one that has no findings by now. What was counted is not counted again. */
  with(changes: ReadonlyMap<FilePath, FileFindings | undefined>): Findings {
    const tally = this.#tally && new Map(this.#tally);
    for (const [path, after] of changes) {
      const before = this.byFile.get(path);
      if (tally && before) add(tally, tallyOf(before), -1);
      if (tally && after) add(tally, tallyOf(after), 1);
    }
    const result = new Findings(this.byFile.with(changes));
    result.#tally = tally;
    return result;
  }

  /** What is open, in the order of {@link compareFindings}. */
  get open(): readonly Finding[] {
    return [...this.eachOpen()];
  }

  /** What is accepted, in the order of {@link compareFindings}. */
  get suppressed(): readonly SuppressedFinding[] {
    return [...this.eachSuppressed()];
  }

  /** The findings of {@link open}, one after the other: there may be a million. */
  *eachOpen(): Generator<Finding> {
    for (const [, { open }] of this.inOrder()) yield* open;
  }

  /** The findings of {@link suppressed}, one after the other. */
  *eachSuppressed(): Generator<SuppressedFinding> {
    for (const [, { suppressed }] of this.inOrder()) yield* suppressed;
  }

  get suppressedCount(): number {
    let count = 0;
    for (const { suppressed } of this.byFile.values()) count += suppressed.length;
    return count;
  }

  /** Open findings counted by rule and clause, in no order. */
  get tally(): readonly FindingTally[] {
    if (!this.#tally) {
      const tally: Tally = new Map();
      for (const file of this.byFile.values()) add(tally, tallyOf(file), 1);
      this.#tally = tally;
    }
    return [...this.#tally.values()];
  }

  /** How many open findings a rule has. */
  countOf(code: string): number {
    let sum = 0;
    for (const each of this.tally) if (each.code === code) sum += total(each.severities);
    return sum;
  }

  /** Files with an open finding whose rule and clause pass a test, in order of path. */
  filesWith(
    passes: (tally: Pick<Finding, 'code' | 'clause'>) => boolean,
  ): readonly (readonly [FilePath, FileFindings])[] {
    const files = [...this.byFile].filter(([, file]) => tallyOf(file).some(passes));
    return files.sort(([a], [b]) => compareText(a, b));
  }

  /**
   * Open findings whose rule and clause pass a test, in the order of {@link compareFindings}. They are looked for each time
   * that somebody goes through them.
   */
  select(passes: (tally: Pick<Finding, 'code' | 'clause'>) => boolean): Iterable<Finding> {
    return { [Symbol.iterator]: () => this.#selected(passes) };
  }

  *#selected(passes: (tally: Pick<Finding, 'code' | 'clause'>) => boolean): Generator<Finding> {
    for (const [, { open }] of this.filesWith(passes)) for (const finding of open) if (passes(finding)) yield finding;
  }

  /** Open findings by severity. */
  get counts(): Readonly<Record<Severity, number>> {
    if (!this.#counts) {
      const counts = { error: 0, warning: 0, information: 0 };
      for (const { severities } of this.tally)
        for (const severity of SEVERITIES) counts[severity] += severities[severity];
      this.#counts = counts;
    }
    return this.#counts;
  }

  /** The files whose findings are others than they were before. */
  changedSince(before: Findings): Iterable<FilePath> {
    return this.byFile.changedSince(before.byFile);
  }

  /** The files with their findings, in order of path. */
  inOrder(): readonly (readonly [FilePath, FileFindings])[] {
    return [...this.byFile].sort(([a], [b]) => compareText(a, b));
  }
}

/** What was counted of the findings of a file, which stay the same object while they are the same. */
const tallies = new WeakMap<FileFindings, readonly FindingTally[]>();

function tallyOf(file: FileFindings): readonly FindingTally[] {
  const known = tallies.get(file) ?? counted(file.open);
  tallies.set(file, known);
  return known;
}

/** Open findings of a file by severity. */
export function countsIn(file: FileFindings): Readonly<Record<Severity, number>> {
  const counts = { ...NO_FINDING };
  for (const { severities } of tallyOf(file)) {
    for (const severity of SEVERITIES) counts[severity] += severities[severity];
  }
  return counts;
}

function counted(open: FindingList): readonly FindingTally[] {
  const tally: Tally = new Map();
  for (const { code, clause, severity } of open) {
    add(tally, [{ code, clause, severities: { ...NO_FINDING, [severity]: 1 } }], 1);
  }
  return [...tally.values()];
}

/** Counts by rule and clause; none of them is nothing. */
type Tally = Map<string, FindingTally>;

/** The counts where there is nothing to count. */
export const NO_FINDING: Readonly<Record<Severity, number>> = { error: 0, warning: 0, information: 0 };

function add(tally: Tally, tallied: readonly FindingTally[], sign: 1 | -1): void {
  for (const { code, clause, severities } of tallied) {
    const key = `${code}\n${clause}`;
    const before = tally.get(key)?.severities ?? NO_FINDING;
    const after = {
      error: before.error + sign * severities.error,
      warning: before.warning + sign * severities.warning,
      information: before.information + sign * severities.information,
    };
    if (total(after) > 0) tally.set(key, { code, clause, severities: after });
    else tally.delete(key);
  }
}

function total({ error, warning, information }: Readonly<Record<Severity, number>>): number {
  return error + warning + information;
}

/** The total order of findings: file, offset, code, and for the rest whatever else tells two apart. */
export function compareFindings(a: Finding, b: Finding): number {
  return (
    compareText(a.file, b.file) ||
    a.span.start - b.span.start ||
    compareText(a.code, b.code) ||
    a.span.end - b.span.end ||
    compareText(a.message, b.message)
  );
}

/** True when two findings say the same about the same place. */
export function sameFinding(a: Finding, b: Finding): boolean {
  return (
    a === b ||
    (compareFindings(a, b) === 0 &&
      a.severity === b.severity &&
      a.item === b.item &&
      a.others?.join() === b.others?.join() &&
      a.related.length === b.related.length &&
      a.related.every((place, index) => {
        const other = b.related[index];
        return (
          place.file === other?.file &&
          place.message === other.message &&
          place.span.start === other.span.start &&
          place.span.end === other.span.end
        );
      }))
  );
}

/** A finding as it stands after its place has moved. Related places are not moved with it. */
export function movedBy(finding: Finding, shift: number): Finding {
  if (shift === 0) return finding;
  const { start, end } = finding.span;
  return { ...finding, span: { start: start + shift, end: end + shift } };
}
