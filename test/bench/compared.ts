import { shownBytes, shownMs } from './figures.ts';
import { medianOf, type Outcome } from './rounds.ts';
import type { Result, TargetName } from './targets.ts';

/** The median figure of one contestant as a multiple of another's. */
export function compared<Name extends string>(
  target: TargetName,
  figure: 'cpuMs' | 'wallMs' | 'peakBytes',
  { costs, failures }: Outcome<Name>,
  ours: Name,
  peer: Name,
): Result {
  for (const name of [ours, peer]) {
    const failure = failures.get(name);
    if (failure !== undefined) return { target, notMeasured: `${name}: ${failure}` };
  }
  const own = medianOf(costs.get(ours), figure);
  const other = medianOf(costs.get(peer), figure);
  if (own === undefined || other === undefined) {
    return { target, notMeasured: 'CPU time and memory are read from /proc, which this system does not have' };
  }
  const shown = figure === 'peakBytes' ? shownBytes : shownMs;
  return { target, value: own / other, ours: shown(own), peer: shown(other), samples: costs.get(ours)?.length ?? 0 };
}

/** Several targets that could not be measured for one reason. */
export function notMeasured(reason: string, ...targets: readonly TargetName[]): Result[] {
  return targets.map((target) => ({ target, notMeasured: reason }));
}
