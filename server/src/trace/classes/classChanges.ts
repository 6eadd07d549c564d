import type { SafetyLevel } from '../../model/safetyLevel.ts';
import type { ClassAnalysis } from './nodeClass.ts';

/** A node whose effective class is another one in a second analysis. */
export interface ClassChange {
  readonly node: string;
  readonly before: SafetyLevel;
  readonly after: SafetyLevel;
}

/** What differs between two analyses of the same nodes, in order of ID. Nodes that only one of them knows do not count. */
export function classChanges(before: ClassAnalysis, after: ClassAnalysis): readonly ClassChange[] {
  return [...after.nodes.values()].flatMap(({ id, effective }) => {
    const known = before.nodes.get(id)?.effective;
    return known === undefined || known === effective ? [] : [{ node: id, before: known, after: effective }];
  });
}
