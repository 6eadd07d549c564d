/**
 * Long work in small steps: whoever does it may rest after each, do other things, and go on or not. Gives its result at
 * the end.
 */
export type Steps<T> = Generator<undefined, T, void>;

/** What each of a list becomes, one a step. */
export function* eachInSteps<A, B>(list: Iterable<A>, work: (each: A) => B): Steps<B[]> {
  const made: B[] = [];
  for (const each of list) {
    made.push(work(each));
    yield;
  }
  return made;
}

/** Those of a list that pass a test, one looked at in a step. */
export function* filteredInSteps<T>(list: Iterable<T>, passes: (each: T) => boolean): Steps<T[]> {
  const passing: T[] = [];
  for (const each of list) {
    if (passes(each)) passing.push(each);
    yield;
  }
  return passing;
}

/** So many are put in order in one step. */
const SORTED_AT_ONCE = 512;

/** A list in order, as `toSorted` gives it: those that are equal keep their order. */
export function* sortedInSteps<T>(list: readonly T[], compare: (a: T, b: T) => number): Steps<readonly T[]> {
  let runs: (readonly T[])[] = [];
  for (let start = 0; start < list.length; start += SORTED_AT_ONCE) {
    runs.push(list.slice(start, start + SORTED_AT_ONCE).sort(compare));
    yield;
  }
  while (runs.length > 1) {
    const longer: (readonly T[])[] = [];
    for (let index = 0; index < runs.length; index += 2) {
      const [first = [], second = []] = runs.slice(index, index + 2);
      longer.push(second.length === 0 ? first : yield* merged(first, second, compare));
    }
    runs = longer;
  }
  return runs[0] ?? [];
}

function* merged<T>(first: readonly T[], second: readonly T[], compare: (a: T, b: T) => number): Steps<readonly T[]> {
  const [last, next] = [first.at(-1), second[0]];
  // Most lists have an order of before.
  if (last !== undefined && next !== undefined && compare(last, next) <= 0) return [...first, ...second];
  const all: T[] = [];
  let [one, other] = [0, 0];
  while (one < first.length || other < second.length) {
    const [a, b] = [first[one], second[other]];
    const takesFirst = other >= second.length || (a !== undefined && b !== undefined && compare(a, b) <= 0);
    const next = takesFirst ? a : b;
    if (next !== undefined) all.push(next);
    if (takesFirst) one++;
    else other++;
    if (all.length % SORTED_AT_ONCE === 0) yield;
  }
  return all;
}

/** Does all that is left of the work in one go. */
export function allOf<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}
