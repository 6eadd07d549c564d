import { attribute, type Item } from './item.ts';
import type { ControlVerification } from './risk.ts';
import type { Snapshot } from './snapshot.ts';
import { verifies } from './tagMeaning.ts';
import { latestResult, type TestResult } from './testResult.ts';
import { verifyingRecords } from './verification.ts';

/** The part of a snapshot in which verification is looked up. */
export type VerificationView = Pick<Snapshot, 'incoming' | 'tagsByTarget'>;

/**
 * How a risk control is verified. Most questions are about the records, or whether there is any: an item may have many tests, a test
 * many results, and code many tags, so each is looked up when it is of account.
 */
export class RecordedVerification implements ControlVerification {
  readonly #snapshot: VerificationView;
  readonly #control: Item;
  readonly #requirements: readonly Item[];
  readonly #tests = new Map<Item, readonly Item[]>();
  readonly #results = new Map<Item, TestResult | undefined>();

  constructor(snapshot: VerificationView, control: Item, requirements: readonly Item[]) {
    this.#snapshot = snapshot;
    this.#control = control;
    this.#requirements = requirements;
  }

  get direct(): readonly Item[] {
    return this.#testsOf(this.#control);
  }

  get directCode(): readonly string[] {
    return this.#codeOf(this.#control);
  }

  get byRequirement(): ControlVerification['byRequirement'] {
    return this.#requirements.map((requirement) => ({
      requirement,
      verifiedBy: [...this.#testsOf(requirement).map((test) => test.id), ...this.#codeOf(requirement)],
    }));
  }

  get proven(): boolean {
    const isProven = (item: Item): boolean => this.#passed(this.#testsOf(item));
    return isProven(this.#control) || (this.#requirements.length > 0 && this.#requirements.every(isProven));
  }

  get effectiveness(): readonly Item[] {
    const tests = new Set([this.#control, ...this.#requirements].flatMap((item) => this.#testsOf(item)));
    return [...tests].filter(showsEffectiveness);
  }

  /** Tests and reviews of an item. */
  #testsOf(item: Item): readonly Item[] {
    let tests = this.#tests.get(item);
    if (!tests) {
      tests = verifyingRecords(this.#snapshot, item);
      this.#tests.set(item, tests);
    }
    return tests;
  }

  #codeOf(item: Item): readonly string[] {
    return (this.#snapshot.tagsByTarget.get(item.key) ?? [])
      .filter(verifies)
      .map((tag) => tag.unit?.fact.qualifiedName ?? tag.file);
  }

  /** True when some of the tests have a result, and none of these is another than a passed one. */
  #passed(tests: readonly Item[]): boolean {
    let anyResult = false;
    for (const test of tests) {
      const result = this.#resultOf(test);
      if (result?.passed === false) return false;
      anyResult ||= result !== undefined;
    }
    return anyResult;
  }

  #resultOf(test: Item): TestResult | undefined {
    if (!this.#results.has(test)) this.#results.set(test, latestResult(this.#snapshot, test));
    return this.#results.get(test);
  }
}

/** True for a test or review that is there to show that a control works as intended, not only that it exists. */
export function showsEffectiveness(test: Item): boolean {
  const purpose = attribute(test, 'purpose')?.toLowerCase();
  return test.type === 'VAL' || purpose === 'effectiveness' || purpose === 'both';
}
