/** For each thing what rests on it. */
export class ReverseIndex<Ground, Subject> {
  readonly #grounds = new Map<Subject, readonly Ground[]>();
  readonly #subjects = new Map<Ground, Set<Subject>>();

  /** Says what a subject rests on by now. */
  set(subject: Subject, grounds: readonly Ground[]): void {
    for (const ground of this.#grounds.get(subject) ?? []) {
      const subjects = this.#subjects.get(ground);
      subjects?.delete(subject);
      if (subjects?.size === 0) this.#subjects.delete(ground);
    }
    if (grounds.length === 0) {
      this.#grounds.delete(subject);
      return;
    }
    this.#grounds.set(subject, grounds);
    for (const ground of grounds) {
      const subjects = this.#subjects.get(ground) ?? new Set();
      this.#subjects.set(ground, subjects);
      subjects.add(subject);
    }
  }

  get isEmpty(): boolean {
    return this.#subjects.size === 0;
  }

  /** What rests on something. */
  of(ground: Ground): Iterable<Subject> {
    return this.#subjects.get(ground) ?? [];
  }
}
