import type { SituationRisk } from '../../trace/risk.ts';
import type { HoverContext } from './hoverContext.ts';

/**
 * The risk matrix of the project with the estimates of a situation in their cells: worst severity first, probabilities
 * rising to the right. Undefined when no estimate has a cell.
 */
export function matrixTable({ snapshot, style }: HoverContext, risk: SituationRisk): string | undefined {
  const { severities, probabilities, zones, matrix } = snapshot.config.risk;
  const marks = new Map<string, string[]>();
  for (const [name, { severity, probability, zone }] of [
    ['initial', risk.initial],
    ['external', risk.external],
    ['residual', risk.residual],
  ] as const) {
    if (zone === undefined) continue;
    const cell = `${severity} ${probability}`;
    marks.set(cell, [...(marks.get(cell) ?? []), name]);
  }
  if (marks.size === 0) return undefined;
  const rows = [...severities].reverse().map(({ id }) => [
    style.text(id, 12),
    ...probabilities.map((probability, column) => {
      const zone = zones.find((each) => each.id === matrix.get(id)?.[column]);
      const short = zone?.id ?? '–';
      const marked = marks.get(`${id} ${probability.id}`);
      if (!marked) return style.text(short, 16);
      return style.strong(`${zone?.acceptable === true ? short : short.toUpperCase()} ${marked.join(', ')}`);
    }),
  ]);
  return style.table(['', ...probabilities.map(({ id }) => style.text(id, 12))], rows);
}
