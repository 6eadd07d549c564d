import { distance } from 'fastest-levenshtein';
import { compareIds } from '../model/compare.ts';
import { itemKeyOf, parseId } from '../model/itemId.ts';
import type { Item, Snapshot } from '../trace/snapshot.ts';

/**
 * So many edits apart two IDs may be for one to be a misspelling of the other, if the number is long enough: where every
 * digit differs, nothing was misspelt.
 */
const NEAR = 2;

/** A tree full of dangling references gets suggestions only while this many comparisons last. */
const MAX_COMPARISONS = 2_000_000;

interface Candidate {
  readonly item: Item;
  readonly number: string | undefined;
}

/**
 * Finds the defined items that a dangling ID may have meant: at most two edits away, of the same type or with the
 * same number; or both of the same type and with the same number, whatever the prefix words. Best first.
 */
export class NearestIds {
  readonly #snapshot: Snapshot;
  readonly #candidates: readonly Candidate[];
  readonly #known = new Map<string, readonly Item[]>();
  #comparisons = 0;

  constructor(snapshot: Snapshot) {
    this.#snapshot = snapshot;
    this.#candidates = [...snapshot.byKey.values()]
      .filter((item) => item.fact.dialect === 'lifetrace')
      .map((item) => ({ item, number: parseId(item.key)?.number }));
  }

  /** Items that `written` may have meant, best first. */
  of(written: string): readonly Item[] {
    const known = this.#known.get(written) ?? this.#find(written);
    this.#known.set(written, known);
    return known;
  }

  #find(written: string): readonly Item[] {
    const key = itemKeyOf(written);
    const number = parseId(key)?.number;
    const digits = parseId(written)?.number.replace(/\D/g, '').length ?? key.length;
    const limit = Math.max(1, Math.min(NEAR, digits - 1));
    const type = this.#snapshot.config.reading.ids.resolve(written)?.type;
    this.#comparisons += this.#candidates.length;
    if (this.#comparisons > MAX_COMPARISONS) return [];
    return this.#candidates
      .flatMap((candidate) => {
        const { item } = candidate;
        const near = Math.abs(item.key.length - key.length) <= limit && distance(item.key, key) <= limit;
        const sameType = item.type === type;
        const sameNumber = number !== undefined && candidate.number === number;
        if (!(near && (sameType || sameNumber)) && !(sameType && sameNumber)) return [];
        const edits = near ? distance(item.id.toUpperCase(), written.toUpperCase()) : Number.POSITIVE_INFINITY;
        return [{ item, edits, sameType }];
      })
      .sort(
        (a, b) =>
          Number(b.sameType) - Number(a.sameType) ||
          compareNumbers(a.edits, b.edits) ||
          compareIds(a.item.id, b.item.id),
      )
      .map(({ item }) => item);
  }
}

/** Infinity minus infinity is no order. */
function compareNumbers(a: number, b: number): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
