import { compareIds, compareText } from '../../model/compare.ts';
import { type Steps, sortedInSteps } from '../../model/steps.ts';
import type { Findings } from '../../rules/findings.ts';
import type { Snapshot } from '../../trace/snapshot.ts';
import { findingIndex } from '../lifecycle/findingIndex.ts';
import { type RawStep, stepsFromFile, stepsFromUnit, stepsToTags } from './codeSteps.ts';
import { stepsFromItem, stepToSource } from './itemSteps.ts';
import type { TraceBranch } from './linkSense.ts';
import { missingLink } from './missingLinks.ts';
import { type TraceContext, type TraceNode, type TraceSubject, traceNode } from './traceNode.ts';

/** One step of a trace: from a node to a direct neighbour. */
export interface TraceStep {
  /** `up` to a reason for the node, `down` to what follows from it: what realises it, proves it, or happened to it. */
  readonly direction: 'up' | 'down';
  readonly branch: TraceBranch;
  /** The link as it reads from the node, for example `derives` or `verified by`; several are separated by commas. */
  readonly link: string;
  readonly node: TraceNode;
}

/** What steps are walked in. Costs nothing that grows with the project but the number of its rules that found something. */
export function traceContext(snapshot: Snapshot, findings: Findings): TraceContext {
  return { snapshot, findings: findingIndex(snapshot, findings) };
}

/**
 * The direct neighbours of a node, each once in each direction: why it is there, what realises and proves it, its risks and
 * changes; IDs that nobody defines and links that a rule misses are nodes as well. In an order of its own that rests on IDs
 * alone: up before down, branch by branch, what is missing at the end of its branch. Takes time in proportion to the answer
 * and to the tags of the file of a unit. A trace may run in circles: whoever walks on has to remember where it has been.
 * In steps: a node may have tens of thousands of neighbours.
 */
export function* traceSteps(context: TraceContext, node: TraceNode): Steps<readonly TraceStep[]> {
  const found = new Map<string, { readonly step: TraceStep; readonly links: Set<string> }>();
  for (const { direction, branch, link, to } of rawSteps(context, node)) {
    const next = traceNode(context, to);
    const key = `${direction} ${next.id}`;
    const known = found.get(key);
    if (known) known.links.add(link);
    else found.set(key, { step: { direction, branch, link, node: next }, links: new Set([link]) });
    yield;
  }
  const steps = [...found.values()].map(({ step, links }) =>
    links.size > 1 ? { ...step, link: [...links].join(', ') } : step,
  );
  return yield* sortedInSteps(steps, compareSteps);
}

function* rawSteps(context: TraceContext, { id, subject }: TraceNode): Generator<RawStep> {
  const { snapshot, findings } = context;
  switch (subject.kind) {
    case 'item':
      yield* stepsFromItem(snapshot, subject.item);
      yield* missingSteps(id, findings.ofItem(subject.item));
      break;
    case 'unit':
      yield* stepsFromUnit(snapshot, subject.unit);
      yield* missingSteps(id, findings.ofUnit(subject.unit));
      break;
    case 'file':
      yield* stepsFromFile(snapshot, subject.file);
      break;
    case 'broken':
      for (const link of snapshot.mentions.get(subject.key) ?? []) yield stepToSource(snapshot, link);
      yield* stepsToTags(snapshot, subject.key);
      break;
    case 'missing':
      break;
  }
}

function* missingSteps(at: string, findings: ReturnType<TraceContext['findings']['ofItem']>): Generator<RawStep> {
  const times = new Map<string, number>();
  for (const finding of findings) {
    const missing = missingLink(finding);
    if (!missing) continue;
    const time = (times.get(finding.code) ?? 0) + 1;
    times.set(finding.code, time);
    const to: TraceSubject = { kind: 'missing', finding, at: time === 1 ? at : `${at} ${time}` };
    yield { ...missing, link: 'missing', to };
  }
}

const BRANCHES: readonly TraceBranch[] = ['trace', 'risk', 'test', 'change'];
const KINDS: readonly TraceSubject['kind'][] = ['item', 'unit', 'file', 'broken', 'missing'];

function compareSteps(a: TraceStep, b: TraceStep): number {
  return (
    Number(a.direction === 'down') - Number(b.direction === 'down') ||
    BRANCHES.indexOf(a.branch) - BRANCHES.indexOf(b.branch) ||
    KINDS.indexOf(a.node.subject.kind) - KINDS.indexOf(b.node.subject.kind) ||
    compareIds(a.node.name, b.node.name) ||
    compareText(a.node.id, b.node.id)
  );
}
