import type { ItemKey } from '../../model/itemId.ts';
import type { Cell } from './cells.ts';
import type { Dependencies } from './dependencies.ts';
import type { Graph } from './graph.ts';

/** The items that some changed cells can matter to: those that they define, and those that were worked out from them. */
export function touchedKeys(
  { cells, names }: Graph,
  dependencies: Dependencies,
  changed: ReadonlySet<Cell>,
): Set<ItemKey> {
  const keys = new Set<ItemKey>();
  for (const cell of changed) {
    const key = cells.keyDefinedBy(cell);
    if (key !== undefined) keys.add(key);
    for (const subject of dependencies.of(cell)) {
      const name = names.nameOf(subject);
      if (name !== undefined) keys.add(name);
    }
  }
  return keys;
}
