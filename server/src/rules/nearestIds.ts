import { distance } from 'fastest-levenshtein';
import type { ProjectConfig } from '../config/project.ts';
import { compareIds } from '../model/compare.ts';
import type { Item } from '../trace/item.ts';
import type { Snapshot } from '../trace/snapshot.ts';
import { IdSearch } from './idSearch.ts';

/** Kept for as long as a project has the same configuration. */
const searches = new WeakMap<ProjectConfig, IdSearch>();

/**
 * The defined items that a dangling ID may have meant: at most two edits away, of the same type or with the same number;
 * or both of the same type and with the same number, whatever the prefix words. Best first. None where so much is
 * dangling that looking would take too long.
 */
export function nearestIds(snapshot: Snapshot, written: string): readonly Item[] {
  if (snapshot.manyDangling) return [];
  const { config, definedKeys } = snapshot;
  const search = searches.get(config) ?? new IdSearch();
  searches.set(config, search);
  search.update(definedKeys);
  const type = config.reading.ids.resolve(written)?.type;
  return search
    .of(written, type)
    .flatMap((match) => {
      const item = snapshot.byKey.get(match.key);
      if (!item) return [];
      const edits = match.near ? distance(item.id.toUpperCase(), written.toUpperCase()) : Number.POSITIVE_INFINITY;
      return [{ item, edits, sameType: match.sameType }];
    })
    .sort(
      (a, b) =>
        Number(b.sameType) - Number(a.sameType) || compareNumbers(a.edits, b.edits) || compareIds(a.item.id, b.item.id),
    )
    .map(({ item }) => item);
}

/** Infinity minus infinity is no order. */
function compareNumbers(a: number, b: number): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
