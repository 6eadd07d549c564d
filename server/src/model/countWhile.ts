/** How many of `0 … length - 1` fulfil a test that the first ones do and the others do not. Takes logarithmic time. */
export function countWhile(length: number, test: (index: number) => boolean): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (test(middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}
