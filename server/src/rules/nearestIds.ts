import { distance } from 'fastest-levenshtein';
import { compareIds } from '../model/compare.ts';
import { type ItemKey, itemKeyOf, parseId } from '../model/itemId.ts';
import type { Item, Snapshot } from '../trace/snapshot.ts';

/**
 * So many edits apart two IDs may be for one to be a misspelling of the other, if the number is long enough: where every
 * digit differs, nothing was misspelt.
 */
const NEAR = 2;

interface Candidate {
  readonly key: ItemKey;
  readonly type: string;
  readonly number: string | undefined;
}

interface Match extends Candidate {
  readonly near: boolean;
  readonly sameType: boolean;
}

type DefinedKeys = Snapshot['definedKeys'];

/** Kept as long as no ID comes or goes: what is half typed is asked for at every key. */
const searches = new WeakMap<DefinedKeys, Search>();

/**
 * The defined items that a dangling ID may have meant: at most two edits away, of the same type or with the same number;
 * or both of the same type and with the same number, whatever the prefix words. Best first. None where so much is
 * dangling that looking would take too long.
 */
export function nearestIds(snapshot: Snapshot, written: string): readonly Item[] {
  if (snapshot.manyDangling) return [];
  const { definedKeys } = snapshot;
  const search = searches.get(definedKeys) ?? new Search(definedKeys);
  searches.set(definedKeys, search);
  const type = snapshot.config.reading.ids.resolve(written)?.type;
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

class Search {
  readonly #candidates: readonly Candidate[];
  readonly #known = new Map<string, readonly Match[]>();

  constructor(definedKeys: DefinedKeys) {
    this.#candidates = [...definedKeys].flatMap(([type, keys]) =>
      keys.map((key) => ({ key, type, number: parseId(key)?.number })),
    );
  }

  of(written: string, type: string | undefined): readonly Match[] {
    const id = `${type ?? ''} ${written}`;
    const known = this.#known.get(id) ?? this.#find(written, type);
    this.#known.set(id, known);
    return known;
  }

  #find(written: string, type: string | undefined): readonly Match[] {
    const key = itemKeyOf(written);
    const number = parseId(key)?.number;
    const digits = parseId(written)?.number.replace(/\D/g, '').length ?? key.length;
    const limit = Math.max(1, Math.min(NEAR, digits - 1));
    return this.#candidates.flatMap((candidate) => {
      const sameType = candidate.type === type;
      const sameNumber = number !== undefined && candidate.number === number;
      if (!sameType && !sameNumber) return [];
      const near = Math.abs(candidate.key.length - key.length) <= limit && distance(candidate.key, key) <= limit;
      return near || (sameType && sameNumber) ? [{ ...candidate, near, sameType }] : [];
    });
  }
}

/** Infinity minus infinity is no order. */
function compareNumbers(a: number, b: number): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
