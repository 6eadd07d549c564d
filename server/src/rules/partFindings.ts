import type { Finding } from '../model/finding.ts';
import { type FindingList, FindingListBuilder } from './findingList.ts';

const NONE: readonly Finding[] = [];

/** Findings with the part of the code of their file that each is on, in order of part. */
export class PartFindings {
  readonly list: FindingList;
  readonly #parts: ArrayLike<number>;

  constructor(list: FindingList, parts: ArrayLike<number>) {
    this.list = list;
    this.#parts = parts;
  }

  /** Calls back for each part with findings, in order. */
  forEach(tell: (part: number, findings: readonly Finding[]) => void): void {
    const ofPart = this.inOrder();
    for (let at = 0; at < this.#parts.length; at++) {
      const part = this.#parts[at] ?? -1;
      if (part !== this.#parts[at - 1]) tell(part, ofPart(part));
    }
  }

  /** Gives the findings on one part after the other: no part may be asked for after a later one. */
  inOrder(): (part: number) => readonly Finding[] {
    let next = 0;
    return (part) => {
      while (next < this.#parts.length && (this.#parts[next] ?? 0) < part) next++;
      if (this.#parts[next] !== part) return NONE;
      const findings: Finding[] = [];
      for (; this.#parts[next] === part; next++) {
        const finding = this.list.at(next);
        if (finding) findings.push(finding);
      }
      return findings;
    };
  }
}

/** Gathers {@link PartFindings}. */
export class PartFindingsBuilder {
  readonly #list = new FindingListBuilder();
  readonly #parts: number[] = [];

  /** Parts have to come in order. */
  add(part: number, findings: readonly Finding[]): void {
    for (const finding of findings) {
      this.#list.add(finding);
      this.#parts.push(part);
    }
  }

  done(): PartFindings {
    return new PartFindings(this.#list.done(), Int32Array.from(this.#parts));
  }
}
