import type { ProjectConfig } from '../config/project.ts';
import type { FileFacts } from '../model/facts.ts';
import type { FilePath } from '../model/span.ts';
import { classify } from './classes.ts';
import { classInputOf, scopeOf } from './classSources.ts';
import { type GrowingUnit, resolveCode } from './codeUnits.ts';
import { productLevel } from './itemLevel.ts';
import { resolveItems } from './items.ts';
import { traceOft } from './oft.ts';
import { analyseRisk } from './riskAnalysis.ts';
import type { ConfigProblem, SkippedFile, Snapshot } from './snapshot.ts';

/** What a snapshot is made of. */
export interface SnapshotInput {
  readonly revision: number;
  readonly config: ProjectConfig;
  readonly configProblems: readonly ConfigProblem[];
  /** In path order. */
  readonly files: ReadonlyMap<FilePath, FileFacts>;
  readonly skipped: readonly SkippedFile[];
}

/** Resolves the facts of all files into one immutable picture. A pure function of its input. */
export function buildSnapshot(input: SnapshotInput): Snapshot {
  const { config, files } = input;
  const graph = resolveItems(files.values());
  const { growing, ...code } = resolveCode(files.values(), graph, config);
  const classes = classify(classInputOf(graph, code.tagsByTarget, config));
  for (const unit of growing) unit.level = levelOf(unit);
  const hasSystem = graph.items.some((item) => item.type === 'SS' && item.fact.dialect === 'lifetrace');
  return {
    ...input,
    ...graph,
    ...code,
    classes,
    risk: analyseRisk(graph, code.tagsByTarget, config),
    oft: traceOft(files.values()),
    governed: config.declared || hasSystem,
  };

  /** The class of the unit's record, else of the software item that its file belongs to, else of the product. */
  function levelOf(unit: GrowingUnit): string | undefined {
    const owners = [...(unit.record ? [unit.record] : []), ...unit.softwareItems];
    if (unit.test || owners.some((owner) => scopeOf(owner) !== 'product')) return undefined;
    for (const owner of owners) {
      const found = classes.nodes.get(owner.id);
      if (found) return found.effective;
    }
    return productLevel({ classes, config });
  }
}
