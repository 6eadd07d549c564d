import { compareText } from '../model/compare.ts';
import type { Finding } from '../model/finding.ts';
import type { SafetyLevel } from '../model/safetyLevel.ts';
import type { FilePath } from '../model/span.ts';
import type { Findings } from '../rules/findings.ts';
import { ruleInfo } from '../rules/registry.ts';
import { openGateFindings } from '../rules/releaseGate.ts';
import { type Item, statusOf } from '../trace/item.ts';
import { levelOfItem } from '../trace/itemLevel.ts';
import type { OftSummary } from '../trace/oft/oftItem.ts';
import { lineColumnIn } from '../trace/place.ts';
import type { CodeUnit, Snapshot, Tag } from '../trace/snapshot.ts';
import { type ClassReport, classReport } from './classReport.ts';
import { type ClauseReport, clauseReport } from './clauseReport.ts';
import { type ExemptByReason, exemptUnits } from './exemptUnits.ts';

/** The JSON of `lifetrace check --format json`; its schema is `schemas/check.schema.json`. Lines and columns from 1. */
export interface CheckReport {
  readonly tool: { readonly name: string; readonly version: string };
  /** ID of the standard's profile in force. */
  readonly profile: string;
  /** Set where the profile is a draft of the standard: what a person has to know before relying on it. */
  readonly draft?: string;
  /** Set where neither specification nor code was read: why, as a sentence. */
  readonly nothingRead?: string;
  readonly summary: CheckSummary;
  readonly items: readonly ReportedItem[];
  readonly units: readonly ReportedUnit[];
  readonly tags: readonly ReportedTag[];
  readonly findings: readonly ReportedFinding[];
  readonly suppressed: readonly ReportedSuppression[];
  readonly skipped: readonly { readonly file: FilePath; readonly reason: string }[];
  /** With `--clauses`. */
  readonly clauses?: ClauseReport;
  /** With `--classes`. */
  readonly classes?: ClassReport;
}

/** Lists that may have a million entries. */
type LongList = 'items' | 'units' | 'tags' | 'findings' | 'suppressed';

/** A {@link CheckReport} whose long lists are made entry by entry, each time that somebody goes through them. */
export type CheckReportInSteps = Omit<CheckReport, LongList> & {
  readonly [List in LongList]: Iterable<CheckReport[List][number]>;
} & {
  /** What {@link CheckReport.findings} holds, file by file. */
  readonly findingsByFile: Iterable<readonly [FilePath, Iterable<ReportedFinding>]>;
};

/** What a report tells beside findings. */
export interface ReportParts {
  readonly clauses: boolean;
  readonly classes: boolean;
  /** Where neither specification nor code was read: why. */
  readonly nothingRead?: string | undefined;
}

/** Counts over the whole report. */
export interface CheckSummary {
  readonly files: number;
  readonly skipped: number;
  readonly items: number;
  readonly links: number;
  readonly units: number;
  /** Units of which no trace is expected. */
  readonly excludedUnits: number;
  readonly tags: number;
  readonly errors: number;
  readonly warnings: number;
  readonly information: number;
  readonly suppressed: number;
  /** Open findings that keep a release from going out, whatever their severity. */
  readonly gate: number;
  /** Counts of foreign notations, counted as their own tool counts; a notation that does not occur is left out. */
  readonly dialects: { readonly oft?: OftSummary };
}

/** One definition of an item. */
export interface ReportedItem {
  readonly id: string;
  readonly type: string;
  readonly title: string;
  readonly status: string;
  /** Effective safety class, or null where none applies. */
  readonly class: string | null;
  readonly file: FilePath;
  readonly line: number;
  readonly links: readonly {
    readonly kind: string;
    readonly to: string;
    readonly file: FilePath;
    readonly line: number;
  }[];
}

/** One function, method or class. */
export interface ReportedUnit {
  readonly name: string;
  readonly kind: string;
  readonly language: string;
  readonly file: FilePath;
  readonly line: number;
  readonly endLine: number;
  readonly class: string | null;
  /** Why no trace is expected of it, or null. */
  readonly excluded: string | null;
  readonly traces: readonly string[];
}

/** One reference in code. */
export interface ReportedTag {
  readonly file: FilePath;
  readonly line: number;
  readonly column: number;
  readonly dialect: string;
  readonly kind: string;
  readonly to: string;
  readonly status: string;
}

/** One finding. */
export interface ReportedFinding {
  readonly code: string;
  readonly name: string;
  readonly severity: string;
  readonly message: string;
  readonly file: FilePath;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly item: string | null;
  readonly clause: string;
  /** Whether its rule counts for the release gate. */
  readonly gate: boolean;
}

/** A finding that the workspace suppresses, with the reason given. */
export interface ReportedSuppression extends ReportedFinding {
  readonly reason: string;
}

/**
 * Builds the report of a check: everything in a total order, so that equal trees give equal bytes. Who has counted the
 * `exempt` units already gives them.
 */
export function checkReport(
  snapshot: Snapshot,
  findings: Findings,
  version: string,
  parts: ReportParts = { clauses: false, classes: false },
  exempt = exemptUnits(snapshot),
): CheckReportInSteps {
  const reader = new PlaceReader(snapshot);
  const { counts } = findings;
  const oft = snapshot.oft.summary;
  return {
    tool: { name: 'lifetrace', version },
    profile: snapshot.config.profile.id,
    ...(snapshot.config.profile.draft === undefined ? {} : { draft: snapshot.config.profile.draft }),
    ...(parts.nothingRead === undefined ? {} : { nothingRead: parts.nothingRead }),
    summary: {
      files: snapshot.files.size,
      skipped: snapshot.skipped.length,
      ...countsOf(snapshot, exempt),
      errors: counts.error,
      warnings: counts.warning,
      information: counts.information,
      suppressed: findings.suppressedCount,
      gate: openGateFindings(findings),
      dialects: oft.items > 0 ? { oft } : {},
    },
    items: mapped(snapshot.each.item, (item) => reportItem(item, levelOfItem(snapshot, item), reader)),
    units: mapped(snapshot.each.unit, (unit) => reportUnit(snapshot, unit, reader)),
    tags: mapped(snapshot.each.tag, (tag) => reportTag(snapshot, tag, reader)),
    findings: mapped(
      () => findings.eachOpen(),
      (finding) => reportFinding(finding, reader),
    ),
    findingsByFile: mapped(
      () => findings.inOrder(),
      ([file, { open }]) => [
        file,
        mapped(
          () => open,
          (finding) => reportFinding(finding, reader),
        ),
      ],
    ),
    suppressed: mapped(
      () => findings.eachSuppressed(),
      ({ finding, reason }) => ({ ...reportFinding(finding, reader), reason }),
    ),
    skipped: snapshot.skipped.map(({ path, reason }) => ({ file: path, reason })),
    ...(parts.clauses ? { clauses: clauseReport(snapshot, findings) } : {}),
    ...(parts.classes ? { classes: classReport(snapshot) } : {}),
  };
}

/** Values made from others, each when somebody goes on to it. */
function mapped<From, To>(values: () => Iterable<From>, make: (value: From) => To): Iterable<To> {
  return {
    *[Symbol.iterator]() {
      for (const value of values()) yield make(value);
    },
  };
}

function countsOf(
  snapshot: Snapshot,
  exempt: ExemptByReason,
): Pick<CheckSummary, 'items' | 'links' | 'units' | 'excludedUnits' | 'tags'> {
  const { items, links, units, tags } = snapshot.counts;
  const excludedUnits = [...exempt.values()].reduce((sum, each) => sum + each.units, 0);
  return { items, links, units, excludedUnits, tags };
}

function reportUnit(snapshot: Snapshot, unit: CodeUnit, reader: PlaceReader): ReportedUnit {
  const { fact, file } = unit;
  return {
    name: fact.qualifiedName,
    kind: fact.kind,
    language: snapshot.files.get(file)?.language ?? 'text',
    file,
    line: reader.line(file, fact.span.start),
    endLine: reader.line(file, Math.max(fact.span.start, fact.span.end - 1)),
    class: unit.level ?? null,
    excluded: unit.excluded ?? null,
    traces: unit.traces.map((item) => item.id).sort(compareText),
  };
}

function reportTag(snapshot: Snapshot, { file, fact, status }: Tag, reader: PlaceReader): ReportedTag {
  return {
    file,
    ...reader.start(file, fact.span.start),
    dialect: fact.dialect,
    kind: fact.keyword,
    to: fact.target,
    status: fact.dialect === 'oft' ? snapshot.oft.statusOfTag(fact) : status,
  };
}

function reportItem(item: Item, level: SafetyLevel | undefined, reader: PlaceReader): ReportedItem {
  return {
    id: item.id,
    type: item.type,
    title: item.title,
    status: statusOf(item),
    class: item.fact.dialect === 'lifetrace' ? (level ?? null) : null,
    file: item.file,
    line: reader.line(item.file, item.fact.idSpan.start),
    links: item.links.map((link) => ({
      kind: link.kind,
      to: link.fact.to,
      file: item.file,
      line: reader.line(item.file, link.fact.span.start),
    })),
  };
}

function reportFinding(finding: Finding, reader: PlaceReader): ReportedFinding {
  const end = reader.start(finding.file, finding.span.end);
  return {
    code: finding.code,
    name: finding.name,
    severity: finding.severity,
    message: finding.message,
    file: finding.file,
    ...reader.start(finding.file, finding.span.start),
    endLine: end.line,
    endColumn: end.column,
    item: finding.item ?? null,
    clause: finding.clause,
    gate: ruleInfo(finding.code)?.gate ?? false,
  };
}

/** Translates offsets to lines and columns from 1. */
class PlaceReader {
  readonly #snapshot: Snapshot;

  constructor(snapshot: Snapshot) {
    this.#snapshot = snapshot;
  }

  start(file: FilePath, offset: number): { line: number; column: number } {
    const { line, column } = lineColumnIn(this.#snapshot, file, offset);
    return { line: line + 1, column: column + 1 };
  }

  line(file: FilePath, offset: number): number {
    return this.start(file, offset).line;
  }
}
