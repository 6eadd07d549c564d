/** All entries of two sorted lists, sorted. */
export function merged<T>(a: readonly T[], b: readonly T[], compare: (a: T, b: T) => number): T[] {
  // A list that grows by and by takes room for more than it will ever hold.
  const result = new Array<T>(a.length + b.length);
  let length = 0;
  let i = 0;
  for (const entry of b) {
    for (let next = a[i]; next !== undefined && compare(next, entry) < 0; next = a[i]) {
      result[length++] = next;
      i++;
    }
    result[length++] = entry;
  }
  for (let next = a[i]; next !== undefined; next = a[++i]) result[length++] = next;
  return result;
}
