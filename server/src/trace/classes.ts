import { allOf } from '../model/steps.ts';
import { allRecords, type ClassInput } from './classes/classInput.ts';
import { Classification } from './classes/classification.ts';
import type { Demand } from './classes/demands.ts';
import type { ClassAnalysis, ClassStep } from './classes/nodeClass.ts';

/**
 * Works out the safety class of every software system, item, unit and SOUP (IEC 62304:2006+AMD1:2015, 4.3 and 7.2.2 b).
 * Parts inherit from what they are part of, parents are raised to their parts, and nobody is below what the risk analysis
 * demands. A declaration that is undocumented or contradicts another one never lowers a class. The result does not depend
 * on the order of the input; nothing in the input makes it throw.
 */
export function classify(input: ClassInput): ClassAnalysis {
  return allOf(new Classification(input).update(allRecords(input))).analysis;
}

/**
 * All steps from a node to what its effective class rests on, for example inherited from the system, which is raised by
 * another item, which a hazardous situation requires. Empty for an ID without class.
 */
export function classPath(analysis: ClassAnalysis, id: string): readonly ClassStep[] {
  const steps: ClassStep[] = [];
  let step = analysis.nodes.get(id)?.effectiveStep;
  while (step) {
    steps.push(step);
    if (step.kind === 'inherited') step = analysis.nodes.get(step.from)?.effectiveStep;
    else if (step.kind === 'raised') step = analysis.nodes.get(step.by)?.ownStep;
    else step = undefined;
  }
  return steps;
}

/**
 * The demand of the risk analysis that best explains a node's effective class: one on the node or its parts that asks for
 * that very class, or else the one at the end of {@link classPath}. Undefined when the class rests on words alone.
 */
export function classGround(analysis: ClassAnalysis, id: string): Demand | undefined {
  const node = analysis.nodes.get(id);
  if (node?.strongest && node.strongest.level === node.effective) return node.strongest;
  const last = classPath(analysis, id).at(-1);
  return last?.kind === 'declared' || last?.kind === 'required' ? last.demand : undefined;
}
