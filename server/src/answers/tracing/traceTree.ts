import { labelOfType } from '../../config/project.ts';
import { compareText } from '../../model/compare.ts';
import { allOf, type Steps } from '../../model/steps.ts';
import type { Findings } from '../../rules/findings.ts';
import type { Snapshot } from '../../trace/snapshot.ts';
import { escaped, oneLine } from '../markdown.ts';
import type { TraceBranch } from './linkSense.ts';
import { kindOf, TraceFilter, type TraceView, WHOLE_TRACE } from './traceFilter.ts';
import { type TraceContext, type TraceNode, traceNodeWithId } from './traceNode.ts';
import { lineOf, rowOf, type TraceRow } from './traceRow.ts';
import { type TraceStep, traceContext, traceSteps } from './traceSteps.ts';

/** How many nodes of a type a trace holds. */
export interface TracedType {
  /** Type of items, or `unit` for code. */
  readonly type: string;
  readonly label: string;
  readonly count: number;
}

/** Headings below the node at the top, in order: why it is there, and the parts of what follows from it. */
const GROUPS = ['up', 'trace', 'risk', 'test', 'change'] as const;

type Group = (typeof GROUPS)[number] & (TraceBranch | 'up');

const HEADINGS: Readonly<Record<Group, string>> = {
  up: 'Why',
  trace: 'Realized by',
  risk: 'Risks',
  test: 'Tests',
  change: 'Problems and changes',
};

/** More steps than this from one node are put into ranges, so that a tree of thousands stays a tree. */
const MANY_STEPS = 400;

const RANGE = 200;

/** Lines of a trace as text; nobody pastes more. */
const MOST_LINES = 5000;

/** So deep is no trace but one that was made up. */
const MOST_DEPTH = 100;

/**
 * The whole trace of one node as a tree: below its headings each node has those of its neighbours that lie in the same
 * direction, so that the reasons of a reason and the parts of a part are seen. A node that stands above itself already
 * is not unfolded again. Rows are made when somebody asks for them.
 */
export class TraceTree {
  readonly #context: TraceContext;
  readonly #root: TraceNode;
  readonly #filter: TraceFilter;
  readonly #steps = new Map<string, readonly TraceStep[]>();

  constructor(context: TraceContext, root: TraceNode, view: TraceView) {
    this.#context = context;
    this.#root = root;
    this.#filter = new TraceFilter(root, (node) => this.#steppedFrom(node), view);
  }

  /**
   * The rows below a row, or the row at the top without one. An ID that is gone by now, or none of ours, has no rows below.
   * In steps: below one node there may be tens of thousands.
   */
  *rows(parent?: string): Steps<readonly TraceRow[]> {
    if (parent === undefined) return [this.#rootRow()];
    const path = pathOf(parent);
    if (path === undefined || path[0] !== this.#root.id) return [];
    if (!this.#filter.idle) yield* this.#filter.look();
    yield* this.#steppedFrom(this.#root);
    if (path.length === 1) return this.#groupRows();
    const steps = yield* this.#stepsBelow(path);
    const range = rangeStart(path.at(-1));
    if (range !== undefined) return yield* this.#stepRows(path, steps.slice(range, range + RANGE));
    return steps.length > MANY_STEPS ? rangeRows(path, steps) : yield* this.#stepRows(path, steps);
  }

  /** Types of items in the trace with how many there are of each, and `unit` for code; in the order of their labels. In steps. */
  *types(): Steps<readonly TracedType[]> {
    yield* this.#filter.look();
    const counts = new Map<string, number>();
    for (const node of this.#filter.nodes()) {
      const kind = kindOf(node);
      if (kind !== undefined) counts.set(kind, (counts.get(kind) ?? 0) + 1);
    }
    const { config } = this.#context.snapshot;
    return [...counts]
      .map(([type, count]) => ({ type, label: type === 'unit' ? 'code' : labelOfType(config, type), count }))
      .sort((a, b) => compareText(a.label, b.label));
  }

  /**
   * The trace as indented lines of plain text, as far as it passes the filter. What was written out once in a direction is
   * not written out again.
   * In steps.
   */
  *text(): Steps<string> {
    if (!this.#filter.idle) yield* this.#filter.look();
    yield* this.#steppedFrom(this.#root);
    const lines = [lineOf(this.#context, this.#root)];
    const written = { up: new Set([this.#root.id]), down: new Set([this.#root.id]) };
    for (const group of this.#groups()) {
      lines.push(`  ${this.#heading(group)}`);
      yield* this.#write(lines, this.#stepsOfGroup(group), 2, written[directionOf(group)]);
    }
    return [...lines, ...(lines.length >= MOST_LINES ? ['… and more'] : []), ''].join('\n');
  }

  *#write(lines: string[], steps: readonly TraceStep[], depth: number, written: Set<string>): Steps<void> {
    for (const { direction, link, node } of steps) {
      if (lines.length >= MOST_LINES) return;
      yield* this.#steppedFrom(node);
      const below = this.#keptFrom(node).filter((step) => step.direction === direction);
      const again = written.has(node.id);
      const goesOn = again ? ' (see above)' : depth >= MOST_DEPTH ? ' (and further)' : '';
      const end = below.length === 0 ? '' : goesOn;
      lines.push(`${'  '.repeat(depth)}${link}: ${lineOf(this.#context, node)}${end}`);
      if (end !== '') continue;
      written.add(node.id);
      yield* this.#write(lines, below, depth + 1, written);
    }
  }

  #rootRow(): TraceRow {
    const row = rowOf(this.#context, this.#root, undefined, false);
    return { ...row, id: idOf([this.#root.id]), hasChildren: true, open: true };
  }

  #groups(): readonly Group[] {
    const steps = this.#keptFrom(this.#root);
    return GROUPS.filter((group) => steps.some((step) => groupOf(step) === group));
  }

  /** Nothing realises what nobody defines. */
  #heading(group: Group): string {
    return group === 'trace' && this.#root.subject.kind === 'broken' ? 'Named by' : HEADINGS[group];
  }

  #groupRows(): readonly TraceRow[] {
    const groups = this.#groups();
    const { idle } = this.#filter;
    const notes: string[] = [];
    if (groups.length === 0) notes.push(idle ? 'No link on record' : 'Nothing in this trace passes the filter');
    if (!idle && !this.#filter.complete) notes.push('The trace goes on beyond what the filter looks at');
    return [
      ...groups.map((group): TraceRow => {
        const steps = this.#stepsOfGroup(group);
        const row = headingRow([this.#root.id, group], this.#heading(group), String(steps.length));
        return { ...row, type: group, open: true };
      }),
      ...notes.map(
        (note): TraceRow => ({ ...headingRow([this.#root.id, note], note, ''), kind: 'note', hasChildren: false }),
      ),
    ];
  }

  *#stepRows(path: readonly string[], steps: readonly TraceStep[]): Steps<readonly TraceRow[]> {
    const rows: TraceRow[] = [];
    for (const step of steps) {
      yield;
      const above = path.includes(step.node.id);
      const below = [...path, step.node.id];
      const row = rowOf(this.#context, step.node, step, above);
      const hasChildren = !above && (yield* this.#stepsBelow(below)).length > 0;
      rows.push({ ...row, id: idOf(below), hasChildren, open: false });
    }
    return rows;
  }

  /** The steps that are shown below the row of a node or heading, with those of all its ranges. */
  *#stepsBelow(path: readonly string[]): Steps<readonly TraceStep[]> {
    const group = GROUPS.find((each) => each === path[1]);
    const last = path.findLast((segment) => rangeStart(segment) === undefined);
    if (group === undefined || last === undefined) return [];
    if (last === group) return this.#stepsOfGroup(group);
    const node = traceNodeWithId(this.#context, last);
    if (!node) return [];
    yield* this.#steppedFrom(node);
    return this.#keptFrom(node).filter(({ direction }) => direction === directionOf(group));
  }

  #stepsOfGroup(group: Group): readonly TraceStep[] {
    return this.#keptFrom(this.#root).filter((step) => groupOf(step) === group);
  }

  #keptFrom(node: TraceNode): readonly TraceStep[] {
    const steps = this.#stepsFrom(node);
    return this.#filter.idle ? steps : steps.filter((step) => this.#filter.keeps(step));
  }

  #stepsFrom(node: TraceNode): readonly TraceStep[] {
    return this.#steps.get(node.id) ?? allOf(this.#steppedFrom(node));
  }

  *#steppedFrom(node: TraceNode): Steps<readonly TraceStep[]> {
    const known = this.#steps.get(node.id) ?? (yield* traceSteps(this.#context, node));
    this.#steps.set(node.id, known);
    return known;
  }
}

function groupOf({ direction, branch }: TraceStep): Group {
  return direction === 'up' ? 'up' : branch;
}

function directionOf(group: Group): TraceStep['direction'] {
  return group === 'up' ? 'up' : 'down';
}

/** The ID of a row: the IDs of the nodes from the top down to it. */
function idOf(path: readonly string[]): string {
  return JSON.stringify(path);
}

/** Reads {@link idOf} back; undefined for what never was one. */
function pathOf(id: string): readonly string[] | undefined {
  try {
    const path: unknown = JSON.parse(id);
    return Array.isArray(path) && path.every((segment) => typeof segment === 'string') ? path : undefined;
  } catch {
    return undefined;
  }
}

const RANGE_SEGMENT = /^range (\d{1,9})$/;

/** Where the range starts that a part of a path stands for; undefined for a node or heading. */
function rangeStart(segment: string | undefined): number | undefined {
  const start = RANGE_SEGMENT.exec(segment ?? '')?.[1];
  return start === undefined ? undefined : Number(start);
}

function rangeRows(path: readonly string[], steps: readonly TraceStep[]): readonly TraceRow[] {
  const starts = Array.from({ length: Math.ceil(steps.length / RANGE) }, (_, index) => index * RANGE);
  return starts.map((start) => {
    const range = steps.slice(start, start + RANGE);
    const label = oneLine(`${range[0]?.node.name} … ${range.at(-1)?.node.name}`);
    return headingRow([...path, `range ${start}`], label, String(range.length));
  });
}

function headingRow(path: readonly string[], label: string, description: string): TraceRow {
  return {
    id: idOf(path),
    kind: 'group',
    label,
    description,
    tooltip: escaped(label),
    accessibleLabel: description === '' ? label : `${label}, ${description}`,
    state: 'plain',
    hasChildren: true,
    open: false,
  };
}

/** Trees as they are looked at, as long as the findings are in use. */
const trees = new WeakMap<Findings, { readonly snapshot: Snapshot; readonly byView: Map<string, TraceTree> }>();

/** Somebody who follows the cursor asks for one trace after the other. */
const MOST_TREES = 20;

/**
 * The trace of the node with an ID as somebody looks at it, or undefined where the node is gone; the same tree as long as
 * the snapshot is in use and few others were asked for.
 */
export function traceTree(
  snapshot: Snapshot,
  findings: Findings,
  node: string,
  view: TraceView = WHOLE_TRACE,
): TraceTree | undefined {
  let known = trees.get(findings);
  if (known?.snapshot !== snapshot) {
    known = { snapshot, byView: new Map() };
    trees.set(findings, known);
  }
  const { byView } = known;
  const key = JSON.stringify([node, view]);
  const tree = byView.get(key) ?? newTree(snapshot, findings, node, view);
  if (!tree) return undefined;
  if (byView.size >= MOST_TREES && !byView.has(key)) byView.clear();
  byView.set(key, tree);
  return tree;
}

function newTree(snapshot: Snapshot, findings: Findings, id: string, view: TraceView): TraceTree | undefined {
  const context = traceContext(snapshot, findings);
  const root = traceNodeWithId(context, id);
  return root && new TraceTree(context, root, view);
}
