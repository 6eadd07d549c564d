import { compareIds, compareText } from '../../model/compare.ts';
import { sameList, sameSet } from '../../model/same.ts';
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

/** The nodes that have a class, connected. Immutable. */
export class ClassTree {
  static readonly EMPTY = new ClassTree([], new Map());

  /** Circles first, then parents before their children. */
  readonly order: readonly TreeNode[];
  /** Where the parents of each node stand in {@link order}. */
  readonly parentPlaces: readonly (readonly number[])[];
  /** Software systems that nodes may be in, in an order of their own. */
  readonly systems: readonly string[];
  /** In order of ID. */
  readonly #nodes: ReadonlyMap<string, TreeNode>;
  readonly #places: ReadonlyMap<string, number>;
  readonly #positions: ReadonlyMap<string, number>;
  readonly #ancestors = new Map<string, ReadonlySet<string>>();
  /** Nodes that count on controls, or are part of ones that do. */
  readonly #counting: ReadonlySet<string>;

  /** `before` is a tree in which everything has the same place. */
  private constructor(order: readonly TreeNode[], nodes: ReadonlyMap<string, TreeNode>, before?: ClassTree) {
    this.order = order;
    this.#nodes = nodes;
    const places = before ? before.#places : new Map(order.map(({ node }, index) => [node.id, index]));
    this.#places = places;
    this.parentPlaces =
      before?.parentPlaces ?? order.map(({ parents }) => parents.flatMap((each) => places.get(each) ?? []));
    this.systems = before?.systems ?? systemsIn(order);
    this.#positions = new Map(this.systems.map((system, index) => [system, index]));
    const counting = order.filter(({ node }) => node.countedControls.length > 0).map(({ node }) => node.id);
    this.#counting = reachable(counting, (id) => nodes.get(id)?.children ?? []);
  }

  /**
   * Connects the nodes of the product; those that stand as they stood in an earlier tree are the same objects. Whatever the parents
   * say, the result is the same for every order of `records`.
   */
  static of(records: Iterable<ClassNode>, before: ClassTree): ClassTree {
    const product = inProduct(records);
    const parents = parentsOf(product);
    const children = reversed(parents);
    const fromTop = sorted(parents, children);
    const cyclic = fromTop.length < parents.size ? inCircles(parents, children, fromTop) : NONE_OF_THEM;
    const systems = systemsOf(product, parents, children);
    const hasSystem = [...product.values()].some((node) => node.kind === 'SS');
    const nodes = new Map<string, TreeNode>();
    for (const [id, node] of product) {
      const above = parents.get(id) ?? [];
      const placed = {
        node,
        parents: above,
        parentAssumed: above.length > 0 && !node.parents.some((parent) => product.has(parent)),
        children: children.get(id) ?? [],
        cyclic: cyclic.has(id),
        root: above.length === 0 && (node.kind === 'SS' || (node.kind === 'SI' && !hasSystem)),
        systems: systems.get(id) ?? WITHOUT_SYSTEM,
      };
      const known = before.get(id);
      nodes.set(id, known && isAlike(known, placed) ? known : placed);
    }
    const order = cyclic.size > 0 ? sorted(parents, children, cyclic) : fromTop;
    return new ClassTree(
      order.flatMap((id) => nodes.get(id) ?? []),
      nodes,
    );
  }

  /** The same with other records of some nodes, which must have the same kind, scope and parents. */
  withRecords(records: Iterable<ClassNode>): ClassTree {
    const nodes = new Map(this.#nodes);
    const order = [...this.order];
    for (const node of records) {
      const [known, place] = [nodes.get(node.id), this.placeOf(node.id)];
      if (!known || place === undefined) continue;
      order[place] = { ...known, node };
      nodes.set(node.id, order[place]);
    }
    return new ClassTree(order, nodes, this);
  }

  get(id: string): TreeNode | undefined {
    return this.#nodes.get(id);
  }

  /** All IDs, in order. */
  ids(): Iterable<string> {
    return this.#nodes.keys();
  }

  /** Where a node stands in {@link order}. */
  placeOf(id: string): number | undefined {
    return this.#places.get(id);
  }

  /** Everything above a node; in a circle that includes the node itself. */
  ancestors(id: string): ReadonlySet<string> {
    const known = this.#ancestors.get(id) ?? reachable(this.get(id)?.parents ?? [], (each) => this.get(each)?.parents);
    this.#ancestors.set(id, known);
    return known;
  }

  /** Everything below a node; in a circle that includes the node itself. */
  descendants(id: string): ReadonlySet<string> {
    return reachable(this.get(id)?.children ?? [], (each) => this.get(each)?.children);
  }

  /** Some nodes in the order of {@link order}, each once. */
  inOrder(ids: Iterable<string>): readonly TreeNode[] {
    const place = (id: string): number => this.#places.get(id) ?? 0;
    return [...new Set(ids)].sort((a, b) => place(a) - place(b)).flatMap((id) => this.get(id) ?? []);
  }

  /** Where the systems that a node is in stand among {@link systems}. */
  positionsOf({ systems }: TreeNode): readonly number[] {
    return [...systems].flatMap((system) => this.#positions.get(system) ?? []);
  }

  /** True for a node that counts on controls in other items, by its own record or by that of something above it. */
  countsOnControls(id: string): boolean {
    return this.#counting.has(id);
  }

  /** Nodes that count on controls, or are part of ones that do. */
  get counting(): ReadonlySet<string> {
    return this.#counting;
  }
}

function systemsIn(nodes: readonly TreeNode[]): readonly string[] {
  const found = new Set<string>();
  for (const { systems } of nodes) for (const system of systems) found.add(system);
  return [...found].sort(compareText);
}

function isAlike(a: TreeNode, b: TreeNode): boolean {
  return (
    a.node === b.node &&
    a.parentAssumed === b.parentAssumed &&
    a.cyclic === b.cyclic &&
    a.root === b.root &&
    sameList(a.parents, b.parents) &&
    sameList(a.children, b.children) &&
    sameSet(a.systems, b.systems)
  );
}

const NONE_OF_THEM: ReadonlySet<string> = new Set();

const WITHOUT_SYSTEM: ReadonlySet<string> = new Set([NO_SYSTEM]);

type Edges = ReadonlyMap<string, readonly string[]>;

/** Nodes in order of ID without test code and tools, and without what belongs to those only. */
function inProduct(nodes: Iterable<ClassNode>): ReadonlyMap<string, ClassNode> {
  const all = new Map<string, ClassNode>();
  for (const node of nodes) if (!all.has(node.id)) all.set(node.id, node);
  const outside = new Set([...all.values()].filter((node) => node.scope !== 'product').map((node) => node.id));
  const belongs = outside.size > 0 ? [...all] : [];
  const children = reversed(new Map(belongs.map(([id, node]) => [id, [...new Set(node.parents)]])));
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
  const result = new Map<string, ReadonlySet<string>>();
  for (const [id, node] of nodes) {
    if (parents.get(id)?.length !== 0) continue;
    // Most nodes are in one system, and share the set of it.
    const system = new Set([node.kind === 'SS' ? id : NO_SYSTEM]);
    for (const member of reachable([id], (each) => children.get(each))) {
      const known = result.get(member);
      result.set(member, known ? new Set([...known, ...system]) : system);
    }
  }
  return result;
}

function inCircles(parents: Edges, children: Edges, fromTop: readonly string[]): ReadonlySet<string> {
  const outside = new Set([...fromTop, ...sorted(children, parents)]);
  return new Set([...parents.keys()].filter((id) => !outside.has(id)));
}

function reachable(start: Iterable<string>, next: (id: string) => readonly string[] | undefined): ReadonlySet<string> {
  const found = new Set(start);
  for (const id of found) for (const each of next(id) ?? []) found.add(each);
  return found;
}
