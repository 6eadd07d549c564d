import type { Steps } from '../../model/steps.ts';
import type { Findings } from '../../rules/findings.ts';
import type { Snapshot } from '../../trace/snapshot.ts';
import { classPanelOf } from '../classes/classPanel.ts';
import type { Evidence, PanelRow } from '../classes/panelRow.ts';
import { findingCount, worstOf } from '../lifecycle/row.ts';
import {
  depthIn,
  type Graph,
  type GraphEdge,
  type GraphNode,
  type GraphQuestion,
  MOST_NODES,
  moreEdge,
  moreNode,
  roomFor,
} from './graph.ts';

interface Reached {
  readonly row: PanelRow;
  readonly id: string;
  readonly parent: string | undefined;
  readonly distance: number;
}

/**
 * The software items of a project with their effective classes: systems, the items that they consist of, and their units, as deep as the
 * question goes, breadth first and at most {@link MOST_NODES}. What is left out is counted. Links say whether a part is
 * segregated from the rest (5.3.5). Undefined for a project without software items.
 * In steps.
 */
export function* softwareItemGraph(
  snapshot: Snapshot,
  findings: Findings,
  name: string,
  question: GraphQuestion,
): Steps<Graph | undefined> {
  const { systems, product } = yield* classPanelOf(snapshot, findings);
  if (systems.length === 0) return undefined;
  const reached = new Map<string, Reached>();
  let full = false;
  const add = (rows: readonly PanelRow[], parent: Reached | undefined): void => {
    for (const row of rows) {
      if (reached.size >= MOST_NODES) {
        full = true;
        return;
      }
      const id = parent === undefined ? row.id : `${parent.id}/${row.id}`;
      reached.set(id, { row, id, parent: parent?.id, distance: parent === undefined ? 0 : parent.distance + 1 });
    }
  };
  add(systems, undefined);
  for (const from of reached.values()) {
    add(from.row.children.slice(0, roomFor(question, from.id, from.distance < depthIn(question.depth))), from);
  }

  const nodes: GraphNode[] = [];
  const more: GraphNode[] = [];
  const edges: GraphEdge[] = [];
  const level = snapshot.config.profile.labels.level;
  for (const { row, id, parent } of reached.values()) {
    if (parent !== undefined) edges.push(partOf(row, id, parent));
    const left = row.children.filter((child) => !reached.has(`${id}/${child.id}`)).length;
    const counted = left > 0 && left < row.children.length;
    if (counted) {
      more.push(moreNode(id, row.id, 'down', left));
      edges.push(moreEdge(id, 'down'));
    }
    nodes.push(nodeOf(row, id, level, counted ? 0 : left));
  }
  return { title: product === '' ? name : product, nodes: [...nodes, ...more], edges, full };
}

const WHAT: Readonly<Record<PanelRow['kind'], string>> = {
  system: 'software system',
  item: 'software item',
  unit: 'software unit',
  soup: 'SOUP',
};

function nodeOf(row: PanelRow, id: string, level: string, hidden: number): GraphNode {
  const { effective, declared, required, contradictions, place } = row;
  const severity = worstOf(contradictions);
  const notes = [
    `${level} ${effective}`,
    declared === undefined || declared === effective ? '' : `declared ${declared}`,
    required === undefined || required === effective ? '' : `required ${required}`,
    row.legacy ? 'legacy' : '',
    findingCount(contradictions.length),
  ];
  return {
    id,
    kind: row.kind === 'unit' ? 'unit' : 'item',
    name: row.id,
    title: row.title,
    what: WHAT[row.kind],
    notes: notes.filter((note) => note !== ''),
    level: effective,
    branch: 'trace',
    hidden,
    ...(severity === undefined ? {} : { severity }),
    ...(place === undefined ? {} : { place }),
  };
}

const SEGREGATION: Readonly<Record<Evidence, string>> = {
  present: ', segregated',
  missing: ', segregation missing',
  notNeeded: '',
};

function partOf({ segregation }: PanelRow, lower: string, upper: string): GraphEdge {
  const state = segregation === 'missing' ? 'missing' : 'linked';
  const apart = SEGREGATION[segregation];
  return { upper, lower, up: `part of${apart}`, down: `consists of${apart}`, state };
}
