import { compareIds } from '../../model/compare.ts';
import type { ClassNode } from './classInput.ts';

/** Stands for "belongs to no known software system". */
export const NO_SYSTEM = '';

/** A node with its place in the tree. All IDs are of nodes in the tree, in order of ID. */
export interface TreeNode {
  readonly node: ClassNode;
  readonly parents: readonly string[];
  /** The parent is not on record: the node was put below the project's only software system. */
  readonly parentAssumed: boolean;
  readonly children: readonly string[];
  /** Stands in a circle of parents, or between two. */
  readonly cyclic: boolean;
  /** Its class is its own to say: a software system, or the top item of a project without one. */
  readonly root: boolean;
  /** Software systems that it belongs to; {@link NO_SYSTEM} where that cannot be told. */
  readonly systems: ReadonlySet<string>;
}

/** The nodes that have a class, connected. */
export interface ClassTree {
  /** Circles first, then parents before their children. */
  readonly order: readonly TreeNode[];
  readonly get: (id: string) => TreeNode | undefined;
  /** Everything above a node; in a circle that includes the node itself. */
  readonly ancestors: (id: string) => ReadonlySet<string>;
}

/** Connects the nodes of the product. Whatever the parents say, the result is the same for every order of `nodes`. */
export function classTree(nodes: readonly ClassNode[]): ClassTree {
  const product = inProduct(nodes);
  const parents = parentsOf(product);
  const children = reversed(parents);
  const fromTop = new Set(sorted(parents, children));
  const fromBottom = new Set(sorted(children, parents));
  const cyclic = new Set([...parents.keys()].filter((id) => !fromTop.has(id) && !fromBottom.has(id)));
  const systems = systemsOf(product, parents, children);
  const hasSystem = [...product.values()].some((node) => node.kind === 'SS');
  const treeNodes = new Map<string, TreeNode>();
  for (const [id, node] of product) {
    const above = parents.get(id) ?? [];
    treeNodes.set(id, {
      node,
      parents: above,
      parentAssumed: above.length > 0 && !node.parents.some((parent) => product.has(parent)),
      children: children.get(id) ?? [],
      cyclic: cyclic.has(id),
      root: above.length === 0 && (node.kind === 'SS' || (node.kind === 'SI' && !hasSystem)),
      systems: systems.get(id) ?? new Set([NO_SYSTEM]),
    });
  }
  const above = new Map<string, ReadonlySet<string>>();
  return {
    order: sorted(parents, children, cyclic).flatMap((id) => treeNodes.get(id) ?? []),
    get: (id) => treeNodes.get(id),
    ancestors: (id) => {
      const known = above.get(id) ?? reachable(parents.get(id) ?? [], parents);
      above.set(id, known);
      return known;
    },
  };
}

type Edges = ReadonlyMap<string, readonly string[]>;

/** Nodes in order of ID without test code and tools, and without what belongs to those only. */
function inProduct(nodes: readonly ClassNode[]): ReadonlyMap<string, ClassNode> {
  const all = new Map<string, ClassNode>();
  for (const node of nodes) if (!all.has(node.id)) all.set(node.id, node);
  const children = reversed(new Map([...all].map(([id, node]) => [id, [...new Set(node.parents)]])));
  const outside = new Set([...all.values()].filter((node) => node.scope !== 'product').map((node) => node.id));
  for (const id of outside) {
    for (const child of children.get(id) ?? []) {
      const known = all.get(child)?.parents.filter((parent) => all.has(parent)) ?? [];
      if (known.every((parent) => outside.has(parent))) outside.add(child);
    }
  }
  return new Map([...all].filter(([id]) => !outside.has(id)).sort(([a], [b]) => compareIds(a, b)));
}

/** Parents on record; the project's only software system adopts what has none. */
function parentsOf(nodes: ReadonlyMap<string, ClassNode>): Edges {
  const known = ({ parents }: ClassNode) => [...new Set(parents)].filter((id) => nodes.has(id)).sort(compareIds);
  const recorded = new Map([...nodes].map(([id, node]) => [id, known(node)]));
  const [only, second] = [...nodes.values()].filter((node) => node.kind === 'SS').map((node) => node.id);
  if (only === undefined || second !== undefined || recorded.get(only)?.length !== 0) return recorded;
  return new Map([...recorded].map(([id, above]) => [id, above.length === 0 && id !== only ? [only] : above]));
}

function reversed(edges: Edges): Edges {
  const result = new Map<string, string[]>([...edges.keys()].map((id) => [id, []]));
  for (const [from, targets] of edges) for (const to of targets) result.get(to)?.push(from);
  return result;
}

/**
 * IDs in an order in which everything that `before` names comes first. What stands in or behind a circle is left out,
 * except for the members that `broken` names: they come at the beginning.
 */
function sorted(before: Edges, after: Edges, broken: ReadonlySet<string> = new Set()): readonly string[] {
  const waiting = new Map([...before].map(([id, ids]) => [id, ids.filter((other) => !broken.has(other)).length]));
  const ids = [...before.keys()];
  const ready = ids.filter((id) => !broken.has(id) && waiting.get(id) === 0);
  const result = [...ids.filter((id) => broken.has(id)), ...ready];
  for (const id of result) {
    if (broken.has(id)) continue;
    for (const next of after.get(id) ?? []) {
      const left = (waiting.get(next) ?? 0) - 1;
      waiting.set(next, left);
      if (left === 0 && !broken.has(next)) result.push(next);
    }
  }
  return result;
}

function systemsOf(
  nodes: ReadonlyMap<string, ClassNode>,
  parents: Edges,
  children: Edges,
): ReadonlyMap<string, ReadonlySet<string>> {
  const result = new Map<string, Set<string>>();
  for (const [id, node] of nodes) {
    if (parents.get(id)?.length !== 0) continue;
    const system = node.kind === 'SS' ? id : NO_SYSTEM;
    for (const member of [id, ...reachable(children.get(id) ?? [], children)]) {
      const known = result.get(member) ?? new Set();
      result.set(member, known.add(system));
    }
  }
  return result;
}

function reachable(start: readonly string[], edges: Edges): ReadonlySet<string> {
  const found = new Set(start);
  for (const id of found) for (const next of edges.get(id) ?? []) found.add(next);
  return found;
}
