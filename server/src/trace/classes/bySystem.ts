/** Something for each software system, by the positions of the systems. */
export type BySystem<T> = readonly (T | undefined)[];

/** For each system what comes first in an order, of two at a time. */
export function firstBySystem<T>(a: BySystem<T>, b: BySystem<T>, compare: (a: T, b: T) => number): BySystem<T> {
  const [longer, other] = a.length >= b.length ? [a, b] : [b, a];
  const first = longer.map((one, index) => {
    const two = other[index];
    return one && two ? (compare(one, two) <= 0 ? one : two) : (one ?? two);
  });
  return first.every((one, index) => one === longer[index]) ? longer : first;
}

/** The first of those of the systems that a node is in. */
export function firstIn<T>(
  found: BySystem<T> | undefined,
  positions: readonly number[],
  compare: (a: T, b: T) => number,
): T | undefined {
  let first: T | undefined;
  for (const position of positions) {
    const next = found?.[position];
    if (next && (!first || compare(next, first) < 0)) first = next;
  }
  return first;
}

/** True when two say the same for each system. */
export function sameBySystem<T>(a: BySystem<T>, b: BySystem<T>, same: (a: T, b: T) => boolean): boolean {
  const isSame = (one: T | undefined, two: T | undefined): boolean =>
    one === two || (one !== undefined && two !== undefined && same(one, two));
  return a === b || (a.length === b.length && a.every((one, index) => isSame(one, b[index])));
}
