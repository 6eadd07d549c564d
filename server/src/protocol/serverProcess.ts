/**
 * Options of Node for the process of the server; what else it wants it sets itself when it starts.
 *
 * - Objects that have just been made may take so many MiB, twice: a large project is worked through in small steps, each of which
 *   needs few.
 * - All others may take so many MiB before the heap is searched for the first time. What is made at the start mostly stays, and a heap that is
 *   kept lean would be searched with each quarter that it grows by.
 */
export const SERVER_NODE_OPTIONS: readonly string[] = ['--max-semi-space-size=4', '--initial-old-space-size=64'];

/**
 * Variables for that process, heeded by the C library of Linux.
 *
 * - With one arena it gives to one thread what another one has given back; by itself it keeps apart for each thread what that has
 *   ever used, long after the thread has ended.
 * - Pieces of at least so many bytes go back to the system when they are given back: what came with some hundred files together is
 *   larger. By itself it keeps all that is no larger than what was once given back, between pieces that stay.
 */
export const SERVER_ENVIRONMENT: Readonly<Record<string, string>> = {
  MALLOC_ARENA_MAX: '1',
  MALLOC_MMAP_THRESHOLD_: '393216',
};
