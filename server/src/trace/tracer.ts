import type { ProjectConfig } from '../config/project.ts';
import { type EvidenceMap, queriesIn } from '../model/evidence.ts';
import type { FdaAnswers } from '../model/fda.ts';
import type { ItemKey } from '../model/itemId.ts';
import { Names } from '../model/names.ts';
import type { FilePath } from '../model/span.ts';
import type { Steps } from '../model/steps.ts';
import { Classification } from './classes/classification.ts';
import { ClassInputs, classSettingsOf } from './classInputs.ts';
import type { Cell } from './graph/cells.ts';
import { emptyGraph, type Graph } from './graph/graph.ts';
import { ownKeys } from './graph/ownKeys.ts';
import { type ChangeNotes, type FileChanges, patched } from './graph/patch.ts';
import type { Analyses } from './project/analyses.ts';
import { analysesAfter, nothingYet } from './project/analysesAfter.ts';
import { TracedProject } from './project/tracedProject.ts';
import { RecordCounts, STANDING_QUERIES } from './recordCounts.ts';
import type { ConfigProblem, SeenFile, SkippedFile } from './snapshot.ts';
import { SpreadKeeper } from './spreads.ts';

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
  readonly #classification: Classification;
  readonly #spreads = new SpreadKeeper();
  #recordCounts: RecordCounts | undefined;
  #input: SnapshotInput | undefined;
  #graph: Graph;
  #analyses: Analyses | undefined;
  #begun = false;
  /** What has been taken in since the last snapshot. */
  #change = new GatheredChange();

  /** Starts with the files of a graph that was made under whatever configuration. */
  constructor(config: ProjectConfig, graph: Graph = emptyGraph(new Names())) {
    this.#config = config;
    this.#graph = graph;
    this.#classification = new Classification(classSettingsOf(config, config.profile));
  }

  get config(): ProjectConfig {
    return this.#config;
  }

  /** The files taken in so far. */
  get graph(): Graph {
    return this.#graph;
  }

  /** Takes in what some files say by now; what follows from it for the whole project is left to {@link trace}. */
  take(changes: FileChanges): void {
    // Compared with nothing everything is new.
    this.#graph = patched(this.#graph, changes, this.#begun ? this.#change : undefined);
    if (this.#begun) for (const file of changes.keys()) this.#change.files.add(file);
  }

  /** The snapshot after all that was taken in, in steps. */
  *trace(input: SnapshotInput): Steps<Traced> {
    const change = this.#change;
    this.#change = new GatheredChange();
    this.#begun = true;
    const { cells } = this.#graph;
    if (input.evidence !== this.#input?.evidence || input.seen !== this.#input.seen) {
      change.cells.add(cells.project('evidence'));
    }
    if (input.fda !== this.#input?.fda) change.cells.add(cells.project('fda'));
    this.#input = input;
    const state = { ...input, config: this.#config, graph: this.#graph, whole: true };
    const gathered = {
      classInputs: this.#classInputs,
      classification: this.#classification,
      spreads: this.#spreads,
      recordCounts: this.#countsFor(input),
    };
    const analyses = yield* analysesAfter(state, this.#analyses, gathered, change.cells);
    this.#analyses = analyses;
    return { project: new TracedProject({ ...state, analyses }), change };
  }

  /** What can be seen of a project while files of it are still to be taken in, see {@link Snapshot.whole}. */
  glimpse(input: SnapshotInput): TracedProject {
    const config = this.#config;
    return new TracedProject({ ...input, config, graph: this.#graph, whole: false, analyses: nothingYet(config) });
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

/** A change that grows with each patch. */
class GatheredChange implements ProjectChange, ChangeNotes {
  readonly cells = new Set<Cell>();
  readonly reworded = new Set<ItemKey>();
  readonly files = new Set<FilePath>();
  readonly relinked = new Set<ItemKey>();
}

/**
 * The change from nothing to a project. Files that say nothing are left out, as a change of them changes nothing, and so are
 * items of other notations, about which nobody asks one by one.
 */
export function everythingIn(project: TracedProject): ProjectChange {
  const { graph } = project;
  const keys = ownKeys(graph);
  return { cells: new Set(), reworded: keys, relinked: keys, files: new Set(graph.speaking.all) };
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
