import { compareText } from '../model/compare.ts';
import type { Finding, Severity } from '../model/finding.ts';
import type { FilePath } from '../model/span.ts';
import type { SuppressedFinding } from './suppressions.ts';

/** What the rules say about one file. Both lists are in the order of {@link compareFindings}. */
export interface FileFindings {
  readonly open: readonly Finding[];
  /** What somebody accepted with a reason: listed, but not counted. */
  readonly suppressed: readonly SuppressedFinding[];
}

/** All that the rules say about a snapshot. Immutable; the findings of a file are the same object until they change. */
export class Findings {
  readonly byFile: ReadonlyMap<FilePath, FileFindings>;
  #open: readonly Finding[] | undefined;
  #suppressed: readonly SuppressedFinding[] | undefined;
  #counts: Readonly<Record<Severity, number>> | undefined;

  /** `byFile` holds files with findings only. */
  constructor(byFile: ReadonlyMap<FilePath, FileFindings>) {
    this.byFile = byFile;
  }

  /** In the order of {@link compareFindings}. */
  get open(): readonly Finding[] {
    this.#open ??= this.#inOrder().flatMap(({ open }) => open);
    return this.#open;
  }

  /** In the order of {@link compareFindings}. */
  get suppressed(): readonly SuppressedFinding[] {
    this.#suppressed ??= this.#inOrder().flatMap(({ suppressed }) => suppressed);
    return this.#suppressed;
  }

  /** Open findings by severity. */
  get counts(): Readonly<Record<Severity, number>> {
    if (!this.#counts) {
      const counts = { error: 0, warning: 0, information: 0 };
      for (const { open } of this.byFile.values()) for (const { severity } of open) counts[severity]++;
      this.#counts = counts;
    }
    return this.#counts;
  }

  #inOrder(): readonly FileFindings[] {
    return [...this.byFile].sort(([a], [b]) => compareText(a, b)).map(([, findings]) => findings);
  }
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
