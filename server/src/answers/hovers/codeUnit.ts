import type { CodeUnit } from '../../trace/snapshot.ts';
import { becauseText } from '../classes/classReasons.ts';
import { dotted, type HoverContext, labelled, listed, titled } from './hoverContext.ts';
import { controlsBehind, protectionLine } from './riskWords.ts';

/**
 * A function, method or class where it is declared: its class and software item, what it traces to and what it protects.
 * Nothing outside of governed projects, and nothing about code without a class (tests, tools).
 */
export function codeUnitLines(context: HoverContext, unit: CodeUnit): readonly (string | undefined)[] {
  const { snapshot, style } = context;
  if (!snapshot.governed || unit.test || unit.level === undefined) return [];
  const owner = unit.record ?? unit.softwareItems[0];
  const controls = new Set(unit.traces.flatMap(controlsBehind));
  return [
    dotted([
      style.code(unit.fact.qualifiedName),
      style.text(
        (owner && becauseText(snapshot, snapshot.classes, owner.id)) ||
          `${snapshot.config.profile.labels.level} ${unit.level}`,
      ),
      owner ? titled(context, owner) : 'no software item on record',
    ]),
    unit.traces.length === 0
      ? unit.excluded === undefined
        ? 'No trace to a requirement or design on record.'
        : `No trace expected: ${style.text(unit.excluded)}`
      : labelled(
          context,
          'Implements',
          listed(
            unit.traces.map((item) => titled(context, item)),
            ' · ',
          ),
        ),
    protectionLine(context, [...controls]),
  ];
}
