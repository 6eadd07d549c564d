import { setFlagsFromString } from 'node:v8';

/** In percent of what is in use after a collection. */
const GROWTH = 50;

/**
 * Has this process collect garbage once the heap has grown by half of what was in use. Left alone, V8 lets it grow to four
 * times that on a machine with much memory, which for a large project is a gigabyte that others could use. The price is that
 * it collects more often: 1 % of the CPU time of a first index of 10,000 items, see docs/performance.md.
 */
export function growHeapSlowly(): void {
  setFlagsFromString(`--heap-growing-percent=${GROWTH}`);
}
