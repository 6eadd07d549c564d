import type { Span } from '../../model/span.ts';
import type { Steps } from '../../model/steps.ts';
import type { Item } from '../../trace/item.ts';
import { testedFor, testsOf } from '../tests.ts';
import type { TraceContext, TraceNode } from './traceNode.ts';
import { type TraceStep, traceSteps } from './traceSteps.ts';

/** Why a node is there, one step up: requirements, risks, and what it is part of, those that nobody defines included. */
export function* reasonsOf(context: TraceContext, node: TraceNode): Steps<readonly TraceStep[]> {
  return (yield* stepsOf(context, node, 'up')).filter(isRealisation);
}

/** What realises a node, one step down: further items, the controls of a risk, code. */
export function* realisersOf(context: TraceContext, node: TraceNode): Steps<readonly TraceStep[]> {
  return (yield* stepsOf(context, node, 'down')).filter(isRealisation);
}

/**
 * What speaks for a node, one step towards the evidence: tests, reviews and results, and then the items whose tests speak
 * for it as well. A requirement that is tested by way of others is not shown as one that nothing verifies.
 */
export function* evidenceFor(context: TraceContext, node: TraceNode): Steps<readonly TraceStep[]> {
  const { snapshot } = context;
  const further = node.subject.kind === 'item' ? testedFor(snapshot, node.subject.item) : new Set<Item>();
  const steps = yield* stepsOf(context, node, 'down');
  const evidence = steps.filter(({ branch }) => branch === 'test');
  for (const step of steps) {
    const { subject } = step.node;
    if (step.branch === 'test' || subject.kind !== 'item' || !further.has(subject.item)) continue;
    yield;
    if (testsOf(snapshot, subject.item, 1).length > 0) evidence.push(step);
  }
  return evidence;
}

/** What rests on a node, one step away from the evidence: what a test verifies, and what stands above that. */
export function* restingOn(context: TraceContext, node: TraceNode): Steps<readonly TraceStep[]> {
  return (yield* stepsOf(context, node, 'up')).filter((step) => step.branch === 'test' || isRealisation(step));
}

/** Where the text of a node names another one, in the node's own file; empty where it does not. */
export function namingSpans({ subject, place }: TraceNode, target: TraceNode): readonly Span[] {
  const key = keyOf(target);
  if (key === undefined) return [];
  switch (subject.kind) {
    case 'item':
      return subject.item.links.filter(({ fact }) => fact.toKey === key).map(({ fact }) => fact.span);
    case 'unit':
      return subject.unit.tags
        .filter(({ file, fact }) => file === place?.file && fact.targetKey === key)
        .map(({ fact }) => fact.span);
    default:
      return [];
  }
}

function* stepsOf(
  context: TraceContext,
  node: TraceNode,
  direction: TraceStep['direction'],
): Steps<readonly TraceStep[]> {
  // What is missing stands nowhere, so that nobody can go there.
  return (yield* traceSteps(context, node)).filter(
    (step) => step.direction === direction && step.node.subject.kind !== 'missing',
  );
}

function isRealisation({ branch }: TraceStep): boolean {
  return branch === 'trace' || branch === 'risk';
}

function keyOf({ subject }: TraceNode): string | undefined {
  if (subject.kind === 'item') return subject.item.key;
  return subject.kind === 'broken' ? subject.key : undefined;
}
