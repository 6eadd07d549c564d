import type { ItemKey } from '../../model/itemId.ts';
import { fileNode, type Graph } from './graph.ts';

/** The keys of all items of our own notation, in order of file and place. */
export function ownKeys(graph: Graph): ReadonlySet<ItemKey> {
  const keys = new Set<ItemKey>();
  if (graph.types.size === 0) return keys;
  for (const path of graph.defining.all) {
    for (const { dialect, key } of fileNode(graph, path)?.facts.items ?? []) if (dialect === 'lifetrace') keys.add(key);
  }
  return keys;
}
