import type { Steps } from '../model/steps.ts';
import { ARCHITECTURE_REVIEWS } from './architectureReviews.ts';
import { ASKING_RISKS } from './askingRisks.ts';
import { UNCONTROLLED_CAUSES } from './causeControls.ts';
import type { Cell } from './graph/cells.ts';
import { LEVEL_RANKS } from './itemLevels.ts';
import { LATEST_FAILURES } from './latestFailures.ts';
import { BEHIND_SITUATIONS } from './openChains.ts';
import type { TracedProject } from './project/tracedProject.ts';
import { IN_PARTS, IN_WHOLES } from './refinedRequirements.ts';
import { Spread, type SpreadNumbers } from './spread.ts';

/** What is known of items and of those that they take from, by what it is. */
export interface Spreads {
  readonly levels: SpreadNumbers;
  readonly architectureReviews: SpreadNumbers;
  readonly inParts: SpreadNumbers;
  readonly inWholes: SpreadNumbers;
  readonly uncontrolledCauses: SpreadNumbers;
  readonly behindSituations: SpreadNumbers;
  readonly askingRisks: SpreadNumbers;
  readonly latestFailures: SpreadNumbers;
}

/** Keeps {@link Spreads} up to date. */
export class SpreadKeeper {
  readonly #levels = new Spread(LEVEL_RANKS);
  readonly #architectureReviews = new Spread(ARCHITECTURE_REVIEWS);
  readonly #inParts = new Spread(IN_PARTS);
  readonly #inWholes = new Spread(IN_WHOLES);
  readonly #uncontrolledCauses = new Spread(UNCONTROLLED_CAUSES);
  readonly #behindSituations = new Spread(BEHIND_SITUATIONS);
  readonly #askingRisks = new Spread(ASKING_RISKS);
  readonly #latestFailures = new Spread(LATEST_FAILURES);

  /** Takes in what has changed, in steps, and adds to `changed` the cells of what is something else by now. */
  *update(project: TracedProject, changed: Set<Cell>): Steps<Spreads> {
    return {
      levels: yield* this.#levels.update(project, changed),
      architectureReviews: yield* this.#architectureReviews.update(project, changed),
      inParts: yield* this.#inParts.update(project, changed),
      inWholes: yield* this.#inWholes.update(project, changed),
      uncontrolledCauses: yield* this.#uncontrolledCauses.update(project, changed),
      behindSituations: yield* this.#behindSituations.update(project, changed),
      askingRisks: yield* this.#askingRisks.update(project, changed),
      latestFailures: yield* this.#latestFailures.update(project, changed),
    };
  }
}
