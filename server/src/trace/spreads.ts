import type { Steps } from '../model/steps.ts';
import { ARCHITECTURE_REVIEWS } from './architectureReviews.ts';
import { ASKING_RISKS } from './askingRisks.ts';
import { UNCONTROLLED_CAUSES } from './causeControls.ts';
import { COMBINED_INTEGRATION } from './combinedIntegration.ts';
import { CONTROL_FAILURES, CONTROL_VERIFICATION } from './controlVerification.ts';
import { DESIGN_CODE } from './designCode.ts';
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
  readonly controlVerification: SpreadNumbers;
  readonly controlFailures: SpreadNumbers;
  readonly designCode: SpreadNumbers;
  readonly combinedIntegration: SpreadNumbers;
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
  readonly #controlVerification = new Spread(CONTROL_VERIFICATION);
  readonly #controlFailures = new Spread(CONTROL_FAILURES);
  readonly #designCode = new Spread(DESIGN_CODE);
  readonly #combinedIntegration = new Spread(COMBINED_INTEGRATION);

  /**
   * Takes in what has changed since `before`, in steps, and adds to `changed` the cells of what is something else by now. `projectWith` gives
   * the project as it is where that much is known.
   */
  *update(before: Spreads, projectWith: (known: Spreads) => TracedProject, changed: Set<Cell>): Steps<Spreads> {
    // What lies behind situations, and what holds of refined requirements, rests on these.
    const first = projectWith(before);
    const controlVerification = yield* this.#controlVerification.update(first, changed);
    const controlFailures = yield* this.#controlFailures.update(first, changed);
    const designCode = yield* this.#designCode.update(first, changed);
    const project = projectWith({ ...before, controlVerification, controlFailures, designCode });
    return {
      controlVerification,
      controlFailures,
      designCode,
      combinedIntegration: yield* this.#combinedIntegration.update(project, changed),
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
