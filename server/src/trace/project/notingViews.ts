import type { Reads } from '../graph/reads.ts';
import type { TracedProject } from './tracedProject.ts';

/** So many subjects share one view: views remember what they were asked for, which is much in a large project. */
const SUBJECTS_A_VIEW = 1024;

/** Views of one snapshot that note what is read of it, for many subjects one after the other. */
export class NotingViews {
  readonly #project: TracedProject;
  readonly #reads: Reads;
  #view: TracedProject;
  #subjects = 0;

  constructor(project: TracedProject, reads: Reads) {
    this.#project = project;
    this.#reads = reads;
    this.#view = project.noting(reads);
  }

  /** The view for the next subject. */
  next(): TracedProject {
    if (++this.#subjects % SUBJECTS_A_VIEW === 0) this.#view = this.#project.noting(this.#reads);
    return this.#view;
  }
}
