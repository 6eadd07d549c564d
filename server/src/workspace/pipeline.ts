import type { ProjectConfig } from '../config/project.ts';
import type { FileFacts } from '../model/facts.ts';
import { lineCountOf } from '../model/flatFacts/flatFacts.ts';
import type { Names } from '../model/names.ts';
import type { FilePath } from '../model/span.ts';
import type { Steps } from '../model/steps.ts';
import { isQuiet } from '../read/readFile.ts';
import { Evaluation } from '../rules/evaluation.ts';
import { Findings } from '../rules/findings.ts';
import { ReleaseGate } from '../rules/releaseGate.ts';
import type { EvaluationWork } from '../rules/ruleRun.ts';
import { emptyGraph } from '../trace/graph/graph.ts';
import type { TracedProject } from '../trace/project/tracedProject.ts';
import { everythingIn, joined, type ProjectChange, type SnapshotInput, type Traced, Tracer } from '../trace/tracer.ts';

/** What there is to know of a project beside its files, as it is by now. */
export interface ProjectNow {
  /** The same object until it says something else. */
  readonly config: () => ProjectConfig;
  /** Rises with each change. */
  readonly revision: () => number;
  readonly input: () => SnapshotInput;
}

/**
 * Leads facts to a snapshot and on to the findings of the rules, in small steps. Facts may come between steps: the work goes
 * on with what they have left of it. Another configuration drops the work that it makes useless.
 */
export class Pipeline {
  readonly #now: ProjectNow;
  /** Files whose facts {@link Pipeline.#tracer} has not been given. */
  #pending = new Map<FilePath, FileFacts | undefined>();
  #pendingLines = 0;
  /** Lines of all files that it has been given. */
  #takenLines = 0;
  #tracer: Tracer;
  /** The steps that are left to a snapshot. */
  #tracing: Steps<Traced> | undefined;
  #project: TracedProject | undefined;
  #glimpse: TracedProject | undefined;
  /** What {@link Pipeline.#evaluation} has not seen yet. */
  #unseen: ProjectChange | undefined;
  #evaluation = new Evaluation();
  /** The tracer whose changes {@link Pipeline.#evaluation} follows. */
  #followed: Tracer | undefined;
  /** The steps that are left of its work on an earlier snapshot or this one. */
  #checking: Steps<Findings> | undefined;
  #findings = new Findings();
  readonly #gate = new ReleaseGate();

  /** Facts are to be told by these numbers of names. */
  constructor(names: Names, now: ProjectNow) {
    this.#now = now;
    this.#tracer = new Tracer(now.config(), emptyGraph(names));
  }

  /** Takes what a file says by now, undefined for one that is not read. */
  put(path: FilePath, facts: FileFacts | undefined): void {
    this.#pending.set(path, facts);
    this.#pendingLines += facts && !isQuiet(facts) ? lineCountOf(facts) : LINES_OF_NOTHING;
  }

  /** True when {@link snapshot} has nothing left to work out. */
  get isTraced(): boolean {
    return this.#tracing === undefined && this.#project?.revision === this.#now.revision();
  }

  /** True when {@link findings} has nothing left to work out. */
  get isChecked(): boolean {
    return this.#checking === undefined && this.isTraced && this.#unseen === undefined;
  }

  /** Does one step of the work that {@link snapshot} and then {@link findings} ask for; nothing when none is left. */
  advance(): void {
    if (!this.isTraced) {
      this.#trace();
      return;
    }
    this.#checking ??= this.#startChecking();
    const step = this.#checking?.next();
    if (!step?.done) return;
    this.#checking = undefined;
    this.#findings = step.value;
  }

  /** How much checking has been done since the configuration last changed. */
  get work(): Readonly<EvaluationWork> {
    return this.#evaluation.work;
  }

  /** Everything known now. The same object until the next change. */
  snapshot(): TracedProject {
    while (!this.isTraced || !this.#project) this.#trace();
    return this.#project;
  }

  /** What the rules find in {@link snapshot}. The same object until the next change. */
  findings(): Findings {
    while (!this.isChecked) this.advance();
    return this.#gate.added(this.snapshot(), this.#findings);
  }

  /**
   * What is known now of a project of which files are still to come: a snapshot that is not whole, and is there at once.
   */
  glimpse(): TracedProject {
    if (this.#glimpse?.revision !== this.#now.revision()) {
      this.#takePending();
      this.#glimpse = this.#tracer.glimpse(this.#now.input());
    }
    return this.#glimpse;
  }

  /**
   * Takes in what was put, once that is enough to be worth it: gives true then. {@link glimpse} and {@link snapshot}
   * have that much less to do.
   */
  prepareGlimpse(): boolean {
    if (this.#pendingLines < Math.max(WORTH_TAKING, this.#takenLines / TAKES_A_DOUBLING)) return false;
    this.#takePending();
    return true;
  }

  /** One step towards a snapshot of everything. */
  #trace(): void {
    if (this.#tracer.config !== this.#now.config()) this.#takePending();
    this.#tracing ??= this.#startTracing();
    const step = this.#tracing.next();
    if (!step.done) return;
    this.#tracing = undefined;
    const { project, change } = step.value;
    if (this.#followed === this.#tracer) {
      this.#unseen = this.#unseen ? joined(this.#unseen, change) : change;
    } else {
      // What was found under another configuration is of no use.
      this.#followed = this.#tracer;
      this.#evaluation = new Evaluation();
      this.#checking = undefined;
      this.#unseen = everythingIn(project);
    }
    this.#project = project;
    this.#glimpse = undefined;
  }

  #startTracing(): Steps<Traced> {
    this.#takePending();
    return this.#tracer.trace(this.#now.input());
  }

  #startChecking(): Steps<Findings> | undefined {
    const project = this.#project;
    const change = this.#unseen;
    if (!project || !change) return undefined;
    this.#unseen = undefined;
    return this.#evaluation.updating(project, change);
  }

  #takePending(): void {
    const config = this.#now.config();
    if (this.#tracer.config !== config) {
      this.#tracer = new Tracer(config, this.#tracer.graph);
      // What was begun under another configuration is of no use.
      this.#tracing = undefined;
    }
    const pending = this.#pending;
    this.#pending = new Map();
    this.#takenLines += this.#pendingLines;
    this.#pendingLines = 0;
    if (pending.size === 0) return;
    this.#tracer.take(pending);
    // It would hold what the files said before.
    this.#glimpse = undefined;
  }
}

/** Files with so many lines are taken into a graph at once: few enough for a moment, many enough to be worth it. */
const WORTH_TAKING = 2000;

/** A file that says nothing is taken in with so many lines of others: most files of a large tree are such. */
const LINES_OF_NOTHING = 1 / 8;

/** Each time costs something for all that is there: so the larger a graph is, the more is taken in at once. */
const TAKES_A_DOUBLING = 200;
