import { setTimeout as delay } from 'node:timers/promises';

/**
 * Asks again until there is an answer. Nothing tells an extension that another one's providers are registered, or that all
 * findings have arrived.
 * @param what - what is awaited, for the error
 * @param ask - gives undefined as long as there is no answer
 * @param limitMs - when to give up
 */
export async function eventually<T>(
  what: string,
  ask: () => T | undefined | PromiseLike<T | undefined>,
  limitMs = 20_000,
): Promise<T> {
  const end = Date.now() + limitMs;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (Date.now() > end) throw new Error(`Waited ${limitMs / 1000} s in vain: ${what}`);
    await delay(50);
  }
}
