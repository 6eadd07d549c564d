/** Entries by the small number that each belongs to, in the order in which they were told. */
export class NumberedRows {
  /** Where the entries of each number begin, and behind the last number where they end. */
  readonly starts: Int32Array;
  readonly entries: Int32Array;

  /** For numbers below `count`. `tellAll` tells all entries in the same order each time: they are counted first. */
  constructor(count: number, tellAll: (tell: (number: number, entry: number) => void) => void) {
    const starts = new Int32Array(count + 1);
    tellAll((number) => {
      starts[number + 1] = (starts[number + 1] ?? 0) + 1;
    });
    for (let at = 1; at < starts.length; at++) starts[at] = (starts[at] ?? 0) + (starts[at - 1] ?? 0);
    const next = starts.slice();
    const entries = new Int32Array(starts[count] ?? 0);
    tellAll((number, entry) => {
      const at = next[number] ?? 0;
      entries[at] = entry;
      next[number] = at + 1;
    });
    this.starts = starts;
    this.entries = entries;
  }

  /** The entries of a number; a view. */
  of(number: number): Int32Array {
    return this.entries.subarray(this.starts[number], this.starts[number + 1]);
  }
}
