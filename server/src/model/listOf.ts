/** A list whose entries may be made when somebody looks at them. An array is one as well. */
export interface ListOf<T> extends Iterable<T> {
  readonly length: number;
  /** The entry at a position from 0; undefined where there is none. */
  readonly at: (index: number) => T | undefined;
}

/** The entries of a list, one after the other, each made when somebody goes on to it. */
export function* entriesIn<T>(list: Pick<ListOf<T>, 'length' | 'at'>): Generator<T> {
  for (let index = 0; index < list.length; index++) {
    const entry = list.at(index);
    if (entry !== undefined) yield entry;
  }
}

/** The entries of a list, each made now, and nothing beside them: a list may be made anew with each key. */
export function allIn<T>(list: ListOf<T>): readonly T[] {
  const all: T[] = [];
  for (let index = 0; index < list.length; index++) {
    const entry = list.at(index);
    if (entry !== undefined) all.push(entry);
  }
  return all;
}

/** True when two lists are of the same length and the same in each place. */
export function sameEntries<T>(a: ListOf<T>, b: ListOf<T>, same: (a: T, b: T) => boolean): boolean {
  if (a === b) return true;
  if (a.length !== b.length) return false;
  for (let index = 0; index < a.length; index++) {
    const [left, right] = [a.at(index), b.at(index)];
    if (!left || !right || !same(left, right)) return false;
  }
  return true;
}
