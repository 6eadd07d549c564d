import type { Bench } from '../bench.ts';
import { run } from '../command.ts';
import { compared } from '../compared.ts';
import { shownBytes, shownMs } from '../figures.ts';
import { inBench, projectFolder } from '../folders.ts';
import { generateProject } from '../project/generate.ts';
import { planOfRequirements } from '../project/plan.ts';
import { interleaved, medianOf } from '../rounds.ts';
import type { Result } from '../targets.ts';
import { ourCheck } from '../tools.ts';

const FULL = [1000, 10_000, 100_000] as const;
const QUICK = [100, 1000] as const;

/** P11: how time and memory grow with the project. The worse of the steps counts. */
export async function measureGrowth({ options, tools, random, told, note, keep }: Bench): Promise<Result[]> {
  if (!options.only.has('P11')) return [];
  const sizes: readonly number[] = options.quick ? QUICK : FULL;
  const contestants = sizes.map((requirements) => {
    told(`writing a project of ${requirements} requirements`);
    const plan = planOfRequirements(requirements, options.seed);
    const folder = projectFolder(`requirements-${requirements}`, plan, () => generateProject(plan));
    const command = { ...ourCheck(folder, tools), output: inBench(`check-${requirements}.txt`) };
    return { name: String(requirements), run: () => run(command, options.timeoutMs) };
  });
  const outcome = await interleaved(contestants, { ...options, random, told });
  keep('P11', outcome.costs);
  for (const { name } of contestants) {
    const [cpu, wall, memory] = (['cpuMs', 'wallMs', 'peakBytes'] as const).map((figure) =>
      medianOf(outcome.costs.get(name), figure),
    );
    const failure = outcome.failures.get(name);
    const shown = `CPU ${cpu === undefined ? '?' : shownMs(cpu)}, wall ${wall === undefined ? '?' : shownMs(wall)}, memory ${memory === undefined ? '?' : shownBytes(memory)}`;
    note('P11', `${name} requirements: ${failure ?? shown}`);
  }
  return (['growthTime', 'growthMemory'] as const).map((target) => {
    const figure = target === 'growthTime' ? 'cpuMs' : 'peakBytes';
    const steps = sizes.slice(1).map((size, index) => {
      return compared(target, figure, outcome, String(size), String(sizes[index]));
    });
    const missing = steps.find((step) => 'notMeasured' in step);
    const worst = steps.reduce((a, b) => ('value' in a && 'value' in b && b.value > a.value ? b : a));
    return missing ?? worst;
  });
}
