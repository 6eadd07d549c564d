import type { ProjectConfig } from '../config/project.ts';
import type { ItemKey } from '../model/itemId.ts';
import type { FilePath } from '../model/span.ts';
import type { Cell } from './graph/cells.ts';
import { emptyGraph, type FileChanges, fileNode, patched } from './graph/graph.ts';
import { analysesAfter } from './project/analyses.ts';
import { TracedProject } from './project/tracedProject.ts';
import type { ConfigProblem, SkippedFile } from './snapshot.ts';

/** What a snapshot is made of, beside the files. */
export interface SnapshotInput {
  readonly revision: number;
  readonly config: ProjectConfig;
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
  /** Files whose facts are others. */
  readonly files: ReadonlySet<FilePath>;
}

/**
 * Resolves the facts of files into one immutable picture. `changes` holds the files that are not as they were in
 * `previous`; without that, all of them. The result does not depend on how many steps led to it.
 */
export function buildSnapshot(input: SnapshotInput, changes: FileChanges, previous?: TracedProject): Traced {
  const sameConfig = previous?.config === input.config;
  const { graph, changed, reworded } = patched(previous?.graph ?? emptyGraph(), changes);
  const cells = new Set(changed);
  const state = { ...input, graph };
  const analyses = analysesAfter(state, sameConfig ? previous?.analyses : undefined, cells);
  return {
    project: new TracedProject({ ...state, analyses }),
    change: { cells, reworded, files: new Set(changes.keys()) },
  };
}

/** The change from nothing to a project. */
export function everythingIn(project: TracedProject): ProjectChange {
  const { graph } = project;
  const keys = graph.paths.flatMap((path) => [...(fileNode(graph, path)?.definitions.keys() ?? [])]);
  return { cells: new Set(), reworded: new Set(keys), files: new Set(graph.paths) };
}

/** Two changes as one, the second after the first. */
export function joined(first: ProjectChange, second: ProjectChange): ProjectChange {
  return {
    cells: new Set([...first.cells, ...second.cells]),
    reworded: new Set([...first.reworded, ...second.reworded]),
    files: new Set([...first.files, ...second.files]),
  };
}
