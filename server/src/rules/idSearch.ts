import { distance } from 'fastest-levenshtein';
import { append } from '../model/groups.ts';
import { type ItemKey, itemKeyOf, parseId } from '../model/itemId.ts';
import { ownText } from '../model/ownText.ts';
import type { Snapshot } from '../trace/snapshot.ts';

/**
 * So many edits apart two IDs may be for one to be a misspelling of the other, if the number is long enough: where every
 * digit differs, nothing was misspelt.
 */
const NEAR = 2;

/** So many answers are kept: what is half typed is asked for at every key. */
const MAX_KNOWN = 1000;

interface Candidate {
  readonly key: ItemKey;
  readonly type: string;
}

/** A defined key that a text may have meant. */
export interface IdMatch extends Candidate {
  /** At most two edits away; otherwise its number is the same. */
  readonly near: boolean;
  readonly sameType: boolean;
}

interface Known {
  readonly key: ItemKey;
  readonly matches: readonly IdMatch[];
}

type DefinedKeys = Snapshot['definedKeys'];

/** Finds defined keys that are spelt much like a text. Kept from change to change: taking in a few IDs costs little. */
export class IdSearch {
  #lists: DefinedKeys = new Map();
  readonly #byNumber = new Map<string, Candidate[]>();
  /** What stands behind each prefix of a type. */
  readonly #behind = new Map<string, Map<string, string[]>>();
  readonly #known = new Map<string, Known>();

  /** Takes in which keys are defined by now. */
  update(definedKeys: DefinedKeys): void {
    if (definedKeys === this.#lists) return;
    for (const type of new Set([...this.#lists.keys(), ...definedKeys.keys()])) {
      this.#compare(type, this.#lists.get(type) ?? [], definedKeys.get(type) ?? []);
    }
    this.#lists = definedKeys;
  }

  /** What a text may have meant that looks like an ID of `type`, or of no type that is known; in no particular order. */
  of(written: string, type: string | undefined): readonly IdMatch[] {
    const known = this.#known.get(`${type ?? ''} ${written}`);
    if (known) return known.matches;
    const own = ownText(written);
    const key = itemKeyOf(own);
    const matches = this.#find(own, key, type);
    if (this.#known.size >= MAX_KNOWN) this.#known.clear();
    this.#known.set(`${type ?? ''} ${own}`, { key, matches });
    return matches;
  }

  /** Both lists are sorted. */
  #compare(type: string, before: readonly ItemKey[], after: readonly ItemKey[]): void {
    if (before === after) return;
    let [old, fresh] = [0, 0];
    while (old < before.length || fresh < after.length) {
      const [gone, come] = [before[old], after[fresh]];
      if (gone === come) {
        old++;
        fresh++;
      } else if (come === undefined || (gone !== undefined && gone < come)) {
        if (gone !== undefined) this.#remove(type, gone);
        old++;
      } else {
        this.#add(type, come);
        fresh++;
      }
    }
  }

  #add(type: string, key: ItemKey): void {
    const number = parseId(key)?.number;
    if (number === undefined) return;
    append(this.#byNumber, number, { key, type });
    const behind = this.#behind.get(type) ?? new Map<string, string[]>();
    this.#behind.set(type, behind);
    const prefix = prefixOf(key);
    append(behind, prefix, key.slice(prefix.length));
    this.#forget(key, number);
  }

  #remove(type: string, key: ItemKey): void {
    const number = parseId(key)?.number;
    if (number === undefined) return;
    take(this.#byNumber.get(number), (candidate) => candidate.key === key && candidate.type === type);
    const prefix = prefixOf(key);
    const rest = key.slice(prefix.length);
    take(this.#behind.get(type)?.get(prefix), (text) => text === rest);
    this.#forget(key, number);
  }

  /** Drops the answers that a key can belong to. */
  #forget(key: ItemKey, number: string): void {
    for (const [id, known] of this.#known) {
      const near = Math.abs(known.key.length - key.length) <= NEAR && distance(known.key, key) <= NEAR;
      if (near || parseId(known.key)?.number === number) this.#known.delete(id);
    }
  }

  #find(written: string, key: ItemKey, type: string | undefined): readonly IdMatch[] {
    const number = parseId(key)?.number;
    const digits = parseId(written)?.number.replace(/\D/g, '').length ?? key.length;
    const limit = Math.max(1, Math.min(NEAR, digits - 1));
    const found = new Map<ItemKey, IdMatch>();
    for (const candidate of this.#byNumber.get(number ?? '') ?? []) {
      const near = Math.abs(candidate.key.length - key.length) <= limit && distance(candidate.key, key) <= limit;
      const sameType = candidate.type === type;
      // A key with several definitions may be of several types.
      if (sameType || (near && !found.has(candidate.key))) found.set(candidate.key, { ...candidate, near, sameType });
    }
    if (type === undefined) return [...found.values()];
    const prefix = prefixOf(key);
    const rest = key.slice(prefix.length);
    for (const [other, texts] of this.#behind.get(type) ?? []) {
      const left = limit - (other === prefix ? 0 : distance(other, prefix));
      for (const text of left < 0 ? [] : texts) {
        if (!isWithin(text, rest, left)) continue;
        const near = other + text;
        if (!found.has(near)) found.set(near, { key: near, type, near: true, sameType: true });
      }
    }
    return [...found.values()];
  }
}

/** Takes one entry out of a list whose order does not matter. */
function take<T>(list: T[] | undefined, isIt: (entry: T) => boolean): void {
  const at = list?.findIndex(isIt) ?? -1;
  if (!list || at < 0) return;
  const last = list.pop();
  if (at < list.length && last !== undefined) list[at] = last;
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
