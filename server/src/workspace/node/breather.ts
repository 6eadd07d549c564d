import { setImmediate } from 'node:timers/promises';

/** Longest time, in milliseconds, for which long work keeps the thread to itself: a request in between waits no longer. */
const BREATH_MS = 8;

/** A turn of other work that takes longer than this, in milliseconds, may have left more of it: messages have one turn each. */
const TURN_MS = 0.2;

/** So long, in milliseconds, others may go on before long work has its turn again. */
const LONGEST_REST_MS = 40;

/** Gives a function that long work awaits between its steps; now and then it lets other work of the thread have its turn. */
export function breather(): () => Promise<void> | undefined {
  let last = performance.now();
  return () => {
    if (performance.now() - last < BREATH_MS) return undefined;
    return othersHaveTheirTurn().then(() => {
      last = performance.now();
    });
  };
}

/** Ends when others seem to have nothing left to do, so that who has asked many questions does not wait a breath for each. */
async function othersHaveTheirTurn(): Promise<void> {
  const begun = performance.now();
  for (let now = begun, before = begun - 1; now - before > TURN_MS && now - begun < LONGEST_REST_MS; ) {
    before = now;
    await setImmediate();
    now = performance.now();
  }
}
