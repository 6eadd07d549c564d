import type { Finding } from '../model/finding.ts';
import { entriesIn, type ListOf } from '../model/listOf.ts';
import type { Place } from '../model/span.ts';
import { type FindingList, FindingListBuilder } from './findingList.ts';

/** That somebody has accepted findings, with the reason that they gave. */
export interface Acceptance {
  readonly reason: string;
  /** Where the suppression stands. */
  readonly by: Place;
}

/** A finding that somebody has accepted. */
export interface SuppressedFinding extends Acceptance {
  readonly finding: Finding;
}

/** The accepted findings of one file: one suppression may speak for a million. */
class SuppressedFindings implements ListOf<SuppressedFinding> {
  readonly length: number;
  readonly #findings: FindingList;
  readonly #acceptances: readonly Acceptance[];
  /** The place of the acceptance of each finding. */
  readonly #which: Int32Array;

  constructor(findings: FindingList, acceptances: readonly Acceptance[], which: Int32Array) {
    this.length = findings.length;
    this.#findings = findings;
    this.#acceptances = acceptances;
    this.#which = which;
  }

  at(index: number): SuppressedFinding | undefined {
    const finding = this.#findings.at(index);
    const acceptance = this.#acceptances[this.#which[index] ?? -1];
    return finding && acceptance && { finding, ...acceptance };
  }

  [Symbol.iterator](): Iterator<SuppressedFinding> {
    return entriesIn(this);
  }
}

/** Gathers the accepted findings of one file, in their order. */
export class SuppressedFindingsBuilder {
  readonly #findings = new FindingListBuilder();
  readonly #places = new Map<Acceptance, number>();
  readonly #which: number[] = [];

  add(finding: Finding, acceptance: Acceptance): void {
    const place = this.#places.get(acceptance) ?? this.#places.size;
    this.#places.set(acceptance, place);
    this.#findings.add(finding);
    this.#which.push(place);
  }

  done(): SuppressedFindings {
    return new SuppressedFindings(this.#findings.done(), [...this.#places.keys()], Int32Array.from(this.#which));
  }
}
