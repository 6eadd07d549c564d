import type { ProjectConfig } from '../config/project.ts';
import { type EvidenceMap, queriesIn } from '../model/evidence.ts';
import type { FdaAnswers } from '../model/fda.ts';
import type { ItemKey } from '../model/itemId.ts';
import type { FilePath } from '../model/span.ts';
import { ClassInputs } from './classInputs.ts';
import type { Cell } from './graph/cells.ts';
import { emptyGraph, type FileChanges, fileNode, type Graph, patched } from './graph/graph.ts';
import { type Analyses, analysesAfter } from './project/analyses.ts';
import { TracedProject } from './project/tracedProject.ts';
import { RecordCounts, STANDING_QUERIES } from './recordCounts.ts';
import type { ConfigProblem, SeenFile, SkippedFile } from './snapshot.ts';

/** What a snapshot is made of, beside files and configuration. */
export interface SnapshotInput {
  readonly revision: number;
  readonly configProblems: readonly ConfigProblem[];
  readonly skipped: readonly SkippedFile[];
  /** The same object until it says something else. */
  readonly evidence: EvidenceMap;
  /** The same object until something else was seen. */
  readonly seen: ReadonlyMap<FilePath, SeenFile>;
  /** The same object until it says something else; undefined without `fda.yaml`. */
  readonly fda: FdaAnswers | undefined;
}

/** A snapshot, and what has changed since the one before it. */
export interface Traced {
  readonly project: TracedProject;
  readonly change: ProjectChange;
}

/** What may read differently since an earlier snapshot. */
export interface ProjectChange {
  readonly cells: ReadonlySet<Cell>;
  /** Items whose own words, or their places within the item, are others. */
  readonly reworded: ReadonlySet<ItemKey>;
  /** Items that have come or gone, or link to something else. */
  readonly relinked: ReadonlySet<ItemKey>;
  /** Files whose facts are others. */
  readonly files: ReadonlySet<FilePath>;
}

/**
 * Resolves the facts of files into one immutable picture after the other. What it gives depends on the files and the
 * configuration alone, not on how many steps led to them.
 */
export class Tracer {
  readonly #config: ProjectConfig;
  readonly #classInputs = new ClassInputs();
  #recordCounts: RecordCounts | undefined;
  #input: SnapshotInput | undefined;
  #graph: Graph;
  #analyses: Analyses | undefined;

  /** Starts with the files of a graph that was made under whatever configuration. */
  constructor(config: ProjectConfig, graph: Graph = emptyGraph()) {
    this.#config = config;
    this.#graph = graph;
  }

  /** The snapshot after some files have changed. */
  trace(input: SnapshotInput, changes: FileChanges): Traced {
    const { graph, changed, reworded, relinked } = patched(this.#graph, changes);
    const cells = new Set(changed);
    if (input.evidence !== this.#input?.evidence || input.seen !== this.#input.seen) {
      cells.add(graph.cells.project('evidence'));
    }
    if (input.fda !== this.#input?.fda) cells.add(graph.cells.project('fda'));
    this.#input = input;
    const state = { ...input, config: this.#config, graph };
    const gathered = { classInputs: this.#classInputs, recordCounts: this.#countsFor(input) };
    this.#analyses = analysesAfter(state, this.#analyses, gathered, cells);
    this.#graph = graph;
    return {
      project: new TracedProject({ ...state, analyses: this.#analyses }),
      change: { cells, reworded, relinked, files: new Set(changes.keys()) },
    };
  }

  /** Counts go on until other records are asked for. */
  #countsFor({ evidence }: SnapshotInput): RecordCounts {
    const { clauses } = this.#config.profile;
    const queries = [
      ...STANDING_QUERIES,
      ...clauses.flatMap(({ records }) => records.map(({ query }) => query)),
      ...queriesIn(evidence),
    ];
    const texts = new Set(queries.map(({ text }) => text));
    if (!this.#recordCounts?.counts(texts)) this.#recordCounts = new RecordCounts(queries);
    return this.#recordCounts;
  }
}

/** The change from nothing to a project. */
export function everythingIn(project: TracedProject): ProjectChange {
  const { graph } = project;
  const keys = graph.paths.flatMap((path) => [...(fileNode(graph, path)?.definitions.keys() ?? [])]);
  return { cells: new Set(), reworded: new Set(keys), relinked: new Set(keys), files: new Set(graph.paths) };
}

/** Two changes as one, the second after the first. */
export function joined(first: ProjectChange, second: ProjectChange): ProjectChange {
  return {
    cells: new Set([...first.cells, ...second.cells]),
    reworded: new Set([...first.reworded, ...second.reworded]),
    relinked: new Set([...first.relinked, ...second.relinked]),
    files: new Set([...first.files, ...second.files]),
  };
}
