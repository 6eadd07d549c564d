import type { Engine } from '../workspace/engine.ts';
import { breather } from '../workspace/node/breather.ts';

/** How somebody is told of work in turns, and ends it. */
export interface TurnsControl {
  readonly signal: AbortSignal;
  /** Called after each time that other work had its turn. */
  readonly rested?: () => void;
}

/** Lets an engine work until something is done; other work of the thread has its turn meanwhile. Gives false when it was aborted. */
export async function advanceInTurns(
  engine: Engine,
  isDone: () => boolean,
  { signal, rested }: TurnsControl,
): Promise<boolean> {
  const breathe = breather();
  while (!isDone()) {
    if (signal.aborted) return false;
    engine.advance();
    const pause = breathe();
    if (!pause) continue;
    await pause;
    rested?.();
  }
  return true;
}

/** Goes through the steps of something that can wait, until it is of no use any more; other work of the thread has its turn meanwhile. */
export async function goThroughInTurns(steps: Iterable<unknown>, isUseless: () => boolean): Promise<void> {
  const breathe = breather();
  for (const _ of steps) {
    await breathe();
    if (isUseless()) return;
  }
}
