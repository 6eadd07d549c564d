import type { Finding } from '../model/finding.ts';
import type { ListOf } from '../model/listOf.ts';
import { FindingPacker } from './packedFindings.ts';

/** Findings in order. Those of a long list are made when somebody looks at them, so nobody tells two apart by identity. */
export type FindingList = ListOf<Finding>;

/** So many findings of a file are kept as they are. */
const FEW = 256;

/** Gathers the findings of one file, in their order. */
export class FindingListBuilder {
  #plain: Finding[] = [];
  #packer: FindingPacker | undefined;

  add(finding: Finding): void {
    if (this.#packer) this.#packer.add(finding);
    else if (this.#plain.push(finding) > FEW) {
      this.#packer = new FindingPacker(finding.file);
      for (const each of this.#plain) this.#packer.add(each);
      this.#plain = [];
    }
  }

  done(): FindingList {
    return this.#packer?.done() ?? this.#plain;
  }
}

/** The entries of a list that pass a test. */
export function selected(list: FindingList, passes: (finding: Finding) => boolean): Finding[] {
  const found: Finding[] = [];
  for (const finding of list) if (passes(finding)) found.push(finding);
  return found;
}

/** The entries of a list in order of offset that begin at one. */
export function startingAt(list: FindingList, start: number): Finding[] {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((list.at(middle)?.span.start ?? start) < start) low = middle + 1;
    else high = middle;
  }
  const found: Finding[] = [];
  for (let next = list.at(low); next?.span.start === start; next = list.at(++low)) found.push(next);
  return found;
}

/** A list of findings and more of them as one list in the order of `compare`; what comes first in it are the list's own. */
export function inOrderOf(
  compare: (a: Finding, b: Finding) => number,
  list: FindingList,
  more: readonly Finding[] = [],
): FindingList {
  const sorted = isInOrder(list, compare) ? list : reordered(list, compare);
  if (more.length === 0) return sorted;
  const builder = new FindingListBuilder();
  for (const finding of merged(sorted, more.toSorted(compare), compare)) builder.add(finding);
  return builder.done();
}

/** Two sorted lists as one. */
export function* merged(
  a: FindingList,
  b: FindingList,
  compare: (a: Finding, b: Finding) => number,
): Generator<Finding> {
  let next = 0;
  for (const left of a) {
    for (let right = b.at(next); right && compare(left, right) > 0; right = b.at(next)) {
      yield right;
      next++;
    }
    yield left;
  }
  for (let right = b.at(next); right; right = b.at(next)) {
    yield right;
    next++;
  }
}

function isInOrder(list: FindingList, compare: (a: Finding, b: Finding) => number): boolean {
  let last: Finding | undefined;
  for (const finding of list) {
    if (last && compare(last, finding) > 0) return false;
    last = finding;
  }
  return true;
}

/** Sorts numbers first, since a long list of findings takes its memory when all of them are made at a time. */
function reordered(list: FindingList, compare: (a: Finding, b: Finding) => number): FindingList {
  const starts = Int32Array.from(list, ({ span }) => span.start);
  const compareAt = (a: number, b: number): number => {
    const [left, right] = [list.at(a), list.at(b)];
    return left && right ? compare(left, right) : 0;
  };
  const order = Uint32Array.from(starts.keys()).sort(
    (a, b) => (starts[a] ?? 0) - (starts[b] ?? 0) || compareAt(a, b) || a - b,
  );
  const builder = new FindingListBuilder();
  for (const index of order) {
    const finding = list.at(index);
    if (finding) builder.add(finding);
  }
  return builder.done();
}
