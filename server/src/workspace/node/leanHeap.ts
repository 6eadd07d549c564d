import { setFlagsFromString } from 'node:v8';

/**
 * By how many percent the heap may become larger than what is in use before it is searched. A run that is over within
 * seconds is a twentieth quicker with five times the growth of a server, and takes hardly more memory: there is little in its heap.
 */
export const GROWTH = { server: 30, shortRun: 150 } as const;

/**
 * Keeps the heap of this process near to what is in use; to be called before anything else is done. A large project is
 * gone through by way of many objects that are of use for one look at it, beside what was read and is kept.
 *
 * - V8 begins to put objects from a place in the code straight among the old ones when earlier ones from there lived long.
 *   One such object that is of no use any more keeps all that it leads to until the whole heap is searched: a
 *   project of 100,000 items then has four times as much in the heap as is in use.
 * - Without a limit to its growth the heap may become several times what is in use before it is searched. With less than
 *   that of a server it is searched far more often, since little of a project lies in the heap.
 * - How large the heap may become before its first search, a process is told when it starts. That is meant for this heap and would hold for
 *   that of each thread as well.
 */
export function keepHeapLean(growth: (typeof GROWTH)[keyof typeof GROWTH]): void {
  setFlagsFromString('--no-allocation-site-pretenuring');
  setFlagsFromString(`--heap-growing-percent=${growth}`);
  setFlagsFromString('--initial-old-space-size=0');
}

/**
 * Leaves the room for young objects as small as it is, in all heaps of this process. A run that is over within a second needs no more, and
 * takes a tenth less memory; a long one would be slower, and have more among its old objects that is of no use. To be called again when a
 * thread has begun: until Node 22, V8 has the room double as ever from there on.
 */
export function keepYoungSpaceSmall(): void {
  setFlagsFromString('--semi-space-growth-factor=1');
}
