import type { Cost } from './command.ts';
import type { BenchOptions } from './options.ts';
import type { Random } from './random.ts';
import type { MeasureId } from './targets.ts';
import type { Tools } from './tools.ts';

/** What a measure needs to know and to tell. */
export interface Bench {
  readonly options: BenchOptions;
  readonly tools: Tools;
  /** For the order of runs. */
  readonly random: Random;
  /** Shows what goes on. */
  readonly told: (text: string) => void;
  /** Keeps a sentence that belongs below the table. */
  readonly note: (measure: MeasureId, text: string) => void;
  /** Keeps the single runs behind a median. */
  readonly keep: (measure: MeasureId, runs: ReadonlyMap<string, readonly Cost[]>) => void;
}
