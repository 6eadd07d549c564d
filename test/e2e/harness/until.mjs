// @ts-check
import { setTimeout as delay } from 'node:timers/promises';

/**
 * Asks again and again until the answer is something.
 * @template T
 * @param {string} what is awaited, for the error
 * @param {() => Promise<T | undefined | false>} ask
 * @param {object} [options]
 * @param {number} [options.limit] in milliseconds
 * @param {number} [options.pause] between two questions, in milliseconds
 * @returns {Promise<T>}
 */
export async function until(what, ask, { limit = 60_000, pause = 100 } = {}) {
  const end = Date.now() + limit;
  for (;;) {
    const answer = await ask();
    if (answer) return answer;
    if (Date.now() > end) throw new Error(`Waited ${limit / 1000} s in vain: ${what}`);
    await delay(pause);
  }
}
