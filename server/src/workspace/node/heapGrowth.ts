import { setFlagsFromString } from 'node:v8';

/** In percent of what is in use after a collection. */
const GROWTH = 50;

/**
 * Has this process collect garbage once the heap has grown by half of what was in use. Left alone, V8 lets it grow to four
 * times that on a machine with much memory, which for a large project is a gigabyte that others could use. Measured on the
 * first index of 100,000 items, the time is the same within 5 %.
 */
export function growHeapSlowly(): void {
  setFlagsFromString(`--heap-growing-percent=${GROWTH}`);
}
