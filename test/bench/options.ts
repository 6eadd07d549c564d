import { parseArgs } from 'node:util';
import type { MeasureId } from './targets.ts';

const MEASURES: readonly MeasureId[] = ['P1', 'P2', 'P3', 'P4', 'P5', 'P6', 'P7', 'P8', 'P9', 'P10', 'P11'];

/** What to measure, and on what. */
export interface BenchOptions {
  /** A large source tree, which is only read. */
  readonly tree: string | undefined;
  /** The program of OpenFastTrace. */
  readonly oft: string | undefined;
  readonly only: ReadonlySet<MeasureId>;
  readonly rounds: number;
  readonly seed: number;
  /** Edits of each kind for P6, and questions of each kind for P7. */
  readonly edits: number;
  /** Smaller inputs and fewer rounds, to see that everything works. */
  readonly quick: boolean;
  /** After so long a measure starts no further round. */
  readonly budgetMs: number;
  /** After so long a single run is ended. */
  readonly timeoutMs: number;
  readonly json: string | undefined;
}

export const USAGE = `npm run bench -- [options]
  --tree DIR       a large source tree for P1, P2, P3, P5 and P8, for example Linux; it is only read
  --oft JAR        OpenFastTrace for P10
  --only P6,P7     these measures alone
  --rounds N       rounds of what is compared (7)
  --edits N        edits and questions of each kind for P6 and P7 (25)
  --budget S       seconds after which a measure starts no further round (900)
  --timeout S      seconds after which a single run is ended (600)
  --seed N         seed of the made-up projects and of the order of runs (1)
  --quick          smaller inputs and 3 rounds: shows that everything works, not how fast it is
  --json FILE      where the figures go (out/bench/bench.json)`;

/** What the command line asks for. Throws a {@link WrongUsage} with one sentence. */
export function readOptions(args: readonly string[]): BenchOptions {
  const { values } = parse(args);
  const only = values.only?.split(',').map((name) => name.trim().toUpperCase());
  const measures = MEASURES.filter((measure) => !only || only.includes(measure));
  const unknown = only?.filter((name) => !MEASURES.some((measure) => measure === name)) ?? [];
  if (unknown.length > 0) throw new WrongUsage(`There is no measure ${unknown.join(', ')}.`);
  return {
    tree: values.tree,
    oft: values.oft,
    only: new Set(measures),
    rounds: count('rounds', values.rounds ?? (values.quick ? '3' : '7')),
    seed: count('seed', values.seed),
    edits: count('edits', values.edits ?? (values.quick ? '5' : '25')),
    quick: values.quick,
    budgetMs: 1000 * count('budget', values.budget),
    timeoutMs: 1000 * count('timeout', values.timeout),
    json: values.json,
  };
}

/** A command line that makes no sense. */
export class WrongUsage extends Error {}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        tree: { type: 'string' },
        oft: { type: 'string' },
        only: { type: 'string' },
        rounds: { type: 'string' },
        edits: { type: 'string' },
        budget: { type: 'string', default: '900' },
        timeout: { type: 'string', default: '600' },
        seed: { type: 'string', default: '1' },
        quick: { type: 'boolean', default: false },
        json: { type: 'string' },
      },
    });
  } catch (error) {
    throw new WrongUsage(error instanceof Error ? (error.message.split('\n')[0] ?? '') : 'wrong usage');
  }
}

function count(name: string, text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new WrongUsage(`--${name} must be a whole number from 1.`);
  return value;
}
