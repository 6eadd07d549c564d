import type { Span } from '../model/span.ts';
import type { YamlEntry, YamlNode } from './yamlNode.ts';

/** A node that a document names by `&name`, so that `*name` repeats it. */
export interface YamlAnchor {
  readonly name: string;
  readonly node: YamlNode;
}

/** What a name stood for above a stretch that takes it; undefined for nothing. */
export interface YamlNameAbove {
  readonly name: string;
  readonly node: YamlNode | undefined;
}

/** What is wrong with an alias, in words. */
export interface YamlAliasFlaw {
  readonly flaw: string;
}

/** Aliases may repeat so many nodes in any text, and one for each {@link CHARACTERS_PER_NODE} characters of a long one. */
const FEW_NODES = 10_000;
const CHARACTERS_PER_NODE = 4;

/** A node that is nested deeper is not repeated: names in names could nest without end. */
const MAX_DEPTH = 32;

/** How many nodes aliases may repeat in a text of that length: each costs as much as one that is written, and aliases in aliases multiply. */
export function mostRepeated(length: number): number {
  return Math.max(FEW_NODES, Math.floor(length / CHARACTERS_PER_NODE));
}

const NONE: readonly never[] = [];

/** The names that a stretch of a document gives to its nodes and takes from above, and how much it repeats by them. */
export class YamlAnchors {
  readonly #above: (name: string) => YamlNode | undefined;
  readonly #most: number;
  // Most stretches have no names, and a document may have a hundred thousand.
  #given: Map<string, YamlAnchor> | undefined;
  #taken: Map<string, YamlNameAbove> | undefined;
  #repeated = 0;
  #isExhausted = false;

  /** `above` gives what names stand for at the start of the stretch; `most` nodes may be repeated. */
  constructor(most: number, above: (name: string) => YamlNode | undefined = () => undefined) {
    this.#most = most;
    this.#above = above;
  }

  /** What the stretch has named; of several nodes with one name the last. */
  get given(): readonly YamlAnchor[] {
    return this.#given ? [...this.#given.values()] : NONE;
  }

  /** What it has taken from above, or looked for there. */
  get taken(): readonly YamlNameAbove[] {
    return this.#taken ? [...this.#taken.values()] : NONE;
  }

  /** How many nodes it has repeated. */
  get repeated(): number {
    return this.#repeated;
  }

  /** True when it would have repeated more nodes than it may. */
  get isExhausted(): boolean {
    return this.#isExhausted;
  }

  /** Names a node. */
  give(name: string, node: YamlNode): void {
    this.#given ??= new Map();
    this.#given.set(name, { name, node });
  }

  /** The node that an alias repeats, all of it in the place of the alias; or why it cannot be repeated. */
  repeat(name: string, alias: Span): YamlNode | YamlAliasFlaw {
    const node = this.#given?.get(name)?.node ?? this.#fromAbove(name);
    if (!node)
      return { flaw: `no “&${name}” stands above “*${name}”. A text that begins with a star needs quotes around it.` };
    const { nodes, depth } = sizeOf(node);
    if (depth > MAX_DEPTH) return { flaw: `what “*${name}” repeats is nested deeper than ${MAX_DEPTH} levels.` };
    if (this.#repeated + nodes > this.#most) {
      this.#isExhausted = true;
      return { flaw: `“*${name}” is not followed: aliases repeat more values than a text of this length may hold.` };
    }
    this.#repeated += nodes;
    return placedAt(node, alias);
  }

  #fromAbove(name: string): YamlNode | undefined {
    const node = this.#above(name);
    this.#taken ??= new Map();
    this.#taken.set(name, { name, node });
    return node;
  }
}

/** How many nodes there are, and how deep they are nested. */
function sizeOf(node: YamlNode): { readonly nodes: number; readonly depth: number } {
  if (node.kind === 'scalar') return { nodes: 1, depth: 1 };
  let nodes = 1;
  let depth = 0;
  for (const entry of node.entries) {
    const inner = sizeOf('value' in entry ? entry.value : entry);
    nodes += inner.nodes;
    depth = Math.max(depth, inner.depth);
  }
  return { nodes, depth: depth + 1 };
}

/** The same node in another place. Where the record says it is the alias, and there alone it can be changed for this record. */
function placedAt(node: YamlNode, span: Span): YamlNode {
  if (node.kind === 'scalar') return { ...node, span };
  if (node.kind === 'list') return { kind: 'list', entries: node.entries.map((entry) => placedAt(entry, span)), span };
  const entries = node.entries.map(({ key, value }) => ({ key, keySpan: span, value: placedAt(value, span) }));
  return { kind: 'map', entries, span };
}

/**
 * The entries of a map with those that `<<` adds: of one map, or of those in a list, the earlier before the later; keys that the
 * map has itself stay. Undefined when something else stands there.
 */
export function mergedEntries(entries: readonly YamlEntry[], added: YamlNode): readonly YamlEntry[] | undefined {
  const maps = added.kind === 'list' ? added.entries : [added];
  const keys = new Set(entries.map(({ key }) => key));
  const merged = [...entries];
  for (const map of maps) {
    if (map.kind !== 'map') return undefined;
    for (const entry of map.entries) {
      if (keys.has(entry.key)) continue;
      keys.add(entry.key);
      merged.push(entry);
    }
  }
  return merged;
}

/** True when two nodes say the same, wherever they stand. */
export function isSameNode(a: YamlNode, b: YamlNode): boolean {
  if (a === b) return true;
  if (a.kind === 'scalar') return b.kind === 'scalar' && a.text === b.text && a.empty === b.empty;
  if (a.kind === 'list')
    return (
      b.kind === 'list' &&
      a.entries.length === b.entries.length &&
      a.entries.every((entry, index) => isSameEntry(entry, b.entries[index]))
    );
  return (
    b.kind === 'map' &&
    a.entries.length === b.entries.length &&
    a.entries.every(({ key, value }, index) => {
      const other = b.entries[index];
      return other?.key === key && isSameNode(value, other.value);
    })
  );
}

function isSameEntry(a: YamlNode, b: YamlNode | undefined): boolean {
  return b !== undefined && isSameNode(a, b);
}
