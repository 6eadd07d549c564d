import { groupBy } from '../model/groups.ts';
import type { ProfileLabels } from '../model/profile.ts';
import type { CheckReport, ReportedFinding } from './checkReport.ts';
import { classLines } from './classReport.ts';
import { clauseLines } from './clauseReport.ts';

/** How text output may look. */
export interface TextStyle {
  /** True on a terminal: severities and file names are coloured. */
  readonly colour: boolean;
  /** What the edition in force calls a level. */
  readonly labels: ProfileLabels;
}

const CODES = { error: '31', warning: '33', information: '36', dim: '2', bold: '1', good: '32' } as const;

/** Renders a report for people: findings grouped by file, then a summary. Ends with a line break. */
export function checkText(report: CheckReport, style: TextStyle): string {
  const paint = (text: string, code: keyof typeof CODES): string =>
    style.colour ? `\u001b[${CODES[code]}m${text}\u001b[0m` : text;
  const lines: string[] = [];
  for (const [file, findings] of groupBy(report.findings, ({ file }) => file)) {
    lines.push(paint(file, 'bold'));
    const width = findings.reduce((widest, finding) => Math.max(widest, placeOf(finding).length), 0);
    for (const finding of findings) {
      const severity = paint(finding.severity.padEnd('information'.length), colourOf(finding.severity));
      lines.push(
        `  ${placeOf(finding).padEnd(width)}  ${severity}  ${finding.code}  ${finding.message}  ${paint(`[${finding.clause}]`, 'dim')}`,
      );
    }
    lines.push('');
  }
  if (report.suppressed.length > 0) {
    lines.push(paint('Suppressed', 'bold'));
    for (const finding of report.suppressed) {
      lines.push(
        `  ${finding.file}:${placeOf(finding)}  ${finding.code}  ${paint(`reason: ${finding.reason}`, 'dim')}`,
      );
    }
    lines.push('');
  }
  if (report.skipped.length > 0) {
    lines.push(paint('Not read', 'bold'));
    for (const { file, reason } of report.skipped) lines.push(`  ${file}  ${paint(reason, 'dim')}`);
    lines.push('');
  }
  const units = report.summary.excludedUnits > 0 ? report.units : [];
  const exempt = groupBy(units, ({ excluded }) => excluded ?? undefined);
  if (exempt.size > 0) {
    lines.push(paint('No trace expected', 'bold'));
    for (const [reason, units] of exempt) {
      const files = new Set(units.map(({ file }) => file)).size;
      lines.push(
        `  ${count(units.length, 'code unit')} in ${count(files, 'file')}  ${paint(`reason: ${reason}`, 'dim')}`,
      );
    }
    lines.push('');
  }
  for (const section of [
    report.classes && classLines(report.classes, style.labels),
    report.clauses && clauseLines(report.clauses, style.labels.level),
  ]) {
    const [heading, ...rest] = section ?? [];
    if (heading !== undefined) lines.push(paint(heading, 'bold'), ...rest, '');
  }
  const { summary, nothingRead } = report;
  if (nothingRead !== undefined) lines.push(paint(nothingRead, 'warning'));
  const verdict = [
    count(summary.errors, 'error'),
    count(summary.warnings, 'warning'),
    `${summary.information} information`,
    ...(summary.suppressed > 0 ? [`${summary.suppressed} suppressed`] : []),
  ].join(', ');
  const worst = summary.errors > 0 ? 'error' : summary.warnings > 0 ? 'warning' : 'good';
  lines.push(paint(verdict, worst));
  lines.push(
    `${count(summary.files, 'file')}, ${count(summary.items, 'item')}, ${count(summary.links, 'link')}, ` +
      `${count(summary.units, 'code unit')}, ${count(summary.tags, 'tag')}` +
      `${summary.skipped > 0 ? `, ${count(summary.skipped, 'file')} not read` : ''} · profile ${report.profile}${report.draft === undefined ? '' : ` (${report.draft})`}`,
  );
  const { oft } = summary.dialects;
  if (oft) {
    lines.push(
      `OpenFastTrace: ${count(oft.items, 'item')} (${oft.specificationItems} in specifications, ` +
        `${count(oft.tags, 'tag')}), ${count(oft.links, 'good link')}, ${count(oft.defects, 'defect')}`,
    );
  }
  return `${lines.join('\n')}\n`;
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
