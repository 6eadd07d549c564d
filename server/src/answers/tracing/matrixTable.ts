import type { Finding } from '../../model/finding.ts';
import { append } from '../../model/groups.ts';
import type { Steps } from '../../model/steps.ts';
import { type Item, isRetired } from '../../trace/item.ts';
import type { RawStep } from './codeSteps.ts';
import { stepsFromItem } from './itemSteps.ts';
import { compareKinds, itemsOfType, kindOfStep } from './matrixKinds.ts';
import { missingLink } from './missingLinks.ts';
import { nodeNameOf, type TraceContext, type TraceNode, type TraceSubject, traceNode } from './traceNode.ts';

/** `sound`: a link that counts; `suspect`: one that is not legal, or leads to what is retired; `broken`: to an ID that nobody defines. */
export type MarkState = 'sound' | 'suspect' | 'broken';

/** What a row is linked to, once however many links there are. */
export interface MatrixEntry {
  /** ID of the node, see `TraceNode.id`. */
  readonly node: string;
  readonly subject: TraceSubject;
  readonly name: string;
  readonly state: MarkState;
  /** The links as they read from the row, and why those that are suspect are. */
  readonly words: readonly string[];
}

/** One item with everything that it is directly linked to. */
export interface MatrixRow {
  readonly item: Item;
  readonly node: TraceNode;
  /** By kind of column, in the order of the links. */
  readonly cells: ReadonlyMap<string, readonly MatrixEntry[]>;
  /** IDs that nobody defines, and whose type nobody can tell. */
  readonly unplaced: readonly MatrixEntry[];
  /** What rules miss at the item. */
  readonly missing: readonly Finding[];
  /** True when something is missing, broken or suspect. */
  readonly gap: boolean;
  /** False for retired items, which need no trace. */
  readonly counts: boolean;
}

/** All items of a type with their links, whatever columns are shown. */
export interface MatrixTable {
  readonly type: string;
  readonly rows: readonly MatrixRow[];
  /** Kinds of columns in which any row has an entry, in reading order. */
  readonly linked: readonly string[];
  /** Those of {@link linked} to which a link leads that is no problem, change or release. */
  readonly traced: ReadonlySet<string>;
}

/** Walks all links of the items of a type, a link a step. Takes time in proportion to the rows and their links. */
export function* matrixTable(context: TraceContext, type: string): Steps<MatrixTable> {
  const linked = new Set<string>();
  const traced = new Set<string>();
  const rows: MatrixRow[] = [];
  for (const item of itemsOfType(context.snapshot, type)) {
    rows.push(yield* rowOf(context, item, linked, traced));
    yield;
  }
  return { type, rows, linked: [...linked].sort(compareKinds), traced };
}

/** An entry while links are added to it. */
interface OpenEntry extends MatrixEntry {
  state: MarkState;
  readonly words: string[];
}

function* rowOf(context: TraceContext, item: Item, linked: Set<string>, traced: Set<string>): Steps<MatrixRow> {
  const { snapshot } = context;
  const entries = new Map<string, OpenEntry>();
  const cells = new Map<string, MatrixEntry[]>();
  const unplaced: MatrixEntry[] = [];
  for (const step of stepsFromItem(snapshot, item)) {
    yield;
    const { id: node, name } = nodeNameOf(step.to);
    const kind = kindOfStep(snapshot, step);
    // Code that implements an item and tests it as well is an entry of both columns.
    const key = `${kind ?? ''} ${node}`;
    const known = entries.get(key);
    if (known) {
      const words = wordsOf(step);
      if (!known.words.includes(words)) known.words.push(words);
      if (stateOf(step) === 'sound') known.state = 'sound';
    } else {
      const entry: OpenEntry = { node, subject: step.to, name, state: stateOf(step), words: [wordsOf(step)] };
      entries.set(key, entry);
      if (kind === undefined) unplaced.push(entry);
      else {
        append(cells, kind, entry);
        linked.add(kind);
        if (step.branch !== 'change') traced.add(kind);
      }
    }
  }
  const missing = context.findings.ofItem(item).filter((finding) => missingLink(finding) !== undefined);
  const gap = missing.length > 0 || [...entries.values()].some(({ state }) => state !== 'sound');
  return {
    item,
    node: traceNode(context, { kind: 'item', item }),
    cells,
    unplaced,
    missing,
    gap,
    counts: !isRetired(item),
  };
}

function stateOf({ to, doubt }: RawStep): MarkState {
  if (to.kind === 'broken') return 'broken';
  return doubt === undefined ? 'sound' : 'suspect';
}

function wordsOf({ link, doubt }: RawStep): string {
  return doubt === undefined ? link : `${link} (${doubt})`;
}
