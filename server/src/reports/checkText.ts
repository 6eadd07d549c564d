import type { ProfileLabels } from '../model/profile.ts';
import type { OftSummary } from '../trace/oft/oftItem.ts';
import type { CheckReportInSteps, ReportedFinding } from './checkReport.ts';
import { classLines } from './classReport.ts';
import { clauseLines } from './clauseReport.ts';
import type { ExemptByReason } from './exemptUnits.ts';

/** How text output may look. */
export interface TextStyle {
  /** True on a terminal: severities and file names are coloured. */
  readonly colour: boolean;
  /** What the edition in force calls a level. */
  readonly labels: ProfileLabels;
}

const CODES = { error: '31', warning: '33', information: '36', dim: '2', bold: '1', good: '32' } as const;

/** Paints a text, or leaves it as it is. */
type Paint = (text: string, code: keyof typeof CODES) => string;

/**
 * Renders a report for people, in pieces: findings grouped by file, what else is asked for, then a summary. Ends with a line
 * break. The units that are `exempt` come counted, since the report's list of all units is long.
 */
export function* checkText(report: CheckReportInSteps, exempt: ExemptByReason, style: TextStyle): Generator<string> {
  const paint: Paint = (text, code) => (style.colour ? `\u001b[${CODES[code]}m${text}\u001b[0m` : text);
  for (const [file, findings] of report.findingsByFile)
    yield* section(paint(file, 'bold'), findingLines(findings, paint));
  yield* section(paint('Suppressed', 'bold'), suppressedLines(report.suppressed, paint));
  yield* section(paint('Not read', 'bold'), skippedLines(report.skipped, paint));
  yield* section(paint('No trace expected', 'bold'), exemptLines(exempt, paint));
  for (const [heading = '', ...lines] of [
    report.classes ? classLines(report.classes, style.labels) : [],
    report.clauses ? clauseLines(report.clauses, style.labels.level) : [],
  ]) {
    yield* section(paint(heading, 'bold'), lines);
  }
  for (const line of summaryLines(report, paint)) yield `${line}\n`;
}

/** Lines with a heading above and an empty line below them; nothing where there are none. */
function* section(heading: string, lines: Iterable<string>): Generator<string> {
  let empty = true;
  for (const line of lines) {
    if (empty) yield `${heading}\n`;
    empty = false;
    yield `${line}\n`;
  }
  if (!empty) yield '\n';
}

/** The findings of a file, with their places below each other. */
function* findingLines(findings: Iterable<ReportedFinding>, paint: Paint): Generator<string> {
  let width = 0;
  for (const finding of findings) width = Math.max(width, placeOf(finding).length);
  for (const finding of findings) yield findingLine(finding, width, paint);
}

function findingLine(finding: ReportedFinding, width: number, paint: Paint): string {
  const { code, message, clause } = finding;
  const severity = paint(finding.severity.padEnd('information'.length), colourOf(finding.severity));
  return `  ${placeOf(finding).padEnd(width)}  ${severity}  ${code}  ${message}  ${paint(`[${clause}]`, 'dim')}`;
}

function* suppressedLines(suppressed: CheckReportInSteps['suppressed'], paint: Paint): Generator<string> {
  for (const finding of suppressed) {
    yield `  ${finding.file}:${placeOf(finding)}  ${finding.code}  ${paint(`reason: ${finding.reason}`, 'dim')}`;
  }
}

function* skippedLines(skipped: CheckReportInSteps['skipped'], paint: Paint): Generator<string> {
  for (const { file, reason } of skipped) yield `  ${file}  ${paint(reason, 'dim')}`;
}

/** Code of which no trace is expected, by the reason. */
function* exemptLines(exempt: ExemptByReason, paint: Paint): Generator<string> {
  for (const [reason, { units, files }] of exempt) {
    yield `  ${count(units, 'code unit')} in ${count(files, 'file')}  ${paint(`reason: ${reason}`, 'dim')}`;
  }
}

function summaryLines({ summary, nothingRead, profile, draft }: CheckReportInSteps, paint: Paint): readonly string[] {
  const verdict = [
    count(summary.errors, 'error'),
    count(summary.warnings, 'warning'),
    `${summary.information} information`,
    ...(summary.suppressed > 0 ? [`${summary.suppressed} suppressed`] : []),
  ];
  const read = [
    count(summary.files, 'file'),
    count(summary.items, 'item'),
    count(summary.links, 'link'),
    count(summary.units, 'code unit'),
    count(summary.tags, 'tag'),
    ...(summary.skipped > 0 ? [`${count(summary.skipped, 'file')} not read`] : []),
  ];
  const { oft } = summary.dialects;
  return [
    ...(nothingRead === undefined ? [] : [paint(nothingRead, 'warning')]),
    paint(verdict.join(', '), summary.errors > 0 ? 'error' : summary.warnings > 0 ? 'warning' : 'good'),
    `${read.join(', ')} · profile ${profile}${draft === undefined ? '' : ` (${draft})`}`,
    ...(oft ? [oftLine(oft)] : []),
  ];
}

function oftLine({ items, specificationItems, tags, links, defects }: OftSummary): string {
  return (
    `OpenFastTrace: ${count(items, 'item')} (${specificationItems} in specifications, ${count(tags, 'tag')}), ` +
    `${count(links, 'good link')}, ${count(defects, 'defect')}`
  );
}

function placeOf(finding: ReportedFinding): string {
  return `${finding.line}:${finding.column}`;
}

function colourOf(severity: string): 'error' | 'warning' | 'information' {
  return severity === 'error' || severity === 'warning' ? severity : 'information';
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
