import type { ProjectConfig } from '../config/project.ts';
import type { ItemKey } from '../model/itemId.ts';
import type { FilePath } from '../model/span.ts';
import { ClassInputs } from './classInputs.ts';
import type { Cell } from './graph/cells.ts';
import { emptyGraph, type FileChanges, fileNode, type Graph, patched } from './graph/graph.ts';
import { type Analyses, analysesAfter } from './project/analyses.ts';
import { TracedProject } from './project/tracedProject.ts';
import type { ConfigProblem, SkippedFile } from './snapshot.ts';

/** What a snapshot is made of, beside files and configuration. */
export interface SnapshotInput {
  readonly revision: number;
  readonly configProblems: readonly ConfigProblem[];
  readonly skipped: readonly SkippedFile[];
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
    const state = { ...input, config: this.#config, graph };
    this.#analyses = analysesAfter(state, this.#analyses, this.#classInputs, cells);
    this.#graph = graph;
    return {
      project: new TracedProject({ ...state, analyses: this.#analyses }),
      change: { cells, reworded, relinked, files: new Set(changes.keys()) },
    };
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
