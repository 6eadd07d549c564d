import { setImmediate } from 'node:timers/promises';

/** Longest time, in milliseconds, for which long work keeps the thread to itself: a request in between waits no longer. */
const BREATH_MS = 8;

/** Gives a function that long work awaits between its steps; now and then it lets other work of the thread have its turn. */
export function breather(): () => Promise<void> | undefined {
  let last = performance.now();
  return () => {
    if (performance.now() - last < BREATH_MS) return undefined;
    return setImmediate().then(() => {
      last = performance.now();
    });
  };
}
