import type { SafetyLevel } from '../../model/safetyLevel.ts';
import type { ClassInput, ClassNode } from './classInput.ts';

/** Something that is not on record and taken for granted, to see what would follow. */
export type ClassAssumption =
  | {
      /** The record of a node declares that class, or none. */
      readonly kind: 'class';
      readonly node: string;
      readonly level: SafetyLevel | undefined;
      /** The record gives a rationale with a segregation as well, so that a lower class can hold. */
      readonly documented: boolean;
    }
  | {
      /** A risk control does not exist. */
      readonly kind: 'withoutControl';
      readonly control: string;
    };

/** The input as it would be if the assumptions held; of several on the same thing the last one counts. */
export function assuming(input: ClassInput, assumptions: readonly ClassAssumption[]): ClassInput {
  const classes = new Map<string, Extract<ClassAssumption, { kind: 'class' }>>();
  const dropped = new Set<string>();
  for (const assumption of assumptions) {
    if (assumption.kind === 'class') classes.set(assumption.node, assumption);
    else dropped.add(assumption.control);
  }
  const nodes = input.nodes.map((node): ClassNode => {
    const assumed = classes.get(node.id);
    if (!assumed) return node;
    const documented = assumed.documented ? { hasRationale: true, hasSegregation: true } : {};
    return { ...node, ...documented, declared: assumed.level };
  });
  return { ...input, nodes, controls: input.controls.filter(({ id }) => !dropped.has(id)) };
}
