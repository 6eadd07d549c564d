import { type Cost, RunFailure } from './command.ts';
import type { Random } from './random.ts';
import { median } from './statistics.ts';

/** One of those that are compared, by name. */
export interface Contestant<Name extends string> {
  readonly name: Name;
  readonly run: () => Promise<Cost>;
}

/** How often, for how long and in which order is run. */
export interface Schedule {
  readonly rounds: number;
  /** No round starts later than this. */
  readonly budgetMs: number;
  readonly random: Random;
  readonly told: (text: string) => void;
}

/** The runs of each contestant, or why it has none. */
export interface Outcome<Name extends string> {
  readonly costs: ReadonlyMap<Name, readonly Cost[]>;
  readonly failures: ReadonlyMap<Name, string>;
}

/**
 * Runs all contestants once to warm up, then in rounds, in another order each time, so that whatever else the machine does
 * falls on all of them. Where the warm-up alone takes up the time, it is the measurement. One that fails is out.
 */
export async function interleaved<Name extends string>(
  contestants: readonly Contestant<Name>[],
  { rounds, budgetMs, random, told }: Schedule,
): Promise<Outcome<Name>> {
  const start = performance.now();
  const failures = new Map<Name, string>();
  let costs = new Map<Name, Cost[]>();
  for (let round = 0; round <= rounds; round++) {
    if (round > 0 && performance.now() - start > budgetMs) break;
    if (round === 1) costs = new Map();
    for (const { name, run } of random.shuffled(contestants)) {
      if (failures.has(name)) continue;
      told(`${round === 0 ? 'warm-up' : `round ${round} of ${rounds}`}: ${name}`);
      try {
        const cost = await run();
        costs.set(name, [...(costs.get(name) ?? []), cost]);
      } catch (error) {
        if (!(error instanceof RunFailure)) throw error;
        failures.set(name, error.message);
        costs.delete(name);
      }
    }
  }
  return { costs, failures };
}

/** The median of one figure over all runs; undefined when a run lacks it. */
export function medianOf(costs: readonly Cost[] | undefined, figure: keyof Cost): number | undefined {
  const values = costs?.map((cost) => cost[figure]) ?? [];
  const known = values.filter((value) => value !== undefined);
  return known.length > 0 && known.length === values.length ? median(known) : undefined;
}
