/**
 * Long work in small steps: whoever does it may rest after each, do other things, and go on or not. Gives its result at
 * the end.
 */
export type Steps<T> = Generator<undefined, T, void>;

/** Does all that is left of the work in one go. */
export function allOf<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}
