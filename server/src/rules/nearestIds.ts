import { distance } from 'fastest-levenshtein';
import { compareIds } from '../model/compare.ts';
import { append } from '../model/groups.ts';
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
  readonly #byNumber = new Map<string, Candidate[]>();
  /** What stands behind each prefix of a type. */
  readonly #behind = new Map<string, Map<string, string[]>>();
  readonly #known = new Map<string, readonly Match[]>();

  constructor(definedKeys: DefinedKeys) {
    for (const [type, keys] of definedKeys) {
      for (const key of keys) {
        const number = parseId(key)?.number;
        if (number === undefined) continue;
        append(this.#byNumber, number, { key, type, number });
        const behind = this.#behind.get(type) ?? new Map<string, string[]>();
        this.#behind.set(type, behind);
        const prefix = prefixOf(key);
        append(behind, prefix, key.slice(prefix.length));
      }
    }
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
    const found = new Map<ItemKey, Match>();
    for (const candidate of this.#byNumber.get(number ?? '') ?? []) {
      const near = Math.abs(candidate.key.length - key.length) <= limit && distance(candidate.key, key) <= limit;
      const sameType = candidate.type === type;
      if (near || sameType) found.set(candidate.key, { ...candidate, near, sameType });
    }
    if (type === undefined) return [...found.values()];
    const prefix = prefixOf(key);
    const rest = key.slice(prefix.length);
    for (const [other, texts] of this.#behind.get(type) ?? []) {
      const left = limit - (other === prefix ? 0 : distance(other, prefix));
      for (const text of left < 0 ? [] : texts) {
        if (!isWithin(text, rest, left)) continue;
        const near = other + text;
        if (!found.has(near))
          found.set(near, { key: near, type, number: parseId(near)?.number, near: true, sameType: true });
      }
    }
    return [...found.values()];
  }
}

/** What stands in front of the number of a key, its separator included; the whole key where there is none. */
function prefixOf(key: ItemKey): string {
  const parts = parseId(key);
  return parts ? key.slice(0, parts.prefix.length + 1) : key;
}

/** True when two short texts are at most so many edits apart. Asked for every ID of a type at every key that is typed. */
function isWithin(a: string, b: string, edits: number): boolean {
  if (Math.abs(a.length - b.length) > edits) return false;
  let start = 0;
  while (start < a.length && start < b.length && a.charCodeAt(start) === b.charCodeAt(start)) start++;
  let [left, right] = [a.length, b.length];
  while (left > start && right > start && a.charCodeAt(left - 1) === b.charCodeAt(right - 1)) {
    left--;
    right--;
  }
  if (Math.max(left, right) - start <= edits) return true;
  return edits > 1 && distance(a.slice(start, left), b.slice(start, right)) <= edits;
}

/** Infinity minus infinity is no order. */
function compareNumbers(a: number, b: number): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
