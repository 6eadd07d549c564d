import type { Bench } from '../bench.ts';
import { type Cost, RunFailure } from '../command.ts';
import { shownBytes, shownMs, shownRatio } from '../figures.ts';
import { EditorSession } from '../lsp/editorSession.ts';
import { median } from '../statistics.ts';

/** A project that the server has indexed, and has kept. */
export interface KeptProject {
  readonly folder: string;
  /** Where it is kept. */
  readonly cacheFolder: string;
  /** How long the first index took, in milliseconds from the start of the server. */
  readonly firstMs: number;
}

interface WarmStart {
  readonly shown: Cost;
  readonly validated: Cost;
}

/**
 * P5 in a project of many items: how long the server takes from its start until it shows findings, and until everything is
 * re-validated. No other tool is asked that, so the figures stand below the table, beside those of the first index.
 */
export async function measureWarmStart(bench: Bench, project: KeptProject): Promise<void> {
  const { options, note, told } = bench;
  const starts: WarmStart[] = [];
  const begin = performance.now();
  try {
    while (starts.length < options.rounds && (starts.length === 0 || performance.now() - begin <= options.budgetMs)) {
      told(`warm start of the P6 project, round ${starts.length + 1} of ${options.rounds}`);
      starts.push(await warmStart(project, options.timeoutMs));
    }
  } catch (error) {
    if (!(error instanceof RunFailure)) throw error;
    note('P5', `warm start of the P6 project: not measured: ${error.message}`);
    return;
  }
  const shown = starts.map((start) => start.shown);
  const validated = starts.map((start) => start.validated);
  bench.keep(
    'P5',
    new Map([
      ['P6 project, findings shown', shown],
      ['P6 project, all re-validated', validated],
    ]),
  );
  const beside = (costs: readonly Cost[]): string => {
    const ms = median(costs.map(({ wallMs }) => wallMs));
    return `${shownMs(ms)}, ${shownRatio(ms / project.firstMs)} × the first index`;
  };
  note(
    'P5',
    `warm start of the P6 project, ${starts.length} runs: findings shown ${beside(shown)}; all re-validated ${beside(validated)}`,
  );
  const peaks = validated.flatMap(({ peakBytes }) => peakBytes ?? []);
  if (peaks.length > 0) note('P8', `peak memory of a warm start of the P6 project ${shownBytes(Math.max(...peaks))}`);
}

async function warmStart({ folder, cacheFolder }: KeptProject, timeoutMs: number): Promise<WarmStart> {
  const begin = performance.now();
  const session = await EditorSession.start(folder, { timeoutMs, cacheFolder });
  const cost = (): Cost => {
    const { peakBytes } = session;
    return { wallMs: performance.now() - begin, ...(peakBytes !== undefined && { peakBytes }) };
  };
  try {
    await session.findingsShown();
    const shown = cost();
    await session.indexed();
    return { shown, validated: cost() };
  } finally {
    await session.kill();
  }
}
