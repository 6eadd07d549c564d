import type { FileFacts, TagFact, UnitFact } from '../../model/facts.ts';
import { coveringSignature } from './tagSignatures.ts';

/** What two lists have in common at their starts and ends. What lies in between are others. */
export class ListDiff {
  /** Entries that are the same at the starts. */
  readonly prefix: number;
  readonly before: number;
  readonly after: number;
  readonly #suffix: number;

  constructor(before: number, after: number, prefix: number, suffix: number) {
    this.before = before;
    this.after = after;
    this.prefix = prefix;
    this.#suffix = suffix;
  }

  /** True when no entry is another one. */
  get same(): boolean {
    return this.prefix === this.before && this.prefix === this.after;
  }

  /** Behind the last entry of the old list that is gone; the first is at {@link prefix}. */
  get goneEnd(): number {
    return this.before - this.#suffix;
  }

  /** Behind the last entry of the new list that is fresh; the first is at {@link prefix}. */
  get freshEnd(): number {
    return this.after - this.#suffix;
  }

  /** By how much the entries at the end have moved on. */
  get shift(): number {
    return this.after - this.before;
  }

  /** The new position of an entry of the old list; -1 when it is gone. */
  newOf(old: number): number {
    return old < this.prefix ? old : old < this.goneEnd ? -1 : old + this.shift;
  }

  /** The old position of an entry of the new list; -1 when it is fresh. */
  oldOf(now: number): number {
    return now < this.prefix ? now : now < this.freshEnd ? -1 : now - this.shift;
  }
}

/** What an edit of a file has done to its units and tags. Their places do not count. */
export interface CodeDiff {
  readonly units: ListDiff;
  readonly tags: ListDiff;
}

/** Who keeps neither reading keeps nothing of this. */
const known = new WeakMap<FileFacts, WeakMap<FileFacts, CodeDiff>>();

/**
 * Compares two readings of a file. Where the role or the language is another one, nothing is the same. The graph and the
 * rules ask for the same two readings, which are compared once.
 */
export function codeDiff(before: FileFacts, after: FileFacts): CodeDiff {
  const diffs = known.get(before) ?? new WeakMap<FileFacts, CodeDiff>();
  known.set(before, diffs);
  const diff = diffs.get(after) ?? compared(before, after);
  diffs.set(after, diff);
  return diff;
}

function compared(before: FileFacts, after: FileFacts): CodeDiff {
  if (before.role !== after.role || before.language !== after.language) {
    return {
      units: new ListDiff(before.units.length, after.units.length, 0, 0),
      tags: new ListDiff(before.tags.length, after.tags.length, 0, 0),
    };
  }
  const units = listDiff(before.units, after.units, (a, b, shift, prefix) =>
    sameUnit(a, b, movedUnit(a.parent, shift, prefix)),
  );
  const tags = listDiff(before.tags, after.tags, (a, b) => sameTag(a, b, movedUnit(a.unit, units.shift, units.prefix)));
  return { units, tags };
}

/** Where a unit stands by now if one of an equal place in the list has come for it; no position when there is none. */
function movedUnit(index: number, shift: number, prefix: number): number {
  if (index < prefix) return index;
  const moved = index + shift;
  return moved < prefix ? Number.NaN : moved;
}

function listDiff<T>(
  before: readonly T[],
  after: readonly T[],
  same: (a: T, b: T, shift: number, prefix: number) => boolean,
): ListDiff {
  const limit = Math.min(before.length, after.length);
  const isSame = (a: T | undefined, b: T | undefined, shift: number, from: number): boolean =>
    a !== undefined && b !== undefined && same(a, b, shift, from);
  let prefix = 0;
  while (prefix < limit && isSame(before[prefix], after[prefix], 0, limit)) prefix++;
  const shift = after.length - before.length;
  let suffix = 0;
  while (
    suffix < limit - prefix &&
    isSame(before[before.length - suffix - 1], after[after.length - suffix - 1], shift, prefix)
  )
    suffix++;
  return new ListDiff(before.length, after.length, prefix, suffix);
}

function sameUnit(a: UnitFact, b: UnitFact, parent: number): boolean {
  return (
    parent === b.parent &&
    a.kind === b.kind &&
    a.test === b.test &&
    a.name === b.name &&
    a.qualifiedName === b.qualifiedName
  );
}

function sameTag(a: TagFact, b: TagFact, unit: number): boolean {
  return (
    unit === b.unit &&
    a.dialect === b.dialect &&
    a.keyword === b.keyword &&
    a.targetKey === b.targetKey &&
    a.target === b.target &&
    a.local === b.local &&
    a.declares === b.declares &&
    (a.dialect === 'lifetrace' || coveringSignature(a) === coveringSignature(b))
  );
}
