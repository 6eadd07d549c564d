/** The same numbers with room for so many, and for twice as many as before at least. */
export function grown(numbers: Int32Array<ArrayBuffer>, atLeast = 0): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(Math.max(atLeast, 2 * numbers.length));
  larger.set(numbers);
  return larger;
}
