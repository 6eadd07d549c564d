import { shownRatio } from './figures.ts';
import { type MeasureId, type Result, TARGETS, type TargetName, verdictOf } from './targets.ts';

const MARKS = { met: '✔ met', 'within gate': '~ within gate', missed: '✖ missed', 'not measured': '– not measured' };

const HEADER = ['', 'measure', 'ours', 'peer', 'figure', 'target', 'gate', 'runs', 'verdict'];

/** The results as a table for a terminal, which is Markdown as well, with the reasons for what is missing below. */
export function resultTable(results: readonly Result[], notes: ReadonlyMap<MeasureId, readonly string[]>): string {
  const order = Object.keys(TARGETS) as TargetName[];
  const sorted = [...results].sort((a, b) => order.indexOf(a.target) - order.indexOf(b.target));
  const rows = [HEADER, ...sorted.map(row)];
  const widths = HEADER.map((_, column) => Math.max(...rows.map((cells) => (cells[column] ?? '').length)));
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  const ruler = `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`;
  const [header = HEADER, ...body] = rows;
  const missing = sorted.flatMap((result) =>
    'notMeasured' in result
      ? [`- ${TARGETS[result.target].measure} ${TARGETS[result.target].what}: not measured: ${result.notMeasured}.`]
      : [],
  );
  const remarks = [...notes].flatMap(([measure, list]) => list.map((text) => `- ${measure}: ${text}`));
  return [[line(header), ruler, ...body.map(line)].join('\n'), missing.join('\n'), remarks.join('\n')]
    .filter((part) => part !== '')
    .join('\n\n');
}

function row(result: Result): string[] {
  const { measure, what, unit, target, gate } = TARGETS[result.target];
  const limits = [`≤ ${target} ${unit}`, `${gate} ${unit}`];
  const verdict = MARKS[verdictOf(result)];
  if ('notMeasured' in result) return [measure, what, '', '', '', ...limits, '', verdict];
  const figure = unit === '×' ? `${shownRatio(result.value)} ×` : `${shownRatio(result.value)} ${unit}`;
  return [measure, what, result.ours, result.peer, figure, ...limits, String(result.samples), verdict];
}
