import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Bench } from './bench.ts';
import type { Cost } from './command.ts';
import { shownMs } from './figures.ts';
import { BENCH_FOLDER, inBench } from './folders.ts';
import { thisMachine } from './machine.ts';
import { measureEditing } from './measures/editing.ts';
import { measureGrowth } from './measures/growth.ts';
import { measureIndexing } from './measures/indexing.ts';
import { measureOpenFastTrace } from './measures/openFastTrace.ts';
import { measureStartUp } from './measures/startUp.ts';
import { readOptions, USAGE, WrongUsage } from './options.ts';
import { Random } from './random.ts';
import { resultTable } from './table.ts';
import { type MeasureId, type Result, TARGETS, verdictOf } from './targets.ts';
import { findTools } from './tools.ts';

/** The cheap ones first, so that a run that is broken off has shown something. */
const MEASURES = [measureStartUp, measureOpenFastTrace, measureIndexing, measureEditing, measureGrowth];

/** Measures what the command line asks for, prints the table, and writes the figures. Gives what was wrong with the command line, if anything. */
export async function bench(args: readonly string[]): Promise<string | undefined> {
  const start = performance.now();
  mkdirSync(BENCH_FOLDER, { recursive: true });
  try {
    const options = readOptions(args);
    const machine = thisMachine();
    const tools = findTools();
    const notes = new Map<MeasureId, string[]>();
    const runs: Record<string, Record<string, readonly Cost[]>> = {};
    const context: Bench = {
      options,
      tools,
      random: new Random(options.seed),
      told: (text) => console.log(`  ${shownMs(performance.now() - start).padStart(8)}  ${text}`),
      note: (measure, text) => notes.set(measure, [...(notes.get(measure) ?? []), text]),
      keep: (measure, costs) => {
        runs[measure] = { ...runs[measure], ...Object.fromEntries(costs) };
      },
    };
    if (options.only.has('P4')) context.note('P4', 'accuracy of units: npm run bench:units');
    const results: Result[] = [];
    for (const measure of MEASURES) results.push(...(await measure(context)));
    const seconds = Math.round((performance.now() - start) / 1000);
    const about = [
      `${machine.date}, commit ${machine.commit}, ${machine.processor}, ${machine.cores} cores, ${machine.memoryGiB} GiB`,
      `${machine.system}, Node ${machine.node}, load ${machine.load} at the start`,
      ...[tools.rg, tools.ctags, tools.java].map((tool) => ('version' in tool ? tool.version : tool.missing)),
      `npm run bench -- ${args.join(' ')}: ${seconds} s`,
      ...(options.quick ? ['quick: smaller inputs and fewer rounds; these figures say nothing about speed'] : []),
    ];
    console.log(`\n${resultTable(results, notes)}\n\n${about.join('\n')}`);
    const file = options.json === undefined ? inBench('bench.json') : path.resolve(options.json);
    const figures = results.map((result) => ({ ...TARGETS[result.target], ...result, verdict: verdictOf(result) }));
    const report = {
      machine,
      options: { ...options, only: [...options.only] },
      tools,
      seconds,
      figures,
      notes: Object.fromEntries(notes),
      runs,
    };
    writeFileSync(file, `${JSON.stringify(report, null, 2)}\n`);
    console.log(`Figures of all runs: ${path.relative(process.cwd(), file)}`);
    return undefined;
  } catch (error) {
    if (error instanceof WrongUsage) return `${error.message}\n${USAGE}`;
    throw error;
  }
}
