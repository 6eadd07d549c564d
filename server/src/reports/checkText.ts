import { groupBy } from '../model/groups.ts';
import type { ProfileLabels } from '../model/profile.ts';
import type { OftSummary } from '../trace/oft/oftItem.ts';
import type { CheckReport, ReportedFinding } from './checkReport.ts';
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
 * Renders a report for people: findings grouped by file, what else is asked for, then a summary. Ends with a line break. The
 * units that are `exempt` come counted, since the report's list of all units is long, and made when it is asked for.
 */
export function checkText(report: CheckReport, exempt: ExemptByReason, style: TextStyle): string {
  const paint: Paint = (text, code) => (style.colour ? `\u001b[${CODES[code]}m${text}\u001b[0m` : text);
  const sections = [
    ...findingSections(report.findings, paint),
    ['Suppressed', ...report.suppressed.map((each) => suppressedLine(each, paint))],
    ['Not read', ...report.skipped.map(({ file, reason }) => `  ${file}  ${paint(reason, 'dim')}`)],
    ['No trace expected', ...exemptLines(exempt, paint)],
    report.classes ? classLines(report.classes, style.labels) : [],
    report.clauses ? clauseLines(report.clauses, style.labels.level) : [],
  ];
  const lines = sections.flatMap(([heading = '', ...rest]) =>
    rest.length === 0 ? [] : [paint(heading, 'bold'), ...rest, ''],
  );
  return [...lines, ...summaryLines(report, paint), ''].join('\n');
}

/** For each file its path and its findings, with their places below each other. */
function findingSections(findings: readonly ReportedFinding[], paint: Paint): readonly (readonly string[])[] {
  return [...groupBy(findings, ({ file }) => file)].map(([file, inFile]) => {
    const width = inFile.reduce((widest, finding) => Math.max(widest, placeOf(finding).length), 0);
    return [file, ...inFile.map((finding) => findingLine(finding, width, paint))];
  });
}

function findingLine(finding: ReportedFinding, width: number, paint: Paint): string {
  const { code, message, clause } = finding;
  const severity = paint(finding.severity.padEnd('information'.length), colourOf(finding.severity));
  return `  ${placeOf(finding).padEnd(width)}  ${severity}  ${code}  ${message}  ${paint(`[${clause}]`, 'dim')}`;
}

function suppressedLine(finding: CheckReport['suppressed'][number], paint: Paint): string {
  return `  ${finding.file}:${placeOf(finding)}  ${finding.code}  ${paint(`reason: ${finding.reason}`, 'dim')}`;
}

/** Code of which no trace is expected, by the reason. */
function exemptLines(exempt: ExemptByReason, paint: Paint): readonly string[] {
  return [...exempt].map(
    ([reason, { units, files }]) =>
      `  ${count(units, 'code unit')} in ${count(files, 'file')}  ${paint(`reason: ${reason}`, 'dim')}`,
  );
}

function summaryLines({ summary, nothingRead, profile, draft }: CheckReport, paint: Paint): readonly string[] {
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
