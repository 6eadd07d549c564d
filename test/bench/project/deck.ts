import type { Random } from '../random.ts';

/** Numbers from 1 in random order, each of them once before any comes again. */
export class Deck {
  readonly #numbers: number[];
  readonly #random: Random;
  #next = 0;

  constructor(count: number, random: Random) {
    this.#numbers = Array.from({ length: count }, (_, index) => index + 1);
    this.#random = random;
  }

  /** The next number; one of a deck that is not empty. */
  deal(): number {
    const numbers = this.#numbers;
    if (this.#next === numbers.length) this.#next = 0;
    const other = this.#next + this.#random.below(numbers.length - this.#next);
    const dealt = numbers[other] ?? 1;
    numbers[other] = numbers[this.#next] ?? 1;
    numbers[this.#next++] = dealt;
    return dealt;
  }
}
